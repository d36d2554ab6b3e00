package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Softmax down the columns of panels [rows, {@link GemmTile#COLUMNS}], of which the first {@code n} columns, whole vectors, count, and its
 * gradient. Blocks of rows are summed and then the blocks, so that errors do not grow with the number of rows. What belongs to a column
 * stands in an array between loops: each is compiled by itself, at half the time of loops in loops.
 */
final class ScoreColumns {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;
    private static final int PITCH = GemmTile.COLUMNS;

    /** Rows summed one after the other. */
    private static final int BLOCK = 64;

    private final float[] max = new float[PITCH];
    private final float[] sum = new float[PITCH];

    /** y = exp(x − max x) / Σ exp(x − max x), in place. */
    void forward(float[] x, int rows, int n) {
        Arrays.fill(sum, 0);
        for (int v = 0; v < n; v += L) {
            max(x, v, rows, max);
            for (int r = 0; r < rows; r += BLOCK) {
                exponentials(x, v, r, Math.min(rows, r + BLOCK), max, sum);
            }
            divide(x, v, rows, sum);
        }
    }

    /** The largest numbers of a vector of columns; NaNs need no care, since they spoil the sums of the exponentials anyway. */
    private static void max(float[] x, int v, int rows, float[] max) {
        FloatVector most = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int r = 0; r < rows; r++) {
            FloatVector y = FloatVector.fromArray(S, x, v + r * PITCH);
            most = most.blend(y, y.compare(VectorOperators.GT, most));
        }
        most.intoArray(max, v);
    }

    /** x becomes exp(x − max), and is added to the sums. */
    private static void exponentials(float[] x, int v, int from, int to, float[] max, float[] sum) {
        FloatVector most = FloatVector.fromArray(S, max, v);
        FloatVector part = FloatVector.zero(S);
        for (int r = from; r < to; r++) {
            FloatVector e = VectorMath.exp(FloatVector.fromArray(S, x, v + r * PITCH).sub(most));
            e.intoArray(x, v + r * PITCH);
            part = part.add(e);
        }
        part.add(FloatVector.fromArray(S, sum, v)).intoArray(sum, v);
    }

    private static void divide(float[] x, int v, int rows, float[] sum) {
        FloatVector inverse = FloatVector.broadcast(S, 1f).div(FloatVector.fromArray(S, sum, v));
        for (int r = 0; r < rows; r++) {
            FloatVector.fromArray(S, x, v + r * PITCH).mul(inverse).intoArray(x, v + r * PITCH);
        }
    }

    /** dx = y ∘ (g − Σ g y), in place of g. */
    void gradient(float[] y, float[] g, int rows, int n) {
        Arrays.fill(sum, 0);
        for (int v = 0; v < n; v += L) {
            for (int r = 0; r < rows; r += BLOCK) {
                addProducts(y, g, v, r, Math.min(rows, r + BLOCK), sum);
            }
            centred(y, g, v, rows, sum);
        }
    }

    private static void addProducts(float[] x, float[] y, int v, int from, int to, float[] sum) {
        FloatVector part = FloatVector.zero(S);
        for (int r = from; r < to; r++) {
            part = FloatVector.fromArray(S, x, v + r * PITCH).fma(FloatVector.fromArray(S, y, v + r * PITCH), part);
        }
        part.add(FloatVector.fromArray(S, sum, v)).intoArray(sum, v);
    }

    private static void centred(float[] y, float[] g, int v, int rows, float[] dot) {
        FloatVector d = FloatVector.fromArray(S, dot, v);
        for (int r = 0; r < rows; r++) {
            FloatVector gy = FloatVector.fromArray(S, g, v + r * PITCH).sub(d).mul(FloatVector.fromArray(S, y, v + r * PITCH));
            gy.intoArray(g, v + r * PITCH);
        }
    }

    /** x ∘ m and y ∘ m; x ∘ m comes in the place of m. */
    static void drop(float[] x, float[] y, float[] m, int rows, int n) {
        for (int r = 0; r < rows; r++) {
            for (int i = r * PITCH; i < r * PITCH + n; i += L) {
                FloatVector factors = FloatVector.fromArray(S, m, i);
                FloatVector.fromArray(S, x, i).mul(factors).intoArray(m, i);
                FloatVector.fromArray(S, y, i).mul(factors).intoArray(y, i);
            }
        }
    }

    static void fillRow(float[] x, int row, int n, float value) {
        Arrays.fill(x, row * PITCH, row * PITCH + n, value);
    }
}
