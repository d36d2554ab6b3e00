package org.prosodia.pipeline.baseline;

import java.util.List;

/** Brings each feature to mean 0 and standard deviation 1 over the clips learnt from; one that never varies there becomes 0. */
final class Standardizer {
    private final double[] mean;
    private final double[] scale;

    private Standardizer(double[] mean, double[] scale) {
        this.mean = mean;
        this.scale = scale;
    }

    /** @param rows [N][D], N at least 1 */
    static Standardizer of(List<double[]> rows) {
        int size = rows.getFirst().length;
        double[] mean = new double[size];
        double[] scale = new double[size];
        for (double[] row : rows) {
            for (int d = 0; d < size; d++) {
                mean[d] += row[d] / rows.size();
            }
        }
        for (double[] row : rows) {
            for (int d = 0; d < size; d++) {
                scale[d] += (row[d] - mean[d]) * (row[d] - mean[d]) / rows.size();
            }
        }
        for (int d = 0; d < size; d++) {
            double deviation = Math.sqrt(scale[d]);
            boolean varies = deviation > 1e-9 * Math.max(1, Math.abs(mean[d])); // less is rounding
            scale[d] = varies ? 1 / deviation : 0;
        }
        return new Standardizer(mean, scale);
    }

    /** {@code (x − mean) / deviation} [D]. */
    double[] apply(double[] row) {
        double[] standard = new double[row.length];
        for (int d = 0; d < row.length; d++) {
            standard[d] = (row[d] - mean[d]) * scale[d];
        }
        return standard;
    }
}
