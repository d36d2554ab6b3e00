package org.prosodia.tensor.backend;

import java.util.Arrays;
import java.util.function.Consumer;

/** Attention and its gradient by the other kernels, for as many scores at a time as {@link #BLOCK_SCORES}. */
final class BlockAttention<A> {
    /** Most scores at a time, unless one query has more: 4 MB in F32. */
    private static final int BLOCK_SCORES = 1 << 20;

    private final Kernels<A> kernels;
    private final AttentionInputs<A> in;
    private final Scores forP = new Scores();
    private final Scores forDs = new Scores();

    BlockAttention(Kernels<A> kernels, AttentionInputs<A> in) {
        this.kernels = kernels;
        this.in = in;
    }

    void forward(A out) {
        forEachBlock(block -> {
            A p = block.probabilities();
            block.drop(p);
            block.times(p, in.v(), in.valueView(), out);
        });
    }

    void gradient(A g, A dq, A dk, A dv) {
        forEachBlock(block -> {
            A p = block.probabilities();
            A ds = block.byKeys(g, in.v(), in.valueView(), forDs);
            block.drop(ds);
            kernels.softmaxGradient(p, ds, ds, block.heads * block.rows, in.keys());
            block.fillPadding(ds, 0);
            block.scale(ds);
            block.times(ds, in.k(), in.keyView(), dq);
            block.addTransposedTimes(ds, in.q(), dk, in.keyView());
            block.drop(p);
            block.addTransposedTimes(p, g, dv, in.valueView());
        });
    }

    /**
     * Blocks are all heads of some clips, or some heads of a clip, or some queries of a head, so that their elements of P are one behind
     * the other. A head without queries has a block too, which writes the gradients of its keys.
     */
    private void forEachBlock(Consumer<Block> body) {
        int rows = Math.clamp(BLOCK_SCORES / Math.max(1, in.keys()), 1, Math.max(1, in.queries()));
        int most = (int) Math.clamp(BLOCK_SCORES / Math.max(1, in.elementOf(1, 0)), 1, Integer.MAX_VALUE);
        int heads;
        for (int head = 0; head < in.heads(); head += heads) {
            heads = in.headsTogether(head, most);
            for (int query = 0; query == 0 || query < in.queries(); query += rows) {
                body.accept(new Block(head, heads, query, Math.min(rows, in.queries() - query)));
            }
        }
    }

    /** Memory of a block is [heads, rows, keys]. */
    private final class Block {
        final int heads;
        final int rows;
        private final int head;
        private final int query;
        private final MatrixView queries;
        private final MatrixView scores;

        Block(int head, int heads, int query, int rows) {
            this.head = head;
            this.heads = heads;
            this.query = query;
            this.rows = rows;
            queries = in.queryView().some(head, heads).shifted(query * in.queryView().rowStride());
            scores = MatrixView.batch(heads, rows * in.keys(), in.keys(), 1);
        }

        /** P = softmax(scale Q Kᵀ). */
        A probabilities() {
            A p = byKeys(in.q(), in.k(), in.keyView(), forP);
            scale(p);
            fillPadding(p, AttentionInputs.MASKED);
            kernels.softmax(p, p, heads * rows, in.keys());
            return p;
        }

        /** A Bᵀ, with rows of A for queries and of B for keys. */
        A byKeys(A a, A b, MatrixView bView, Scores scratch) {
            A y = scratch.ofSize(heads * rows * in.keys());
            kernels.gemm(rows, in.keys(), in.width(), a, queries, b, bView.some(head, heads).transposed(), y, scores, false);
            return y;
        }

        /** Y = X B, with rows of B for keys and of Y for queries. */
        void times(A x, A b, MatrixView bView, A y) {
            kernels.gemm(rows, in.width(), in.keys(), x, scores, b, bView.some(head, heads), y, queries, false);
        }

        /** Y += Xᵀ B, with rows of B for queries and of Y for keys; what was in Y before the first queries does not count. */
        void addTransposedTimes(A x, A b, A y, MatrixView yView) {
            kernels.gemm(in.keys(), in.width(), rows, x, scores.transposed(), b, queries, y, yView.some(head, heads), query > 0);
        }

        void scale(A x) {
            kernels.map(new ScalarFunction.Affine(in.scale(), 0), x, x);
        }

        void drop(A x) {
            if (!in.dropout().isNone()) {
                kernels.dropout(x, in.dropout().p(), in.dropout().from(in.elementOf(head, query)).state(), x);
            }
        }

        void fillPadding(A x, double value) {
            if (in.padding() != null) {
                int clips = Math.max(1, heads / in.headsOfClip());
                int from = in.paddingOf(head);
                boolean[] padding = Arrays.copyOfRange(in.padding(), from, from + clips * in.keys());
                int[] shape = {clips, heads / clips * rows, in.keys()};
                kernels.maskedFill(x, padding, new int[] {in.keys(), 0, 1}, value, x, shape);
            }
        }
    }

    /** Memory that the next block uses again, if it is as large. */
    private final class Scores {
        private A memory;
        private int size = -1;

        A ofSize(int n) {
            if (size != n) {
                memory = kernels.empty(n);
                size = n;
            }
            return memory;
        }
    }
}
