/**
 * The reference backend in plain Java. The {@code *F32} classes are written by hand; the build makes their {@code *F64} twins
 * by replacing {@code float} with {@code double}. Each loop indexes its arrays with the same variable where it can: C2 of JDK 25
 * vectorises only those.
 */
package org.prosodia.tensor.backend.plain;
