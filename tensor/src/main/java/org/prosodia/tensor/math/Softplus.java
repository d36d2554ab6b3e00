package org.prosodia.tensor.math;

/**
 * {@code softplus(x) = ln(1 + exp(x))}, a smooth max(0, x). Accuracy: relative error at most 10^−15, in both tails.
 *
 * <p>PyTorch returns x itself above a threshold of 20, which differs by up to 2·10^−9; here the formula holds everywhere.
 */
public final class Softplus {

    private Softplus() {}

    /** ln(1 + exp(x)) = max(x, 0) + ln(1 + exp(−|x|)): the exponential never overflows. */
    public static double value(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    /** d/dx softplus(x) = σ(x). */
    public static double derivative(double x) {
        return Sigmoid.value(x);
    }
}
