package org.prosodia.tensor.backend.plain;

import java.util.Arrays;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/** Attention and its gradient by the other kernels, for a block of queries of a head at a time. */
final class AttentionF32 {
    /** Scores of a block. */
    private static final int BLOCK_SCORES = 1 << 17;

    private AttentionF32() {}

    static void forward(Workers workers, Kernels<float[]> kernels, AttentionInputs<float[]> in, float[] out) {
        workers.range(in.heads(), 1, (from, to) -> {
            Block block = new Block(kernels, in);
            for (int h = from; h < to; h++) {
                for (int first = 0; first < in.queries(); first += block.most) {
                    block.at(h, first);
                    block.probabilities();
                    block.drop(block.p);
                    block.times(block.p, in.v(), in.valueView(), out);
                }
            }
        });
    }

    static void gradient(Workers workers, Kernels<float[]> kernels, AttentionInputs<float[]> in, float[] g, float[] dq, float[] dk,
            float[] dv) {
        workers.range(in.heads(), 1, (from, to) -> {
            Block block = new Block(kernels, in);
            float[] ds = new float[block.p.length];
            for (int h = from; h < to; h++) {
                clear(dk, in.keyView().matrix(h), in);
                clear(dv, in.valueView().matrix(h), in);
                for (int first = 0; first < in.queries(); first += block.most) {
                    block.at(h, first);
                    block.probabilities();
                    block.byKeys(g, in.v(), in.valueView(), ds);
                    block.drop(ds);
                    kernels.softmaxGradient(block.p, ds, ds, block.rows, in.keys());
                    block.fillPadding(ds, 0);
                    block.scale(ds);
                    block.times(ds, in.k(), in.keyView(), dq);
                    block.addTransposedTimes(ds, in.q(), dk, in.keyView());
                    block.drop(block.p);
                    block.addTransposedTimes(block.p, g, dv, in.valueView());
                }
            }
        });
    }

    private static void clear(float[] x, MatrixView view, AttentionInputs<float[]> in) {
        for (int j = 0; j < in.keys(); j++) {
            int row = view.offsets()[0] + j * view.rowStride();
            Arrays.fill(x, row, row + in.width(), 0);
        }
    }

    /** Some queries of a head, and what has a row [keys] for each. */
    private static final class Block {
        private final Kernels<float[]> kernels;
        private final AttentionInputs<float[]> in;
        private final MatrixView scores;
        final int most;
        final float[] p;
        int rows;
        private int h;
        private int first;
        private MatrixView queries;

        Block(Kernels<float[]> kernels, AttentionInputs<float[]> in) {
            this.kernels = kernels;
            this.in = in;
            scores = MatrixView.of(in.keys());
            most = Math.clamp(BLOCK_SCORES / Math.max(1, in.keys()), 1, Math.max(1, in.queries()));
            p = new float[most * in.keys()];
        }

        void at(int head, int firstQuery) {
            h = head;
            first = firstQuery;
            rows = Math.min(most, in.queries() - first);
            queries = in.queryView().matrix(h).shifted(first * in.queryView().rowStride());
        }

        /** P = softmax(scale Q Kᵀ). */
        void probabilities() {
            byKeys(in.q(), in.k(), in.keyView(), p);
            scale(p);
            fillPadding(p, AttentionInputs.MASKED);
            kernels.softmax(p, p, rows, in.keys());
        }

        /** Y = A Bᵀ, with rows of A for queries and of B for keys. */
        void byKeys(float[] a, float[] b, MatrixView bView, float[] y) {
            kernels.gemm(rows, in.keys(), in.width(), a, queries, b, bView.matrix(h).transposed(), y, scores, false);
        }

        /** Y = X B, with rows of B for keys and of Y for queries. */
        void times(float[] x, float[] b, MatrixView bView, float[] y) {
            kernels.gemm(rows, in.width(), in.keys(), x, scores, b, bView.matrix(h), y, queries, false);
        }

        /** Y += Xᵀ B, with rows of B for queries and of Y for keys. */
        void addTransposedTimes(float[] x, float[] b, float[] y, MatrixView yView) {
            kernels.gemm(in.keys(), in.width(), rows, x, scores.transposed(), b, queries, y, yView.matrix(h), true);
        }

        void scale(float[] x) {
            for (int i = 0; i < rows * in.keys(); i++) {
                x[i] = (float) (x[i] * in.scale());
            }
        }

        void drop(float[] x) {
            DropoutMask mask = in.dropout();
            for (int i = 0; !mask.isNone() && i < rows * in.keys(); i++) {
                x[i] *= (float) mask.factor(in.elementOf(h, first) + i);
            }
        }

        void fillPadding(float[] x, float value) {
            for (int i = 0; in.padding() != null && i < rows * in.keys(); i++) {
                if (in.padding()[in.paddingOf(h) + i % in.keys()]) {
                    x[i] = value;
                }
            }
        }
    }
}
