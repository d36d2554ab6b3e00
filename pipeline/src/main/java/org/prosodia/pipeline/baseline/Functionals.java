package org.prosodia.pipeline.baseline;

import java.util.Arrays;

/**
 * A clip as one vector, however long it is: of each descriptor and of its delta the mean, the standard deviation and the quantiles
 * {@code 0.05, 0.25, 0.5, 0.75, 0.95} over time. Not yet on any common scale.
 */
public final class Functionals {
    private static final double[] QUANTILES = {0.05, 0.25, 0.5, 0.75, 0.95};
    private static final int PER_DESCRIPTOR = 2 + QUANTILES.length;
    /** Numbers in the vector of a clip. */
    public static final int SIZE = 2 * Descriptors.SIZE * PER_DESCRIPTOR;

    private Functionals() {}

    /**
     * @param samples mono at 16 kHz, at least one
     * @return [{@value #SIZE}]
     */
    public static double[] of(float[] samples) {
        if (samples.length == 0) {
            throw new IllegalArgumentException("samples: expected at least one, found none");
        }
        float[][] rows = Descriptors.of(samples);
        double[] features = new double[SIZE];
        summarise(rows, features, 0);
        summarise(Descriptors.deltas(rows), features, SIZE / 2);
        return features;
    }

    private static void summarise(float[][] rows, double[] features, int at) {
        double[] column = new double[rows.length];
        for (int d = 0; d < Descriptors.SIZE; d++) {
            for (int t = 0; t < rows.length; t++) {
                column[t] = rows[t][d];
            }
            summarise(column, features, at + d * PER_DESCRIPTOR);
        }
    }

    /** Writes mean, standard deviation and quantiles of a column, which is sorted on the way. */
    private static void summarise(double[] column, double[] features, int at) {
        double mean = 0;
        for (double x : column) {
            mean += x / column.length;
        }
        double variance = 0;
        for (double x : column) {
            variance += (x - mean) * (x - mean) / column.length;
        }
        features[at] = mean;
        features[at + 1] = Math.sqrt(variance);
        Arrays.sort(column);
        for (int q = 0; q < QUANTILES.length; q++) {
            features[at + 2 + q] = quantile(column, QUANTILES[q]);
        }
    }

    /** The quantile between order statistics, {@code x_(p (n − 1))}, by linear interpolation (type 7 of Hyndman and Fan, 1996). */
    static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
