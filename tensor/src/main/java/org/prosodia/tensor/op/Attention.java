package org.prosodia.tensor.op;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;

/**
 * Scaled dot-product attention (Vaswani et al., 2017, eq. 1) of several heads at once, each head a slice of the channels:
 * S = Q Kᵀ/√d, P = softmax(S), O = P V. What backward computes is in {@link Kernels#attentionGradient}.
 *
 * <p>P is made for some queries at a time and not kept: backward makes it again (as Dao et al., 2022, do; their blocks of keys
 * would need a running softmax, which pays on devices with little fast memory). So memory grows with T and not with T².
 */
public final class Attention {
    private Attention() {}

    /**
     * @param q [B, T, heads·d]; @param k and @param v [B, S, heads·d]
     * @param validKeys [B, S], false where a key is padding; or null
     * @param dropout probability of dropping an element of P [B, heads, T, S], with the mask drawn from {@code rng} in this order
     * @return [B, T, heads·d]
     */
    public static Tensor attention(Tensor q, Tensor k, Tensor v, int heads, Mask validKeys, double dropout, Rng rng) {
        requireShapes(q, k, v, heads, validKeys);
        Dropout.requireProbability(dropout);
        DropoutMask drawn = dropout == 0 ? DropoutMask.NONE : new DropoutMask(dropout, rng.state());
        AttentionInputs<Object> in = inputs(q, k, v, heads, validKeys, drawn);
        if (dropout != 0) {
            rng.skip(in.elementOf(in.heads(), 0));
        }
        Tensor out = q.runtime().empty(q.dtype(), q.shape());
        q.kernels().attention(in, out.memory());
        q.recycle(out);
        k.recycle(out);
        v.recycle(out);
        return Autograd.record("attention", out, g -> backward(g, q, k, v, inputs(q, k, v, heads, validKeys, drawn)), q, k, v);
    }

    private static Tensor[] backward(Tensor g, Tensor q, Tensor k, Tensor v, AttentionInputs<Object> in) {
        Tensor dq = q.emptyLike();
        Tensor dk = k.emptyLike();
        Tensor dv = v.emptyLike();
        g.kernels().attentionGradient(in, g.memory(), dq.memory(), dk.memory(), dv.memory());
        return new Tensor[] {dq, dk, dv};
    }

    private static AttentionInputs<Object> inputs(Tensor q, Tensor k, Tensor v, int heads, Mask validKeys, DropoutMask dropout) {
        boolean[] padding = validKeys == null ? null : validKeys.not().toArray();
        int width = q.dim(2) / heads;
        MatrixView keys = perHead(k, heads);
        return new AttentionInputs<>(q.memory(), perHead(q, heads), k.memory(), keys, v.memory(), keys, q.dim(0) * heads, heads, q.dim(1),
                k.dim(1), width, 1 / Math.sqrt(width), padding, dropout);
    }

    /** Head h of clip b in x [B, T, C]: T rows of C / heads out of C channels. */
    private static MatrixView perHead(Tensor x, int heads) {
        int channels = x.dim(2);
        int[] offsets = new int[x.dim(0) * heads];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = i / heads * x.dim(1) * channels + i % heads * (channels / heads);
        }
        return new MatrixView(offsets, channels, 1);
    }

    private static void requireShapes(Tensor q, Tensor k, Tensor v, int heads, Mask validKeys) {
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
    }
}
