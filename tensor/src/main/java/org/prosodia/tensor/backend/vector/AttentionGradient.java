package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/**
 * The gradients of attention, for a panel of queries of a head at a time, whose scores stay in the second-level cache. They are computed
 * transposed, [keys, queries]: so Pᵀ and dSᵀ are read row by row in dV += Pᵀ G and dK += dSᵀ Q, dSᵀ is already a panel for
 * dQᵀ = Kᵀ dSᵀ, and a row of P lies in a lane. What has to be transposed for that, Q, G, K and dQ, is smaller than P.
 */
final class AttentionGradient {
    private static final int PITCH = GemmTile.COLUMNS;
    private static final MatrixView PANEL = MatrixView.of(PITCH);

    /** Keys whose part of dQ is added at a time: then their part of dS stays in the second-level cache. */
    private static final int DEPTH_BLOCK = 768;

    /** What one thread needs for a head and for a panel of its queries. */
    private static final class Workspace {
        final Scratch keys = new Scratch();
        final Scratch values = new Scratch();
        final Scratch keyColumns = new Scratch();
        final Scratch dk = new Scratch();
        final Scratch dv = new Scratch();
        final Scratch queries = new Scratch();
        final Scratch g = new Scratch();
        final Scratch columns = new Scratch();
        final Scratch rows = new Scratch();
        final Scratch p = new Scratch();
        final Scratch dropped = new Scratch();
        final Scratch ds = new Scratch();
        final Scratch dq = new Scratch();
        final ScoreColumns softmax = new ScoreColumns();
        final Gemm.Workspace gemm = new Gemm.Workspace();
    }

    private final Workers workers;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    AttentionGradient(Workers workers) {
        this.workers = workers;
    }

    void backward(AttentionInputs<float[]> in, float[] g, float[] dq, float[] dk, float[] dv) {
        workers.range(in.heads(), 1, (from, to) -> {
            for (int h = from; h < to; h++) {
                Head head = new Head(in, h, g, dq, workspaces.get());
                for (int first = 0; first < in.queries(); first += PITCH) {
                    head.queries(first, Math.min(PITCH, in.queries() - first));
                }
                head.writeKeys(dk, dv);
            }
        });
    }

    /** One head of one clip. What belongs to its keys is copied together: heads lie a row of all channels apart, which suits no cache. */
    private static final class Head {
        private final AttentionInputs<float[]> in;
        private final int h;
        private final float[] g;
        private final float[] dq;
        private final Workspace w;
        private final int keyCount;
        private final int width;
        private final MatrixView dense;
        /** K, V, dK and dV [keys, width]. */
        private final float[] keys;
        private final float[] values;
        private final float[] dk;
        private final float[] dv;
        /** scale Kᵀ [width, keys]. */
        private final float[] keyColumns;

        Head(AttentionInputs<float[]> in, int h, float[] g, float[] dq, Workspace w) {
            this.in = in;
            this.h = h;
            this.g = g;
            this.dq = dq;
            this.w = w;
            keyCount = in.keys();
            width = in.width();
            dense = MatrixView.of(width);
            int n = keyCount * width;
            keys = copy(1, in.k(), in.keyView(), 0, keyCount, w.keys);
            values = copy(1, in.v(), in.valueView(), 0, keyCount, w.values);
            keyColumns = w.keyColumns.ofLength(n);
            Transpose.copy(keys, 0, width, 1, keyCount, width, keyColumns, 0, keyCount);
            Softmax.scale((float) in.scale(), keyColumns, 0, keyColumns, 0, n);
            dk = zeros(n, w.dk);
            dv = zeros(n, w.dv);
        }

        /** Rows {@code first} to {@code first + rows} of dQ, and what they add to dK and dV. */
        void queries(int first, int rows) {
            int columns = GemmTile.vectors(rows) * Lanes.COUNT;
            float[] queries = copy((float) in.scale(), in.q(), in.queryView(), first, rows, w.queries);
            float[] gradient = copy(1, g, in.queryView(), first, rows, w.g);
            float[] p = byKeys(keys, queries, rows, columns, w.p);
            fillPadding(p, columns, AttentionInputs.MASKED);
            w.softmax.forward(p, keyCount, columns);
            float[] ds = byKeys(values, gradient, rows, columns, w.ds);
            float[] used = dropped(p, ds, first, columns);
            w.softmax.gradient(p, ds, keyCount, columns);
            fillPadding(ds, columns, 0);
            addByKeys(used, gradient, rows, dv);
            addByKeys(ds, queries, rows, dk);
            writeQueries(ds, columns, first, rows);
        }

