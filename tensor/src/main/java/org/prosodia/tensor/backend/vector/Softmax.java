package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Softmax of the rows {@code from} to {@code to} of x [rows, n], and its gradient. */
final class Softmax {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    private Softmax() {}

    /** y = exp(x − max x) / Σ exp(x − max x). */
    static void forward(float[] x, float[] y, int from, int to, int n) {
        float[] scratch = new float[L];
        for (int r = from; r < to; r++) {
            double sum = exponentials(x, y, r * n, n, max(x, r * n, n), scratch);
            scale(y, r * n, n, (float) (1 / sum));
        }
    }

    /** dx = y ∘ (g − Σ g y). */
    static void gradient(float[] y, float[] g, float[] dx, int from, int to, int n) {
        float[] scratch = new float[L];
        for (int r = from; r < to; r++) {
            centred(y, g, dx, r * n, n, (float) RowSums.dot(g, y, r * n, n, scratch));
        }
    }

    private static float max(float[] x, int o, int n) {
        FloatVector max = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        int j = 0;
        for (; j <= n - L; j += L) {
            max = max.max(FloatVector.fromArray(S, x, o + j));
        }
        float result = max.reduceLanes(VectorOperators.MAX);
        for (; j < n; j++) {
            result = Math.max(result, x[o + j]);
        }
        return result;
    }

    /** y = exp(x − max); returns the sum. */
    private static double exponentials(float[] x, float[] y, int o, int n, float max, float[] scratch) {
        FloatVector sum = FloatVector.zero(S);
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector e = VectorMath.exp(FloatVector.fromArray(S, x, o + j).sub(max));
            e.intoArray(y, o + j);
            sum = sum.add(e);
        }
        double total = Lanes.sum(sum, scratch);
        if (j < n) {
            VectorMask<Float> rest = S.indexInRange(j, n);
            VectorMath.exp(FloatVector.fromArray(S, x, o + j, rest).sub(max)).intoArray(y, o + j, rest);
        }
        for (; j < n; j++) {
            total += y[o + j];
        }
        return total;
    }

    private static void scale(float[] y, int o, int n, float factor) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, y, o + j).mul(factor).intoArray(y, o + j);
        }
        for (; j < n; j++) {
            y[o + j] *= factor;
        }
    }

    private static void centred(float[] y, float[] g, float[] dx, int o, int n, float dot) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, g, o + j).sub(dot).mul(FloatVector.fromArray(S, y, o + j)).intoArray(dx, o + j);
        }
        for (; j < n; j++) {
            dx[o + j] = (g[o + j] - dot) * y[o + j];
        }
    }
}
