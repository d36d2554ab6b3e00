package org.prosodia.tensor.math;

/**
 * What Stirling's formula leaves of lnΓ, and the first two derivatives of it, for x ≥ {@link #MIN_X}, with the Bernoulli numbers B:
 *
 * <pre>
 * lnΓ(x) = (x − ½) ln x − x + ½ ln 2π + μ(x),   μ(x)  = Σ_{n≥1} B_2n / (2n (2n − 1) x^(2n−1))   (DLMF 5.11.1)
 * ψ(x)   = ln x − 1/(2x) + μ′(x),               μ′(x) = −Σ_{n≥1} B_2n / (2n x^(2n))             (DLMF 5.11.2)
 * ψ′(x)  = 1/x + 1/(2x²) + μ″(x),               μ″(x) = Σ_{n≥1} B_2n / x^(2n+1)                 (Abramowitz &amp; Stegun 6.4.12)
 * </pre>
 *
 * <p>The series are asymptotic; the rest is smaller than the first term left out, which is below 10^−17 from {@link #MIN_X} on.
 */
final class StirlingSeries {

    /** From here on eight terms give double precision. */
    static final double MIN_X = 10;

    /** B_2, B_4, …, B_16. */
    private static final double[] BERNOULLI = {
        1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510,
    };

    private static final double[] LOG_GAMMA = new double[BERNOULLI.length];
    private static final double[] DIGAMMA = new double[BERNOULLI.length];

    static {
        for (int i = 0; i < BERNOULLI.length; i++) {
            int n = i + 1;
            LOG_GAMMA[i] = BERNOULLI[i] / (2 * n * (2 * n - 1));
            DIGAMMA[i] = BERNOULLI[i] / (2 * n);
        }
    }

    private StirlingSeries() {}

    /** μ(x). */
    static double logGamma(double x) {
        double inverse = 1 / x;
        return inverse * Polynomial.evaluate(LOG_GAMMA, inverse * inverse);
    }

    /** μ′(x). */
    static double digamma(double x) {
        double inverse = 1 / x;
        double square = inverse * inverse;
        return -square * Polynomial.evaluate(DIGAMMA, square);
    }

    /** μ″(x). */
    static double trigamma(double x) {
        double inverse = 1 / x;
        double square = inverse * inverse;
        return inverse * square * Polynomial.evaluate(BERNOULLI, square);
    }
}
