/**
 * Hot loops in the Vector API, F32. {@code VectorSupport} decides whether they may run and is the only class that others touch; read
 * {@code VectorF32} next, then {@code Gemm}.
 *
 * <p>Rules that keep C2 from turning vectors into objects: small static loops; vectors only in local variables, never in fields, arrays,
 * lambdas or calls that might not be inlined; whole vectors first, the rest by itself; lanes joined after the loop, through an array.
 */
package org.prosodia.tensor.backend.vector;
