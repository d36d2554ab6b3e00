package org.prosodia.tensor.math;

/**
 * The digamma function ψ(x), the derivative of lnΓ(x).
 *
 * <p>Accuracy for x &gt; 0: error at most 10^−15 · max(1, |ψ(x)|). Around the root at 1.4616… that is an absolute error. For x &lt; 0 the
 * error is a few units in the last place of the larger term of the reflection formula. ψ(±0) = ∓∞; at negative integers the sign of
 * the pole is undefined and the value NaN.
 *
 * <p>Its derivative is {@link Trigamma}.
 */
public final class Digamma {

    private Digamma() {}

    /** ψ(x). */
    public static double value(double x) {
        if (x < 0) {
            return reflected(x);
        }
        if (x >= StirlingSeries.MIN_X) {
            return Math.log(x) - 0.5 / x + StirlingSeries.digamma(x);
        }
        // The recurrence ψ(x + 1) = ψ(x) + 1/x leads every other x to 2 + z with |z| ≤ ½.
        if (x < 0.5) {
            return SeriesAtTwo.digamma(x) - 1 / (1 + x) - 1 / x;
        }
        if (x < 1.5) {
            return SeriesAtTwo.digamma(x - 1) - 1 / x;
        }
        double sum = 0;
        double reduced = x;
        while (reduced >= 2.5) {
            reduced -= 1;
            sum += 1 / reduced;
        }
        return SeriesAtTwo.digamma(reduced - 2) + sum;
    }

    /**
     * ψ without its leading part, {@code ψ(x) − ln x}, for x &gt; 0: the derivative of {@link LogGamma#remainder}.
     *
     * <p>It is negative, −1/(2x) − 1/(12 x²) + … for large x; the relative error for x ≥ 10 is at most 10^−15, so that
     * {@code x · remainder(x)} stays exact however large x is. Below, the error is at most 2·10^−15 · max(1, |ψ(x)|).
     */
    public static double remainder(double x) {
        return x >= StirlingSeries.MIN_X ? -0.5 / x + StirlingSeries.digamma(x) : value(x) - Math.log(x);
    }


    /** ψ(1 − x) − ψ(x) = π cot πx (DLMF 5.5.4). */
    private static double reflected(double x) {
        if (x == Math.rint(x)) {
            return Double.NaN;
        }
        return value(1 - x) - Math.PI / Math.tan(Math.PI * Math.IEEEremainder(x, 1));
    }
}
