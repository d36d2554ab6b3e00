package org.prosodia.dirichlet;

/**
 * Cross-entropy of the softmax of logits, the loss that the Dirichlet likelihood is compared with. Pure functions on one row of K logits.
 * Label smoothing is {@link Simplex#smooth} of the target.
 */
public final class CrossEntropy {

    private CrossEntropy() {}

    /** {@code softmax(z)_k = exp(z_k) / Σ_j exp(z_j)} [K], without overflow. */
    public static double[] softmax(double[] z) {
        double normaliser = logSumExp(z);
        double[] softmax = new double[z.length];
        for (int k = 0; k < z.length; k++) {
            softmax[k] = Math.exp(z[k] - normaliser);
        }
        return softmax;
    }

    /** {@code −log softmax(z)_label}, for a class label in 0 … K − 1. */
    public static double loss(double[] z, int label) {
        return logSumExp(z) - z[label];
    }

    /** The gradient of {@link #loss(double[], int)}: {@code softmax(z)_k − [k = label]} [K]. */
    public static double[] lossGradient(double[] z, int label) {
        double[] gradient = softmax(z);
        gradient[label] -= 1;
        return gradient;
    }

    /** {@code −Σ_k y_k log softmax(z)_k}, for a soft target y [K] on the simplex. */
    public static double loss(double[] z, double[] y) {
        Simplex.check(y, z.length);
        double normaliser = logSumExp(z);
        double sum = 0;
        for (int k = 0; k < z.length; k++) {
            sum += y[k] * (normaliser - z[k]);
        }
        return sum;
    }

    /** The gradient of {@link #loss(double[], double[])}: {@code softmax(z)_k Σ_j y_j − y_k} [K]. */
    public static double[] lossGradient(double[] z, double[] y) {
        Simplex.check(y, z.length);
        double mass = CompensatedSum.of(y).high();
        double[] gradient = softmax(z);
        for (int k = 0; k < z.length; k++) {
            gradient[k] = gradient[k] * mass - y[k];
        }
        return gradient;
    }

    /** {@code ln Σ_k exp(x_k)}, the largest term taken out. */
    static double logSumExp(double[] x) {
        double max = Double.NEGATIVE_INFINITY;
        for (double value : x) {
            max = Math.max(max, value);
        }
        double sum = 0;
        for (double value : x) {
            sum += Math.exp(value - max);
        }
        return max + Math.log(sum);
    }
}
