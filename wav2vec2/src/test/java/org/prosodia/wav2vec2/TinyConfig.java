package org.prosodia.wav2vec2;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;

/**
 * An encoder small enough to be differentiated number by number, of any shape that {@code config.json} can describe.
 *
 * @param seed of its weights
 */
record TinyConfig(boolean hubert, Wav2Vec2Config.Features features, Wav2Vec2Config.Transformer transformer, long seed) {

    TinyConfig withNorm(Wav2Vec2Config.FeatureNorm norm) {
        return new TinyConfig(hubert, new Wav2Vec2Config.Features(features.dims(), features.kernels(), features.strides(), features.bias(),
                norm, features.projectionNorm()), transformer, seed);
    }

    int hidden() {
        return transformer.hiddenSize();
    }

    /** The keys of {@code config.json} that say so. */
    Map<String, Object> keys() {
        Map<String, Object> keys = new TreeMap<>();
        keys.put("model_type", hubert ? "hubert" : "wav2vec2");
        keys.put("feat_extract_norm", features.norm() == Wav2Vec2Config.FeatureNorm.GROUP ? "group" : "layer");
        keys.put("feat_proj_layer_norm", features.projectionNorm());
        keys.put("conv_dim", longs(features.dims()));
        keys.put("conv_kernel", longs(features.kernels()));
        keys.put("conv_stride", longs(features.strides()));
        keys.put("conv_bias", features.bias());
        keys.put("hidden_size", (long) transformer.hiddenSize());
        keys.put("num_attention_heads", (long) transformer.heads());
        keys.put("intermediate_size", (long) transformer.intermediateSize());
        keys.put("num_hidden_layers", (long) transformer.layers());
        keys.put("do_stable_layer_norm", transformer.stable());
        keys.put("layer_norm_eps", transformer.layerNormEps());
        keys.put("num_conv_pos_embeddings", (long) transformer.positionKernel());
        keys.put("num_conv_pos_embedding_groups", (long) transformer.positionGroups());
        keys.put("initializer_range", transformer.initializerRange());
        keys.put("classifier_proj_size", 5L);
        return keys;
    }

    private static List<Long> longs(List<Integer> integers) {
        return integers.stream().map(Integer::longValue).toList();
    }

    /** @param more further keys, or others instead of these */
    Wav2Vec2Config parsed(Map<String, Object> more) {
        Map<String, Object> keys = keys();
        keys.putAll(more);
        return Wav2Vec2Config.builtIn(keys);
    }

    /** The encoder with its random weights, in the precision asked for. */
    Wav2Vec2Model encoder(TensorRuntime runtime, DType dtype) {
        return encoder(runtime, dtype, Map.of());
    }

    Wav2Vec2Model encoder(TensorRuntime runtime, DType dtype, Map<String, Object> more) {
        return TinyModels.encoder(runtime, dtype, parsed(more).json().fields(), seed);
    }
}
