package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/**
 * O = (M ∘ softmax(scale Q Kᵀ)) V, for a block of queries at a time: its scores stay in the second-level cache between the two products, and
 * are divided by their sums only once they have become a row of O.
 */
final class Attention {
    /** Scores of a block: a quarter of a megabyte. */
    private static final int BLOCK_SCORES = 1 << 16;
    private static final int LEAST_QUERIES = 12;
    private static final int MOST_QUERIES = 96;

    /** What one thread needs for the keys and values of a head and for a block of its queries. */
    private static final class Workspace {
        final Scratch keys = new Scratch();
        final Scratch values = new Scratch();
        final Scratch queries = new Scratch();
        final Scratch scores = new Scratch();
        final Scratch factors = new Scratch();
        final Scratch out = new Scratch();
        final float[] inverseSums = new float[MOST_QUERIES];
        final float[] lanes = new float[Lanes.COUNT];
        final Gemm.Workspace gemm = new Gemm.Workspace();
    }

    private final Workers workers;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    Attention(Workers workers) {
        this.workers = workers;
    }

    void forward(AttentionInputs<float[]> in, float[] out) {
        int most = Math.clamp(BLOCK_SCORES / Math.max(1, in.keys()), LEAST_QUERIES, MOST_QUERIES);
        int blocks = (in.queries() + most - 1) / most;
        workers.range(in.heads() * blocks, 1, (from, to) -> {
            Head head = null;
            for (int unit = from; unit < to; unit++) {
                int h = unit / blocks;
                if (head == null || head.h != h) {
                    head = new Head(in, out, h, workspaces.get());
                }
                int first = (int) ((long) in.queries() * (unit % blocks) / blocks);
                int last = (int) ((long) in.queries() * (unit % blocks + 1) / blocks);
                head.queries(first, last - first);
            }
        });
    }

    /** One head of one clip, with its keys and values in panels. */
    private final class Head {
        final int h;
        private final AttentionInputs<float[]> in;
        private final float[] out;
        private final Workspace w;
        private final PackedPanels keys;
        private final PackedPanels values;
        private final int pitch;

        Head(AttentionInputs<float[]> in, float[] out, int h, Workspace w) {
            this.h = h;
            this.in = in;
            this.out = out;
            this.w = w;
            keys = PackedPanels.pack(workers, in.width(), in.keys(), in.k(), in.keyView().matrix(h).transposed(), w.keys);
            values = PackedPanels.pack(workers, in.keys(), in.width(), in.v(), in.valueView().matrix(h), w.values);
            pitch = GemmTile.vectors(in.keys()) * Lanes.COUNT;
        }

        /** Rows {@code first} to {@code first + rows} of O. */
        void queries(int first, int rows) {
            MatrixView view = in.queryView();
            int width = in.width();
            int from = view.offsets()[h] + first * view.rowStride();
            float[] queries = w.queries.ofLength(rows * width);
            for (int r = 0; r < rows; r++) {
                Softmax.scale((float) in.scale(), in.q(), from + r * view.rowStride(), queries, r * width, width);
            }
            float[] scores = w.scores.ofLength(rows * pitch);
            Arrays.fill(scores, 0, rows * pitch, 0);
            multiply(queries, width, rows, keys, pitch, scores, 0, MatrixView.of(pitch));
            for (int r = 0; r < rows; r++) {
                maskPadding(scores, r * pitch);
                float max = Softmax.max(scores, r * pitch, pitch, w.lanes);
                double sum = Softmax.exponentials(scores, scores, r * pitch, pitch, max, w.lanes);
                w.inverseSums[r] = in.keys() == 0 ? 0 : (float) (1 / sum);
                drop(scores, r * pitch, in.elementOf(h, first + r));
            }
            float[] rowsOfOut = w.out.ofLength(rows * width);
            Arrays.fill(rowsOfOut, 0, rows * width, 0);
            multiply(scores, pitch, rows, values, width, rowsOfOut, 0, MatrixView.of(width));
            for (int r = 0; r < rows; r++) {
                Softmax.scale(w.inverseSums[r], rowsOfOut, r * width, out, from + r * view.rowStride(), width);
            }
        }

        /** C += A B. */
        private void multiply(float[] a, int stride, int rows, PackedPanels b, int columns, float[] c, int co, MatrixView cv) {
            for (int panel = 0; panel < GemmTile.panels(columns); panel++) {
                int j = panel * GemmTile.COLUMNS;
                int width = Math.min(GemmTile.COLUMNS, columns - j);
                Gemm.tiles(a, 0, stride, rows, b.depth(), width, b.memory(), b.start(0, panel, 0), c, co + j, cv, w.gemm);
            }
        }

        private void drop(float[] scores, int o, long element) {
            if (!in.dropout().isNone()) {
                float[] factors = w.factors.ofLength(pitch);
                DropoutLanes.factors(in.dropout(), element, 1, Lanes.COUNT, pitch / Lanes.COUNT, factors, 0, Lanes.COUNT);
                Zip.rows(BinaryOp.MUL, scores, o, factors, 0, scores, o, pitch);
            }
        }

        /** What fills up the last panel counts nothing at all, padding next to nothing. */
        private void maskPadding(float[] scores, int o) {
            Arrays.fill(scores, o + in.keys(), o + pitch, Float.NEGATIVE_INFINITY);
            boolean[] padding = in.padding();
            for (int j = 0, from = in.paddingOf(h); padding != null && j < in.keys(); j++) {
                if (padding[from + j]) {
                    scores[o + j] = AttentionInputs.MASKED;
                }
            }
        }
    }
}
