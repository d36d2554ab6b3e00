package org.prosodia.tensor.op;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.ScalarFunction;

/**
 * Scaled dot-product attention (Vaswani et al., 2017, eq. 1) of several heads at once, each head a slice of the channels:
 * S = (Q/√d) Kᵀ, P = softmax(S), O = P V.
 * Backward: dV = Pᵀ G, dP = G Vᵀ, dS = P ∘ (dP − Σ P dP), dQ = dS K/√d, dK = dSᵀ (Q/√d).
 *
 * <p>P is made for a block of queries at a time and not kept: backward makes it again (as Dao et al., 2022, do; their blocks of keys
 * would need a running softmax, which pays on devices with little fast memory). So memory grows with T and not with T².
 */
public final class Attention {
    /** Elements of P at a time: 4 MB in F32. */
    private static final int BLOCK_ELEMENTS = 1 << 20;

    private Attention() {}

    /**
     * @param q [B, T, heads·d]; @param k and @param v [B, S, heads·d]
     * @param validKeys [B, S], false where a key is padding; or null
     * @param dropout probability of dropping an element of P, with the mask drawn from {@code rng}
     * @return [B, T, heads·d]
     */
    public static Tensor attention(Tensor q, Tensor k, Tensor v, int heads, Mask validKeys, double dropout, Rng rng) {
        Sizes at = new Sizes(q, k, v, heads, validKeys);
        Dropout.requireProbability(dropout);
        long state = dropout == 0 ? 0 : rng.state();
        Tensor out = q.runtime().empty(q.dtype(), q.shape());
        if (dropout == 0) {
            q.kernels().attention(at.inputs(q, k, v, validKeys), out.memory());
            q.recycle(out);
            k.recycle(out);
            v.recycle(out);
        } else {
            forward(scaled(q, at), k, v, validKeys, dropout, rng, at, out);
        }
        return Autograd.record("attention", out,
                g -> backward(g, scaled(q, at), k, v, validKeys, dropout, new Rng(state), at), q, k, v);
    }

    private static void forward(Tensor scaled, Tensor k, Tensor v, Mask validKeys, double dropout, Rng rng, Sizes at, Tensor out) {
        at.forEachBlock(scaled, (p, from) -> {
            probabilities(scaled, k, at, validKeys, from, p);
            Tensor used = Dropout.dropped(p, dropout, rng.state());
            rng.skip(p.size());
            int rows = p.dim(2);
            p.kernels().gemm(rows, at.width, at.keys, used.memory(), at.scores(rows), v.memory(), at.ofKeys(), out.memory(),
                    at.ofQueriesFrom(from), false);
        });
    }

    /** Q/√d. */
    private static Tensor scaled(Tensor q, Sizes at) {
        Tensor scaled = q.emptyLike();
        q.kernels().map(new ScalarFunction.Affine(at.scale, 0), q.memory(), scaled.memory());
        return scaled;
    }

    /** P = softmax(S) for the queries from {@code from} on, as many as {@code p} has. Masked keys get the lowest score there is. */
    private static void probabilities(Tensor scaled, Tensor k, Sizes at, Mask validKeys, int from, Tensor p) {
        Kernels<Object> kernels = p.kernels();
        int rows = p.dim(2);
        kernels.gemm(rows, at.keys, at.width, scaled.memory(), at.ofQueriesFrom(from), k.memory(), at.ofKeys().transposed(), p.memory(),
                at.scores(rows), false);
        fillPadding(p, validKeys, AttentionInputs.MASKED);
        kernels.softmax(p.memory(), p.memory(), at.batch * at.heads * rows, at.keys);
    }

    private static void fillPadding(Tensor scores, Mask validKeys, double value) {
        if (validKeys != null) {
            Mask padding = validKeys.not().reshape(validKeys.shape()[0], 1, 1, validKeys.shape()[1]);
            scores.kernels().maskedFill(scores.memory(), padding.toArray(), Shapes.broadcastStrides(padding.shape(), scores.shape()), value,
                    scores.memory(), scores.shape());
        }
    }

