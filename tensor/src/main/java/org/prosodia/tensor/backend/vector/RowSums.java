package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums along a row, x[o] to x[o + n − 1]. Four vectors of partial sums hide the latency of additions and keep each chain short, so that
 * rounding errors stay near one unit in the last place; they are joined in double precision. {@code scratch} is [lanes].
 */
final class RowSums {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    /** Elements summed in single precision. */
    private static final int BLOCK = 4096;

    private RowSums() {}

    /** Σ x. */
    static double sum(float[] x, int o, int n, float[] scratch) {
        double sum = 0;
        for (int j = 0; j < n; j += BLOCK) {
            sum += blockSum(x, o + j, Math.min(BLOCK, n - j), 0, scratch);
        }
        return sum;
    }

    /** Σ (x − shift) of a row that is not very long. */
    static double sumOfDeviations(float[] x, int o, int n, float shift, float[] scratch) {
        return blockSum(x, o, n, shift, scratch);
    }

    private static double blockSum(float[] x, int o, int n, float shift, float[] scratch) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        int j = 0;
        for (; j <= n - 4 * L; j += 4 * L) {
            s0 = s0.add(FloatVector.fromArray(S, x, o + j).sub(shift));
            s1 = s1.add(FloatVector.fromArray(S, x, o + j + L).sub(shift));
            s2 = s2.add(FloatVector.fromArray(S, x, o + j + 2 * L).sub(shift));
            s3 = s3.add(FloatVector.fromArray(S, x, o + j + 3 * L).sub(shift));
        }
        for (; j <= n - L; j += L) {
            s0 = s0.add(FloatVector.fromArray(S, x, o + j).sub(shift));
        }
        s0.add(s1).add(s2.add(s3)).intoArray(scratch, 0);
        double sum = Lanes.sum(scratch);
        for (; j < n; j++) {
            sum += x[o + j] - shift;
        }
        return sum;
    }

    /** Σ (x − mean)², the mean given as the sum of two floats. */
    static double squares(float[] x, int o, int n, float mean, float meanRest, float[] scratch) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        int j = 0;
        for (; j <= n - 2 * L; j += 2 * L) {
            FloatVector d0 = FloatVector.fromArray(S, x, o + j).sub(mean).sub(meanRest);
            FloatVector d1 = FloatVector.fromArray(S, x, o + j + L).sub(mean).sub(meanRest);
            s0 = d0.fma(d0, s0);
            s1 = d1.fma(d1, s1);
        }
        for (; j <= n - L; j += L) {
            FloatVector d = FloatVector.fromArray(S, x, o + j).sub(mean).sub(meanRest);
            s0 = d.fma(d, s0);
        }
        s0.add(s1).intoArray(scratch, 0);
        double sum = Lanes.sum(scratch);
        for (; j < n; j++) {
            double d = x[o + j] - mean - meanRest;
            sum += d * d;
        }
        return sum;
    }

    /** Σ x y. */
    static double dot(float[] x, float[] y, int o, int n, float[] scratch) {
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        int j = 0;
        for (; j <= n - 2 * L; j += 2 * L) {
            s0 = FloatVector.fromArray(S, x, o + j).fma(FloatVector.fromArray(S, y, o + j), s0);
            s1 = FloatVector.fromArray(S, x, o + j + L).fma(FloatVector.fromArray(S, y, o + j + L), s1);
        }
        for (; j <= n - L; j += L) {
            s0 = FloatVector.fromArray(S, x, o + j).fma(FloatVector.fromArray(S, y, o + j), s0);
        }
        s0.add(s1).intoArray(scratch, 0);
        double sum = Lanes.sum(scratch);
        for (; j < n; j++) {
            sum += (double) x[o + j] * y[o + j];
        }
        return sum;
    }
}
