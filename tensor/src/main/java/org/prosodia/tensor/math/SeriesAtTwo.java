package org.prosodia.tensor.math;

/**
 * The Taylor series of lnΓ around 2 and its first two derivatives, for |z| ≤ ½:
 *
 * <pre>
 * lnΓ(2 + z) = (1 − γ) z + Σ_{k≥2} (−1)^k (ζ(k) − 1) z^k / k          (Abramowitz &amp; Stegun 6.1.33)
 * ψ(2 + z)   = (1 − γ)   + Σ_{k≥2} (−1)^k (ζ(k) − 1) z^(k−1)          (6.3.14)
 * ψ′(2 + z)  =             Σ_{k≥2} (−1)^k (ζ(k) − 1) (k − 1) z^(k−2)  (6.4.9)
 * </pre>
 *
 * <p>The radius of convergence is 2, and ζ(k) − 1 ≈ 2^−k, so each further term gains a factor of four: with k ≤ 33 the rest is below
 * 10^−17. Because lnΓ(2) = 0 is factored out, lnΓ keeps its full relative accuracy around that zero.
 */
final class SeriesAtTwo {

    /** 1 − γ, γ being Euler's constant. */
    private static final double ONE_MINUS_GAMMA = 0.4227843350984671393934879;

    /** ζ(k) − 1 for k = 2 … 33 (Abramowitz &amp; Stegun, table 23.3). */
    private static final double[] ZETA_MINUS_ONE = {
        6.44934066848226436472e-1, 2.02056903159594285400e-1, 8.23232337111381915160e-2, 3.69277551433699263314e-2,
        1.73430619844491397145e-2, 8.34927738192282683980e-3, 4.07735619794433937869e-3, 2.00839282608221441785e-3,
        9.94575127818085337146e-4, 4.94188604119464558702e-4, 2.46086553308048298638e-4, 1.22713347578489146752e-4,
        6.12481350587048292585e-5, 3.05882363070204935517e-5, 1.52822594086518717326e-5, 7.63719763789976227360e-6,
        3.81729326499983985646e-6, 1.90821271655393892566e-6, 9.53962033872796113152e-7, 4.76932986787806463117e-7,
        2.38450502727732990004e-7, 1.19219925965311073068e-7, 5.96081890512594796124e-8, 2.98035035146522801861e-8,
        1.49015548283650412347e-8, 7.45071178983542949198e-9, 3.72533402478845705482e-9, 1.86265972351304900640e-9,
        9.31327432419668182872e-10, 4.65662906503378407299e-10, 2.32831183367650549200e-10, 1.16415501727005197759e-10,
    };

    private static final double[] LOG_GAMMA = new double[ZETA_MINUS_ONE.length];
    private static final double[] TRIGAMMA = new double[ZETA_MINUS_ONE.length];

    static {
        for (int i = 0; i < ZETA_MINUS_ONE.length; i++) {
            int k = i + 2;
            LOG_GAMMA[i] = ZETA_MINUS_ONE[i] / k;
            TRIGAMMA[i] = ZETA_MINUS_ONE[i] * (k - 1);
        }
    }

    private SeriesAtTwo() {}

    /** lnΓ(2 + z). */
    static double logGamma(double z) {
        return z * (ONE_MINUS_GAMMA + z * Polynomial.evaluate(LOG_GAMMA, -z));
    }

    /** ψ(2 + z). */
    static double digamma(double z) {
        return ONE_MINUS_GAMMA + z * Polynomial.evaluate(ZETA_MINUS_ONE, -z);
    }

    /** ψ′(2 + z). */
    static double trigamma(double z) {
        return Polynomial.evaluate(TRIGAMMA, -z);
    }
}
