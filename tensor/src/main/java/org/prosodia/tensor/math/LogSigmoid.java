package org.prosodia.tensor.math;

/** {@code ln σ(x) = −softplus(−x)}, finite wherever x is. Accuracy: relative error at most 10^−15. */
public final class LogSigmoid {

    private LogSigmoid() {}

    /** ln σ(x), at most 0. */
    public static double value(double x) {
        return -Softplus.value(-x);
    }

    /** d/dx ln σ(x) = σ(−x). */
    public static double derivative(double x) {
        return Sigmoid.value(-x);
    }
}