    /** @param rng in the state that it had before the forward */
    private static Tensor[] backward(Tensor g, Tensor scaled, Tensor k, Tensor v, Mask validKeys, double dropout, Rng rng, Sizes at) {
        Kernels<Object> kernels = g.kernels();
        Tensor dq = scaled.emptyLike();
        Tensor dk = k.zerosLike();
        Tensor dv = v.zerosLike();
        at.forEachBlock(g, (p, from) -> {
            int rows = p.dim(2);
            MatrixView scores = at.scores(rows);
            MatrixView queries = at.ofQueriesFrom(from);
            probabilities(scaled, k, at, validKeys, from, p);
            long state = rng.state();
            rng.skip(dropout == 0 ? 0 : p.size());
            Tensor used = dropout == 0 ? p : Dropout.dropped(p, dropout, state);
            kernels.gemm(at.keys, at.width, rows, used.memory(), scores.transposed(), g.memory(), queries, dv.memory(), at.ofKeys(), true);
            Tensor dp = p.emptyLike();
            kernels.gemm(rows, at.keys, at.width, g.memory(), queries, v.memory(), at.ofKeys().transposed(), dp.memory(), scores, false);
            Tensor ds = dropout == 0 ? dp : Dropout.dropped(dp, dropout, state);
            kernels.softmaxGradient(p.memory(), ds.memory(), ds.memory(), at.batch * at.heads * rows, at.keys);
            fillPadding(ds, validKeys, 0);
            kernels.gemm(rows, at.width, at.keys, ds.memory(), scores, k.memory(), at.ofKeys(), dq.memory(), queries, false);
            kernels.gemm(at.keys, at.width, rows, ds.memory(), scores.transposed(), scaled.memory(), queries, dk.memory(), at.ofKeys(),
                    true);
        });
        kernels.map(new ScalarFunction.Affine(at.scale, 0), dq.memory(), dq.memory());
        return new Tensor[] {dq, dk, dv};
    }

    private static final class Sizes {
        final int batch;
        final int queries;
        final int keys;
        final int channels;
        final int heads;
        final int width;
        final double scale;

        Sizes(Tensor q, Tensor k, Tensor v, int heads, Mask validKeys) {
            q.requireSameKind("attention", k);
            q.requireSameKind("attention", v);
            int[] qs = q.shape();
            int[] ks = k.shape();
            if (qs.length != 3 || ks.length != 3 || qs[0] != ks[0] || qs[2] != ks[2] || !Arrays.equals(ks, v.shape()) || heads < 1
                    || qs[2] % heads != 0) {
                throw new ShapeException("attention", "queries " + Arrays.toString(qs) + ", keys " + Arrays.toString(ks) + ", values "
                        + Arrays.toString(v.shape()) + ", heads " + heads + ": expected [B, T, C], [B, S, C] twice, heads dividing C");
            }
            if (validKeys != null && !Arrays.equals(validKeys.shape(), new int[] {ks[0], ks[1]})) {
                throw new ShapeException("attention", "mask " + Arrays.toString(validKeys.shape()) + " for keys " + Arrays.toString(ks));
            }
            this.batch = qs[0];
            this.queries = qs[1];
            this.keys = ks[1];
            this.channels = qs[2];
            this.heads = heads;
            this.width = channels / heads;
            this.scale = 1 / Math.sqrt(width);
        }

        AttentionInputs<Object> inputs(Tensor q, Tensor k, Tensor v, Mask validKeys) {
            boolean[] padding = validKeys == null ? null : validKeys.not().toArray();
            return new AttentionInputs<>(q.memory(), perHead(queries), k.memory(), ofKeys(), v.memory(), ofKeys(), batch * heads, heads,
                    queries, keys, width, scale, padding);
        }

        /** Gives each block of queries, by its first one, room [B, heads, rows, S] for its part of P. */
        void forEachBlock(Tensor like, ObjIntConsumer<Tensor> body) {
            int block = Math.max(1, Math.min(queries, BLOCK_ELEMENTS / Math.max(1, batch * heads * keys)));
            Tensor p = like.runtime().empty(like.dtype(), batch, heads, Math.min(block, queries), keys);
            for (int from = 0; from < queries; from += block) {
                int rows = Math.min(block, queries - from);
                body.accept(rows == block ? p : like.runtime().empty(like.dtype(), batch, heads, rows, keys), from);
            }
        }

        MatrixView ofQueriesFrom(int first) {
            return perHead(queries).shifted(first * channels);
        }

        MatrixView ofKeys() {
            return perHead(keys);
        }

        /** Head h of clip b in [B, T, C]: T rows of {@code width} out of C channels. */
        private MatrixView perHead(int time) {
            int[] offsets = new int[batch * heads];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = i / heads * time * channels + i % heads * width;
            }
            return new MatrixView(offsets, channels, 1);
        }

        MatrixView scores(int rows) {
            return MatrixView.batch(batch * heads, rows * keys, keys, 1);
        }
    }
}
