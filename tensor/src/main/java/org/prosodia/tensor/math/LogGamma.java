package org.prosodia.tensor.math;

/**
 * The logarithm of the absolute value of the gamma function, ln |Γ(x)|.
 *
 * <p>Accuracy for x &gt; 0: relative error at most 10^−15, also around the zeros at 1 and 2. For x &lt; 0 the error is a few units in the
 * last place of the larger of the terms of the reflection formula. Poles, at 0 and the negative integers, give +∞.
 *
 * <p>Its derivative is {@link Digamma}.
 */
public final class LogGamma {

    private static final double HALF_LOG_TWO_PI = 0.9189385332046727417803297;

    private LogGamma() {}

    /** ln |Γ(x)|. */
    public static double value(double x) {
        if (x < 0) {
            return reflected(x);
        }
        if (x >= StirlingSeries.MIN_X) {
            // (x − ½) ln x − x + ½ ln 2π + μ(x), written so that x = ∞ does not meet ∞ − ∞.
            return (x - 0.5) * (Math.log(x) - 1) + (HALF_LOG_TWO_PI - 0.5) + StirlingSeries.logGamma(x);
        }
        // The recurrence Γ(x + 1) = x Γ(x) leads every other x to 2 + z with |z| ≤ ½.
        if (x < 0.5) {
            return SeriesAtTwo.logGamma(x) - Math.log(x * (1 + x));
        }
        if (x < 1.5) {
            double z = x - 1;
            return SeriesAtTwo.logGamma(z) - Math.log1p(z);
        }
        double product = 1;
        double reduced = x;
        while (reduced >= 2.5) {
            reduced -= 1;
            product *= reduced;
        }
        return SeriesAtTwo.logGamma(reduced - 2) + Math.log(product);
    }

    /**
     * What is left of lnΓ without its leading part: {@code lnΓ(x) − (x ln x − x)}, for x &gt; 0.
     *
     * <p>Where sums of lnΓ cancel, as in the Dirichlet density, the leading parts cancel in the formula, and this small rest
     * (−½ ln x + ½ ln 2π + 1/(12 x) − … for large x) is what must be computed. Absolute error at most 4·10^−15, for x &lt; 10^−3
     * relative error at most 10^−15.
     */
    public static double remainder(double x) {
        double log = Math.log(x);
        return x >= StirlingSeries.MIN_X
                ? HALF_LOG_TWO_PI - 0.5 * log + StirlingSeries.logGamma(x)
                : value(x) - x * (log - 1);
    }

    /** Γ(x) Γ(1 − x) = π / sin πx (DLMF 5.5.3). */
    private static double reflected(double x) {
        if (x == Math.rint(x)) {
            return Double.POSITIVE_INFINITY;
        }
        double sine = Math.sin(Math.PI * Math.IEEEremainder(x, 1));
        return Math.log(Math.PI / Math.abs(sine)) - value(1 - x);
    }
}
