package org.prosodia.pipeline.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/** A Wav2Vec2 of the large family, some two thousand times smaller, that learns from scratch in a minute. */
public final class TinyModel {
    private static final long WIDTH = 32;

    private TinyModel() {}

    private static Map<String, Object> shape() {
        Map<String, Object> keys = new HashMap<>(Map.of("hidden_size", 48L, "num_hidden_layers", 2L, "num_attention_heads", 2L,
                "intermediate_size", 96L, "conv_dim", List.of(WIDTH, WIDTH, WIDTH, WIDTH, WIDTH, WIDTH, WIDTH),
                "feat_extract_norm", "layer", "do_stable_layer_norm", true, "conv_bias", true, "num_conv_pos_embeddings", 32L,
                "num_conv_pos_embedding_groups", 4L));
        // Larger than for 768 channels, so that the layers do something from the start; no dropout, for there is little to forget.
        keys.putAll(Map.of("initializer_range", 0.1, "hidden_dropout", 0.0, "attention_dropout", 0.0, "activation_dropout", 0.0,
                "feat_proj_dropout", 0.0, "layerdrop", 0.0, "apply_spec_augment", false, "mask_time_prob", 0.0));
        return keys;
    }

    /** Its shape. */
    public static Wav2Vec2Config config() {
        return Wav2Vec2Config.builtIn(shape());
    }

    /** A model for clips with random weights. */
    public static ModelFolder clips(TensorRuntime runtime, ModelDescriptor.LinkChoice link, long seed) {
        ModelDescriptor descriptor = new ModelDescriptor(ModelDescriptor.Head.CLIP, EmbeddedCorpus.EMOTIONS, link, ConcentrationCap.NONE);
        return new StartingModel(runtime).random(config(), descriptor, seed);
    }
}
