package org.prosodia.tensor.math;

/**
 * The error function {@code erf(x) = 2/√π ∫_0^x exp(−t²) dt}.
 *
 * <p>Accuracy: relative error at most 10^−15. Odd: {@code erf(−x) = −erf(x)} to the last bit.
 *
 * <p>Rational approximation of W. J. Cody, Math. Comp. 23 (1969), 631–637, table I; {@link Erfc} has the other two.
 */
public final class Erf {

    /** Up to here erf is approximated itself, beyond as 1 − erfc. */
    static final double SMALL = 0.46875;

    /** Cody's table I, n = 4, ascending powers of x²: erf(x) ≈ x P(x²)/Q(x²). */
    private static final double[] P = {
        3.20937758913846947e3, 3.77485237685302021e2, 1.13864154151050156e2, 3.16112374387056560, 1.85777706184603153e-1,
    };
    private static final double[] Q = {
        2.84423683343917062e3, 1.28261652607737228e3, 2.44024637934444173e2, 2.36012909523441209e1, 1,
    };

    private Erf() {}

    /** erf(x), between −1 and 1. */
    public static double value(double x) {
        double magnitude = Math.abs(x);
        if (magnitude <= SMALL) {
            double square = x * x;
            return x * Polynomial.evaluate(P, square) / Polynomial.evaluate(Q, square);
        }
        return Math.copySign(1 - Erfc.positive(magnitude), x);
    }
}
