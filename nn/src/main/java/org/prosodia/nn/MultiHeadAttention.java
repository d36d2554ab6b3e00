package org.prosodia.nn;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Span;

/** Self-attention with several heads: {@code q_proj}, {@code k_proj}, {@code v_proj}, {@code out_proj}, all with bias. */
public final class MultiHeadAttention extends Module {
    private final int heads;
    private final double dropout;
    private final Rng rng;
    private final Linear query;
    private final Linear key;
    private final Linear value;
    private final Linear out;

    /** @param dropout probability of dropping an attention weight while training */
    public MultiHeadAttention(TensorRuntime runtime, DType dtype, int channels, int heads, double dropout, Rng rng) {
        this.heads = heads;
        this.dropout = dropout;
        this.rng = rng;
        key = register("k_proj", new Linear(runtime, dtype, channels, channels));
        value = register("v_proj", new Linear(runtime, dtype, channels, channels));
        query = register("q_proj", new Linear(runtime, dtype, channels, channels));
        out = register("out_proj", new Linear(runtime, dtype, channels, channels));
    }

    /**
     * @param x [B, T, channels]
     * @param valid [B, T], false where a frame is padding and must not be attended to; or null
     */
    public Tensor forward(Tensor x, Mask valid) {
        try (Span _ = span(x)) {
            Tensor q = query.forward(x).reusable();
            Tensor k = key.forward(x).reusable();
            Tensor v = value.forward(x).reusable();
            return out.forward(attend(q, k, v, valid).reusable());
        }
    }

    private Tensor attend(Tensor q, Tensor k, Tensor v, Mask valid) {
        try (Span _ = q.runtime().span("scaled_dot_product_attention")) {
            return q.attention(k, v, heads, valid, isTraining() ? dropout : 0, rng);
        }
    }
}
