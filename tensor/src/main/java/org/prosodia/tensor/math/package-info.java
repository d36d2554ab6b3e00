/**
 * The special functions that densities over the simplex and activations need, in double precision, on one number at a time.
 *
 * <p>Read {@link org.prosodia.tensor.math.LogGamma} first: {@link org.prosodia.tensor.math.Digamma} and
 * {@link org.prosodia.tensor.math.Trigamma} are its derivatives and share its two expansions, a Taylor series around 2 and Stirling's
 * series for large arguments. {@link org.prosodia.tensor.math.Erfc} carries {@link org.prosodia.tensor.math.Erf} and
 * {@link org.prosodia.tensor.math.Gelu}. Where a function has a {@code derivative}, it stands beside its {@code value}.
 *
 * <p>All functions are pure and allocate nothing. Each states its accuracy; the tests enforce it against 80-digit values.
 *
 * <p>References: M. Abramowitz and I. A. Stegun, <i>Handbook of Mathematical Functions</i>, chapters 6 and 7; NIST Digital Library of
 * Mathematical Functions (DLMF), chapters 5 and 7; W. J. Cody, <i>Rational Chebyshev approximations for the error function</i>,
 * Math. Comp. 23 (1969).
 */
package org.prosodia.tensor.math;
