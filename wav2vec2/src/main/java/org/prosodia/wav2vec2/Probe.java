package org.prosodia.wav2vec2;

import org.prosodia.tensor.Tensor;

/**
 * Sees tensors on their way through the model, for teaching and for comparing with other implementations. Names:
 * {@code conv.i}, {@code feature_projection_norm}, {@code feature_projection}, {@code pos_conv_embed},
 * {@code layer.i.attention_out}, {@code hidden_states.i}. All are [B, T, C].
 */
@FunctionalInterface
public interface Probe {
    /** Looks at nothing. */
    Probe NONE = (name, tensor) -> {};

    /** Looks at a tensor now: in inference its memory may be used again as soon as this returns. */
    void see(String name, Tensor tensor);
}
