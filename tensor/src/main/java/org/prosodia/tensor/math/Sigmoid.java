package org.prosodia.tensor.math;

/** The logistic function {@code σ(x) = 1 / (1 + exp(−x))}. Accuracy: relative error at most 10^−15. */
public final class Sigmoid {

    private Sigmoid() {}

    /** σ(x), between 0 and 1; the exponential never overflows. */
    public static double value(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double exp = Math.exp(x);
        return exp / (1 + exp);
    }

    /** σ′(x) = σ(x) σ(−x). */
    public static double derivative(double x) {
        return value(x) * value(-x);
    }
}
