/**
 * What the code may look like: layers, module descriptors, promises that can be read off the class files, house style. Read
 * {@code CoreModules} first: it says which modules the promises are about.
 */
package org.prosodia.tests.architecture;
