package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/**
 * O = softmax(scale Q Kᵀ) V, for a block of queries at a time: its scores stay in the second-level cache between the two products, and
 * are divided by their sums only once they have become a row of O.
 */
final class Attention {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    /** Scores of a block: a quarter of a megabyte. */
    private static final int BLOCK_SCORES = 1 << 16;
    private static final int LEAST_QUERIES = 12;
    private static final int MOST_QUERIES = 96;

    /** What one thread needs for the keys and values of a head and for a block of its queries; grows to what was asked for. */
    private static final class Workspace {
        float[] keys = new float[0];
        float[] values = new float[0];
        float[] queries = new float[0];
        float[] scores = new float[0];
        final float[] inverseSums = new float[MOST_QUERIES];
        final float[] lanes = new float[L];
        final Gemm.Workspace gemm = new Gemm.Workspace();

        void fit(int keySize, int valueSize, int querySize, int scoreSize) {
            keys = keys.length < keySize ? new float[keySize] : keys;
            values = values.length < valueSize ? new float[valueSize] : values;
            queries = queries.length < querySize ? new float[querySize] : queries;
            scores = scores.length < scoreSize ? new float[scoreSize] : scores;
        }
    }

    private final Workers workers;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    Attention(Workers workers) {
        this.workers = workers;
    }

    void forward(AttentionInputs<float[]> in, float[] out) {
        if (in.keys() == 0 || in.width() == 0) {
            return;
        }
        int most = Math.clamp(BLOCK_SCORES / in.keys(), LEAST_QUERIES, MOST_QUERIES);
        int blocks = (in.queries() + most - 1) / most;
        workers.range(in.heads() * blocks, 1, (from, to) -> {
            Head head = null;
            for (int unit = from; unit < to; unit++) {
                int h = unit / blocks;
                if (head == null || head.h != h) {
                    head = new Head(in, out, h, most, workspaces.get());
                }
                int first = (int) ((long) in.queries() * (unit % blocks) / blocks);
                int last = (int) ((long) in.queries() * (unit % blocks + 1) / blocks);
                head.queries(first, last - first);
            }
        });
    }

    /** One head of one clip, with its keys and values in panels. */
    private static final class Head {
        final int h;
        private final AttentionInputs<float[]> in;
        private final float[] out;
        private final Workspace w;
        private final int pitch;

        Head(AttentionInputs<float[]> in, float[] out, int h, int mostQueries, Workspace w) {
            this.h = h;
            this.in = in;
            this.out = out;
            this.w = w;
            pitch = panels(in.keys()) * GemmTile.COLUMNS;
            w.fit(pitch * in.width(), panels(in.width()) * GemmTile.COLUMNS * in.keys(), mostQueries * in.width(), mostQueries * pitch);
            MatrixView kv = in.keyView();
            packPanels(in.k(), kv.offsets()[h], kv.colStride(), kv.rowStride(), in.width(), in.keys(), w.keys);
            MatrixView vv = in.valueView();
            packPanels(in.v(), vv.offsets()[h], vv.rowStride(), vv.colStride(), in.keys(), in.width(), w.values);
        }

        private static int panels(int columns) {
            return (columns + GemmTile.COLUMNS - 1) / GemmTile.COLUMNS;
        }

        private static void packPanels(float[] b, int from, int rowStride, int colStride, int depth, int columns, float[] panels) {
            for (int j = 0; j < columns; j += GemmTile.COLUMNS) {
                int width = Math.min(GemmTile.COLUMNS, columns - j);
                Panels.pack(b, from + j * colStride, rowStride, colStride, depth, width, panels, j * depth);
            }
        }

        /** Rows {@code first} to {@code first + rows} of O. */
        void queries(int first, int rows) {
            MatrixView view = in.queryView();
            int from = view.offsets()[h] + first * view.rowStride();
            for (int r = 0; r < rows; r++) {
                scale((float) in.scale(), in.q(), from + r * view.rowStride(), w.queries, r * in.width(), in.width());
                Arrays.fill(out, from + r * view.rowStride(), from + r * view.rowStride() + in.width(), 0);
            }
            Arrays.fill(w.scores, 0, rows * pitch, 0);
            multiply(w.queries, in.width(), rows, w.keys, in.width(), pitch, w.scores, 0, MatrixView.of(pitch));
            for (int r = 0; r < rows; r++) {
                maskPadding(r * pitch);
                w.inverseSums[r] = (float) (1 / exponentials(w.scores, r * pitch, pitch, w.lanes));
            }
            multiply(w.scores, pitch, rows, w.values, in.keys(), in.width(), out, from, view);
            for (int r = 0; r < rows; r++) {
                scale(w.inverseSums[r], out, from + r * view.rowStride(), out, from + r * view.rowStride(), in.width());
            }
        }

        /** C += A B with all of B in panels. */
        private void multiply(float[] a, int stride, int rows, float[] b, int depth, int columns, float[] c, int co, MatrixView cv) {
            for (int j = 0; j < columns; j += GemmTile.COLUMNS) {
                int width = Math.min(GemmTile.COLUMNS, columns - j);
                Gemm.tiles(a, 0, stride, rows, depth, width, b, j * depth, c, co + j, cv, w.gemm);
            }
        }

        /** What fills up the last panel counts nothing at all, padding next to nothing. */
        private void maskPadding(int o) {
            Arrays.fill(w.scores, o + in.keys(), o + pitch, Float.NEGATIVE_INFINITY);
            boolean[] padding = in.padding();
            for (int j = 0, from = h / in.headsOfClip() * in.keys(); padding != null && j < in.keys(); j++) {
                if (padding[from + j]) {
                    w.scores[o + j] = AttentionInputs.MASKED;
                }
            }
        }
    }

    /** x ← exp(x − max x); returns the sum. {@code n} is a multiple of the lanes. */
    private static double exponentials(float[] x, int o, int n, float[] scratch) {
        float max = max(x, o, n, scratch);
        FloatVector sum = FloatVector.zero(S);
        for (int j = o; j < o + n; j += L) {
            FloatVector e = VectorMath.exp(FloatVector.fromArray(S, x, j).sub(max));
            e.intoArray(x, j);
            sum = sum.add(e);
        }
        sum.intoArray(scratch, 0);
        return Lanes.sum(scratch);
    }

    private static float max(float[] x, int o, int n, float[] scratch) {
        FloatVector max = FloatVector.broadcast(S, Float.NEGATIVE_INFINITY);
        for (int j = o; j < o + n; j += L) {
            FloatVector y = FloatVector.fromArray(S, x, j);
            max = max.blend(y, y.compare(VectorOperators.GT, max));
        }
        max.intoArray(scratch, 0);
        float most = Float.NEGATIVE_INFINITY;
        for (float lane : scratch) {
            most = Math.max(most, lane);
        }
        return most;
    }

    private static void scale(float factor, float[] x, int xo, float[] y, int yo, int n) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector.fromArray(S, x, xo + j).mul(factor).intoArray(y, yo + j);
        }
        for (; j < n; j++) {
            y[yo + j] = x[xo + j] * factor;
        }
    }
}
