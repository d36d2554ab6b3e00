package org.prosodia.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.prosodia.wav2vec2.Wav2Vec2Config;

class ModelFlopsTest {
    private static final int TEN_SECONDS = 160_000;

    /** 41 samples give (41 − 5) / 4 + 1 = 10 and then (10 − 2) / 2 + 1 = 5 frames. */
    @Test
    void aSmallModelIsCountedByHand() {
        Wav2Vec2Config config = Wav2Vec2Config.builtIn(Map.of("conv_dim", List.of(3, 6), "conv_kernel", List.of(5, 2),
                "conv_stride", List.of(4, 2), "hidden_size", 8L, "num_hidden_layers", 3L, "num_attention_heads", 2L, "intermediate_size",
                16L, "num_conv_pos_embeddings", 4L, "num_conv_pos_embedding_groups", 2L));
        ModelFlops flops = ModelFlops.of(config, 41, 7);
        assertEquals(2 * (10 * 5 * 1 * 3 + 5 * 2 * 3 * 6), flops.convolutions());
        assertEquals(2 * 5 * 6 * 8, flops.projection());
        assertEquals(2 * 5 * 4 * (8 / 2) * 8, flops.positions());
        assertEquals(3 * 2 * 5 * (4 * 8 * 8 + 2 * 8 * 16), flops.linears());
        assertEquals(3 * 2 * (5 * 5 * 8 + 5 * 5 * 8), flops.attention());
        assertEquals(2 * 5 * 8 * 7, flops.head());
    }

    @Test
    void baseDoesFifteenAndLargeThirtyEightGflopForASecondOfAudio() {
        assertEquals(14.8, ModelFlops.of(Wav2Vec2Config.base(), TEN_SECONDS, 6).total() / 1e10, 0.1);
        assertEquals(38.4, ModelFlops.of(Wav2Vec2Config.large(), TEN_SECONDS, 6).total() / 1e10, 0.3);
    }
}
