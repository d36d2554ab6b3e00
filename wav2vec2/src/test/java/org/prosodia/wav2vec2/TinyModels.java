package org.prosodia.wav2vec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prosodia.nn.Init;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Encoders of both families with a few hundred weights: a hop of 20 samples, a window of 30. */
final class TinyModels {
    private static final Map<String, Object> SIZES = Map.of("hidden_size", 16L, "num_hidden_layers", 2L, "num_attention_heads", 4L,
            "intermediate_size", 24L, "conv_dim", List.of(8L, 8L, 8L), "conv_kernel", List.of(10L, 3L, 2L),
            "conv_stride", List.of(5L, 2L, 2L), "num_conv_pos_embeddings", 8L, "num_conv_pos_embedding_groups", 4L,
            "classifier_proj_size", 12L);
    private static final Map<String, Object> LAYER_NORM =
            Map.of("feat_extract_norm", "layer", "do_stable_layer_norm", true, "conv_bias", true);

    private TinyModels() {}

    /** Keys of {@code config.json} in the manner of wav2vec2-base, with more. */
    static Map<String, Object> base(Object... more) {
        return keys(Map.of("model_type", "wav2vec2"), more);
    }

    /** In the manner of wav2vec2-large-lv60. */
    static Map<String, Object> large(Object... more) {
        Map<String, Object> keys = keys(LAYER_NORM, more);
        keys.putIfAbsent("model_type", "wav2vec2");
        return keys;
    }

    private static Map<String, Object> keys(Map<String, Object> family, Object... more) {
        Map<String, Object> keys = new TreeMap<>(SIZES);
        keys.putAll(family);
        for (int i = 0; i < more.length; i += 2) {
            keys.put((String) more[i], more[i + 1]);
        }
        return keys;
    }

    /** An encoder with random weights, none of them zero. */
    static Wav2Vec2Model encoder(TensorRuntime runtime, DType dtype, Map<String, Object> keys, long seed) {
        Wav2Vec2Model model = new Wav2Vec2Model(runtime, dtype, Wav2Vec2Config.builtIn(keys), new Rng(seed));
        randomize(model, seed);
        return model;
    }

    /** Draws every parameter, gains of norms around 1. */
    static void randomize(Module model, long seed) {
        Rng rng = new Rng(seed);
        model.namedParameters().forEach((name, parameter) -> {
            boolean gain = name.endsWith("layer_norm.weight") || name.endsWith("original0");
            Init.normal(parameter, gain ? 1 : 0, 0.3, rng);
        });
    }

    /** Noise [clips, n]. */
    static Tensor noise(TensorRuntime runtime, DType dtype, long seed, int clips, int n) {
        return runtime.normal(dtype, 0, 1, new Rng(seed), clips, n);
    }
}