        /** dK and dV, to where they belong. */
        void writeKeys(float[] toKeys, float[] toValues) {
            write(dk, keyCount, toKeys, in.keyView(), 0);
            write(dv, keyCount, toValues, in.valueView(), 0);
        }

        /** factor · x [rows, width]. */
        private float[] copy(float factor, float[] x, MatrixView view, int first, int rows, Scratch scratch) {
            float[] y = scratch.ofLength(rows * width);
            for (int r = 0; r < rows; r++) {
                Softmax.scale(factor, x, view.offsets()[h] + (first + r) * view.rowStride(), y, r * width, width);
            }
            return y;
        }

        private void write(float[] x, int rows, float[] y, MatrixView view, int first) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(x, r * width, y, view.offsets()[h] + (first + r) * view.rowStride(), width);
            }
        }

        private static float[] zeros(int n, Scratch scratch) {
            float[] y = scratch.ofLength(n);
            Arrays.fill(y, 0, n, 0);
            return y;
        }

        /** Y [keys, columns] = A Bᵀ for A [keys, width] and B [rows, width]. */
        private float[] byKeys(float[] a, float[] b, int rows, int columns, Scratch scratch) {
            float[] panel = w.columns.ofLength(width * PITCH);
            Panels.pack(b, 0, 1, width, width, rows, panel, 0);
            float[] y = zeros(keyCount * PITCH, scratch);
            Gemm.tiles(a, 0, width, keyCount, width, columns, panel, 0, y, 0, PANEL, w.gemm);
            return y;
        }

        /** Y [keys, width] += X B for X [keys, rows] and B [rows, width]. */
        private void addByKeys(float[] x, float[] b, int rows, float[] y) {
            float[] panel = w.rows.ofLength(rows * PITCH);
            for (int j = 0; j < width; j += PITCH) {
                int part = Math.min(PITCH, width - j);
                Panels.pack(b, j, width, 1, rows, part, panel, 0);
                Gemm.tiles(x, 0, PITCH, keyCount, rows, part, panel, 0, y, j, dense, w.gemm);
            }
        }

        /** What P becomes under dropout, and so dP. */
        private float[] dropped(float[] p, float[] dp, int first, int columns) {
            if (in.dropout().isNone()) {
                return p;
            }
            float[] m = w.dropped.ofLength(keyCount * PITCH);
            for (int v = 0; v < columns; v += Lanes.COUNT) {
                DropoutLanes.factors(in.dropout(), in.elementOf(h, first + v), keyCount, 1, keyCount, m, v, PITCH);
            }
            ScoreColumns.drop(p, dp, m, keyCount, columns);
            return m;
        }

        /** dQᵀ = scale Kᵀ dSᵀ, and back. */
        private void writeQueries(float[] ds, int columns, int first, int rows) {
            float[] transposed = zeros(width * PITCH, w.dq);
            for (int p = 0; p < keyCount; p += DEPTH_BLOCK) {
                int depth = Math.min(DEPTH_BLOCK, keyCount - p);
                Gemm.tiles(keyColumns, p, keyCount, width, depth, columns, ds, p * PITCH, transposed, 0, PANEL, w.gemm);
            }
            float[] y = w.queries.ofLength(rows * width);
            Transpose.copy(transposed, 0, PITCH, 1, width, rows, y, 0, width);
            write(y, rows, dq, in.queryView(), first);
        }

        private void fillPadding(float[] x, int columns, float value) {
            for (int j = 0; in.padding() != null && j < keyCount; j++) {
                if (in.padding()[in.paddingOf(h) + j]) {
                    ScoreColumns.fillRow(x, j, columns, value);
                }
            }
        }
    }
}
