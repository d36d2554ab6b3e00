package org.prosodia.tensor.math;

/**
 * The trigamma function ψ′(x), the second derivative of lnΓ(x).
 *
 * <p>Accuracy for x &gt; 0: relative error at most 10^−15. Poles, at 0 and the negative integers, give +∞.
 */
public final class Trigamma {

    private Trigamma() {}

    /** ψ′(x). */
    public static double value(double x) {
        if (x < 0) {
            return reflected(x);
        }
        // The recurrence ψ′(x) = ψ′(x + 1) + 1/x², always upwards where it has a choice, so that only positive terms are added.
        if (x < 0.5) {
            double next = 1 + x;
            return SeriesAtTwo.trigamma(x) + 1 / (next * next) + 1 / (x * x);
        }
        if (x < 1.5) {
            return SeriesAtTwo.trigamma(x - 1) + 1 / (x * x);
        }
        if (x < 2.5) {
            return SeriesAtTwo.trigamma(x - 2);
        }
        double sum = 0;
        double raised = x;
        while (raised < StirlingSeries.MIN_X) {
            sum += 1 / (raised * raised);
            raised += 1;
        }
        double inverse = 1 / raised;
        return StirlingSeries.trigamma(raised) + 0.5 * inverse * inverse + inverse + sum;
    }

    /** ψ′(1 − x) + ψ′(x) = π² / sin² πx (the derivative of DLMF 5.5.4). */
    private static double reflected(double x) {
        double ratio = Math.PI / Math.sin(Math.PI * Math.IEEEremainder(x, 1));
        return ratio * ratio - value(1 - x);
    }
}
