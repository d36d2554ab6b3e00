package org.prosodia.pipeline.timeline;

/** Checks and sums over one row [K] of a flat array: the same rules for a moment and for a clip. */
final class Simplex {
    /** How far a mean may be from summing to 1: float softmax stays below 1e-6; files written by hand have three digits. */
    static final double TOLERANCE = 2e-3;

    private Simplex() {}

    /** {@code Σ x_k} over {@code row[from … from + k − 1]}, in double. */
    static double sum(float[] row, int from, int k) {
        double sum = 0;
        for (int i = from; i < from + k; i++) {
            sum += row[i];
        }
        return sum;
    }

    /** Writes {@code α / α₀} to the same place of {@code mean} and returns {@code α₀}. */
    static float meanOf(float[] alpha, int from, int k, float[] mean, String what) {
        checkFinite(alpha, from, k, what);
        for (int i = from; i < from + k; i++) {
            if (alpha[i] <= 0) {
                throw bad(what, "positive concentrations", alpha[i], i - from);
            }
        }
        double certainty = sum(alpha, from, k);
        if ((float) certainty == Float.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(what + ": the concentrations sum to more than a float holds");
        }
        for (int i = from; i < from + k; i++) {
            mean[i] = (float) (alpha[i] / certainty);
        }
        return (float) certainty;
    }

    /** Fails unless the row is on the simplex, to within {@link #TOLERANCE}. */
    static void checkMean(float[] row, int from, int k, String what) {
        checkFinite(row, from, k, what);
        for (int i = from; i < from + k; i++) {
            if (row[i] < 0) {
                throw bad(what, "non-negative shares", row[i], i - from);
            }
        }
        double sum = sum(row, from, k);
        if (Math.abs(sum - 1) > TOLERANCE) {
            throw new IllegalArgumentException(what + ": expected shares that sum to 1, found a sum of " + sum);
        }
    }

    /** Fails on the first NaN or infinity. */
    static void checkFinite(float[] row, int from, int k, String what) {
        if (k == 0) {
            throw new IllegalArgumentException(what + ": expected at least one number, found none");
        }
        for (int i = from; i < from + k; i++) {
            if (!Float.isFinite(row[i])) {
                throw bad(what, "finite numbers", row[i], i - from);
            }
        }
    }

    private static IllegalArgumentException bad(String what, String expected, float found, int index) {
        return new IllegalArgumentException(what + ": expected " + expected + ", found " + found + " at position " + index);
    }
}
