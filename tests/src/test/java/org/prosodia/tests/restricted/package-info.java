/**
 * What holds in places where not everything is allowed: runtime images of {@code java.base} and the core modules, Java runtimes without
 * compilers, memory, temporary folder or English. {@code CoreProbe} is the program that all of them run.
 */
package org.prosodia.tests.restricted;
