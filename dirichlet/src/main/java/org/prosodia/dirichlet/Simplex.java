package org.prosodia.dirichlet;

import java.util.Locale;

/** Points of the simplex, {@code y_k ≥ 0, Σ_k y_k = 1} (equation 2). */
public final class Simplex {

    /** How far a sum may be from 1: as far as 20 shares written with four decimals may put it. */
    public static final double SUM_TOLERANCE = 1e-3;

    private Simplex() {}

    /**
     * Returns y if it is a point of the simplex with K coordinates.
     *
     * @throws IllegalArgumentException naming the first coordinate that is not finite or is negative, the sum, or the length
     */
    public static double[] check(double[] y, int k) {
        if (y.length != k) {
            throw new IllegalArgumentException("expected a mixture of " + k + " shares but found " + y.length);
        }
        double sum = 0;
        for (int i = 0; i < k; i++) {
            if (!(y[i] >= 0 && y[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("share " + i + " of a mixture must be at least 0 and finite but is " + y[i]);
            }
            sum += y[i];
        }
        if (Math.abs(sum - 1) > SUM_TOLERANCE) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "the shares of a mixture must sum to 1 (within %s) but sum to %s", SUM_TOLERANCE, sum));
        }
        return y;
    }

    /**
     * Moves a target off the edge of the simplex, where log-densities are infinite: {@code (1 − ε) y + ε / K}.
     *
     * @param y target [K]
     * @param epsilon 0 ≤ ε ≤ 1; the method's defaults are 0.1 for one-hot labels and 0.05 for timelines
     * @return the smoothed target [K]
     */
    public static double[] smooth(double[] y, double epsilon) {
        if (!(epsilon >= 0 && epsilon <= 1)) {
            throw new IllegalArgumentException("target smoothing must be between 0 and 1 but is " + epsilon);
        }
        double[] smoothed = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            smoothed[i] = (1 - epsilon) * y[i] + epsilon / y.length;
        }
        return smoothed;
    }

    /** The corner of the simplex that a class label names: 1 at {@code label}, 0 elsewhere [K]. */
    public static double[] oneHot(int label, int k) {
        double[] y = new double[k];
        y[label] = 1;
        return y;
    }

    /** The label with the greatest share, the first of equals: what {@link #oneHot} was made of. */
    public static int dominant(double[] y) {
        int best = 0;
        for (int k = 1; k < y.length; k++) {
            best = y[k] > y[best] ? k : best;
        }
        return best;
    }
}
