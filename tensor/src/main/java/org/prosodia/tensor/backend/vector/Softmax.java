package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
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
            int o = r * n;
            int whole = S.loopBound(n);
            float max = max(x, o, n, scratch);
            double sum = exponentials(x, y, o, whole, max, scratch) + rest(x, y, o + whole, n - whole, max, scratch);
            scale((float) (1 / sum), y, o, y, o, n);
        }
    }

    /** dx = y ∘ (g − Σ g y). */
    static void gradient(float[] y, float[] g, float[] dx, int from, int to, int n) {
        float[] scratch = new float[L];
        for (int r = from; r < to; r++) {
            centred(y, g, dx, r * n, n, (float) RowSums.dot(g, y, r * n, n, scratch));
        }
    }

    /** The largest number; NaNs need no care, since they spoil the sum of the exponentials anyway. */
    static float max(float[] x, int o, int n, float[] scratch) {
        FloatVector max0 = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        FloatVector max1 = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        int j = 0;
        for (; j <= n - 2 * L; j += 2 * L) {
            FloatVector x0 = FloatVector.fromArray(S, x, o + j);
            FloatVector x1 = FloatVector.fromArray(S, x, o + j + L);
            max0 = max0.blend(x0, x0.compare(VectorOperators.GT, max0));
            max1 = max1.blend(x1, x1.compare(VectorOperators.GT, max1));
        }
        max0.blend(max1, max1.compare(VectorOperators.GT, max0)).intoArray(scratch, 0);
        float max = Float.NEGATIVE_INFINITY;
        for (float lane : scratch) {
            max = Math.max(max, lane);
        }
        for (; j < n; j++) {
            max = x[o + j] > max ? x[o + j] : max;
        }
        return max;
    }

    /** y = exp(x − max); returns the sum. {@code n} is a multiple of the lanes. */
    static double exponentials(float[] x, float[] y, int o, int n, float max, float[] scratch) {
        FloatVector sum = FloatVector.zero(S);
        for (int j = 0; j < n; j += L) {
            FloatVector e = VectorMath.exp(FloatVector.fromArray(S, x, o + j).sub(max));
            e.intoArray(y, o + j);
            sum = sum.add(e);
        }
        sum.intoArray(scratch, 0);
        return Lanes.sum(scratch);
    }

    /** The same for fewer elements than a vector has. */
    private static double rest(float[] x, float[] y, int o, int n, float max, float[] scratch) {
        System.arraycopy(x, o, scratch, 0, n);
        VectorMath.exp(FloatVector.fromArray(S, scratch, 0).sub(max)).intoArray(scratch, 0);
        System.arraycopy(scratch, 0, y, o, n);
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += scratch[j];
        }
        return sum;
    }

    /** y = factor · x on {@code n} elements. */
    static void scale(float factor, float[] x, int xo, float[] y, int yo, int n) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, x, xo + j).mul(factor).intoArray(y, yo + j);
        }
        for (; j < n; j++) {
            y[yo + j] = x[xo + j] * factor;
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
