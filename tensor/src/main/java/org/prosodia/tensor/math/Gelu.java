package org.prosodia.tensor.math;

/**
 * The Gaussian error linear unit in its exact form, {@code x Φ(x)}, Φ being the normal distribution function (Hendrycks and Gimpel,
 * arXiv 1606.08415).
 *
 * <p>Accuracy of both functions: error at most 10^−15 · max(1, |result|).
 */
public final class Gelu {

    private static final double INVERSE_SQRT_2 = 0.7071067811865475244008444;
    private static final double INVERSE_SQRT_2_PI = 0.3989422804014326779399461;

    private Gelu() {}

    /** x Φ(x). */
    public static double value(double x) {
        return x * normalCdf(x);
    }

    /** d/dx x Φ(x) = Φ(x) + x φ(x), with the normal density φ. */
    public static double derivative(double x) {
        return normalCdf(x) + x * normalDensity(x);
    }

    /** Φ(x) = ½ erfc(−x/√2): no cancellation in the left tail. */
    private static double normalCdf(double x) {
        return 0.5 * Erfc.value(-x * INVERSE_SQRT_2);
    }

    /** φ(x) = exp(−x²/2) / √(2π). */
    private static double normalDensity(double x) {
        return INVERSE_SQRT_2_PI * Math.exp(-0.5 * x * x);
    }
}
