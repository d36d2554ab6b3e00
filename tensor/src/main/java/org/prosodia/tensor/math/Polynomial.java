package org.prosodia.tensor.math;

/** Evaluation of polynomials with constant coefficients. */
final class Polynomial {

    private Polynomial() {}

    /**
     * {@code c[0] + c[1] x + c[2] x² + …}, as two Horner schemes in {@code x²} (even and odd powers) that a processor runs side by side.
     *
     * <p>Plain multiplications and additions: a fused multiply-add is emulated, slowly, where the hardware has none.
     */
    static double evaluate(double[] c, double x) {
        double square = x * x;
        double high = 0;
        double low = 0;
        int i = c.length - 1;
        for (; i > 0; i -= 2) {
            high = high * square + c[i];
            low = low * square + c[i - 1];
        }
        // An odd number of coefficients leaves c[0], and the two schemes have changed roles.
        return i == 0 ? c[0] + x * (low + x * high) : low + x * high;
    }
}
