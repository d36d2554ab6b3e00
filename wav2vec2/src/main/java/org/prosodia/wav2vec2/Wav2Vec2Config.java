package org.prosodia.wav2vec2;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The architecture, as Hugging Face's {@code config.json} tells it. Missing keys take the defaults of transformers'
 * {@code Wav2Vec2Config} and {@code HubertConfig}, which are those of the base models.
 *
 * @param modelType {@code wav2vec2} or {@code hubert}
 * @param labels names of a classifier's outputs, from {@code id2label}; empty when there are none
 * @param json all that the file says, also what is not used here
 */
public record Wav2Vec2Config(
        String modelType, Features features, Transformer transformer, Dropouts dropouts, SpecAugment specAugment, Classifier classifier,
        List<String> architectures, List<String> labels, JsonObject json) {

    /** Which norm the convolutions have: group norm on the first alone ({@code group}), or layer norm on each ({@code layer}). */
    public enum FeatureNorm {
        GROUP,
        LAYER
    }

    /**
     * The convolutions that turn samples into frames.
     *
     * @param projectionNorm whether their output is layer-normed before the projection (always, but for some HuBERTs)
     */
    public record Features(
            List<Integer> dims, List<Integer> kernels, List<Integer> strides, boolean bias, FeatureNorm norm, boolean projectionNorm) {
        /** Frames that {@code samples} give; 0 when they are fewer than one window. */
        public int frames(int samples) {
            int frames = samples;
            for (int i = 0; i < kernels.size(); i++) {
                frames = frames < kernels.get(i) ? 0 : (frames - kernels.get(i)) / strides.get(i) + 1;
            }
            return frames;
        }

        /** Samples from one frame to the next: 320, or 20 ms, in published models. */
        public int hop() {
            return strides.stream().reduce(1, Math::multiplyExact);
        }

        /** Samples that one frame sees: 400 in published models. */
        public int receptiveField() {
            int field = 1;
            for (int i = kernels.size() - 1; i >= 0; i--) {
                field = (field - 1) * strides.get(i) + kernels.get(i);
            }
            return field;
        }

        /** Where frames are in time: frame i covers samples hop·i … hop·i + field − 1, and its time, in seconds, is the middle. */
        public double[] times(int frames) {
            double[] times = new double[frames];
            for (int i = 0; i < frames; i++) {
                times[i] = (hop() * (double) i + receptiveField() / 2.0) / Preprocessor.SAMPLE_RATE;
            }
            return times;
        }
    }

    /** @param stable pre-norm, with a last layer norm after the layers ({@code do_stable_layer_norm}) */
    public record Transformer(
            int hiddenSize, int layers, int heads, int intermediateSize, boolean stable, double layerNormEps, int positionKernel,
            int positionGroups, double initializerRange) {}

    /** Probabilities while training; {@code layerdrop} skips whole layers. */
    public record Dropouts(double hidden, double attention, double activation, double featureProjection, double layerdrop) {}

    /** Spans of frames and of channels that are masked while training (Park et al., 2019). */
    public record SpecAugment(
            boolean apply, double timeProbability, int timeLength, int timeMinMasks, double featureProbability, int featureLength,
            int featureMinMasks) {}

    /**
     * What heads add.
     *
     * @param projectionSize width of the projector of sequence classification
     * @param weightedLayerSum whether sequence classification hears all hidden states and not only the last
     * @param pooling over the frames ({@code pooling_mode}), in heads with {@code classifier.dense}
     * @param outputs what the numbers of a published head are
     */
    public record Classifier(int projectionSize, boolean weightedLayerSum, Pooling.Mode pooling, Outputs outputs) {}

    /** Whether the model was trained with attention masks: those with layer norm were, those with group norm must not get one. */
    public boolean usesAttentionMask() {
        return features.norm == FeatureNorm.LAYER;
    }

    public boolean isHubert() {
        return modelType.equals("hubert");
    }

    /** Whether SpecAugment may mask anything in training: only then there is a {@code masked_spec_embed}. */
    boolean masks() {
        return specAugment.timeProbability > 0 || specAugment.featureProbability > 0;
    }

    /** Parameters of the encoder, counted without building it: a file may ask for more than there is memory. */
    public long parameterCount() {
        return ParameterCount.of(this);
    }

    /** wav2vec2-base: 94 M parameters, group norm, post-norm. */
    public static Wav2Vec2Config base() {
        return builtIn(Map.of());
    }

    /** wav2vec2-large-lv60: 315 M parameters, layer norm, pre-norm. */
    public static Wav2Vec2Config large() {
        return builtIn(Map.of("hidden_size", 1024L, "num_hidden_layers", 24L, "num_attention_heads", 16L, "intermediate_size", 4096L,
                "feat_extract_norm", "layer", "do_stable_layer_norm", true, "conv_bias", true));
    }

    /** A configuration from keys of {@code config.json}; the others take their defaults. */
    public static Wav2Vec2Config builtIn(Map<String, Object> keys) {
        Map<String, Object> all = new TreeMap<>(keys);
        all.putIfAbsent("model_type", "wav2vec2");
        try {
            return parse(JsonObject.of(Path.of("config.json"), all));
        } catch (ModelException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** @throws ModelException naming the field when the file is no configuration that this model can be built from */
    public static Wav2Vec2Config read(Path configJson) throws ModelException {
        return parse(JsonObject.read(configJson));
    }

    static Wav2Vec2Config parse(JsonObject json) throws ModelException {
        String type = json.string("model_type", "missing");
        if (!type.equals("wav2vec2") && !type.equals("hubert")) {
            throw json.error("model_type", "wav2vec2 or hubert", type);
        }
        requireGelu(json, "hidden_act");
        requireGelu(json, "feat_extract_activation");
        requireFalse(json, "add_adapter");
        if (type.equals("hubert")) {
            requireFalse(json, "conv_pos_batch_norm");
        }
        if (json.has("adapter_attn_dim")) {
            throw json.error("adapter_attn_dim", "null (attention adapters are not supported)", json.fields().get("adapter_attn_dim"));
        }
        List<String> labels = labels(json);
        return new Wav2Vec2Config(type, features(json), transformer(json), dropouts(json), specAugment(json), classifier(json, labels),
                json.strings("architectures", List.of()), labels, json);
    }

    private static Classifier classifier(JsonObject json, List<String> labels) throws ModelException {
        return new Classifier(json.integer("classifier_proj_size", 256, 1), json.bool("use_weighted_layer_sum", false),
                Pooling.Mode.of(json), Outputs.ofPublished(json, labels));
    }

    private static Features features(JsonObject json) throws ModelException {
        List<Integer> dims = json.integers("conv_dim", List.of(512, 512, 512, 512, 512, 512, 512), 1);
        List<Integer> kernels = json.integers("conv_kernel", List.of(10, 3, 3, 3, 3, 2, 2), 1);
        List<Integer> strides = json.integers("conv_stride", List.of(5, 2, 2, 2, 2, 2, 2), 1);
        if (dims.isEmpty() || dims.size() != kernels.size() || dims.size() != strides.size()) {
            throw json.error("conv_dim, conv_kernel, conv_stride", "lists of one length, at least 1",
                    dims.size() + ", " + kernels.size() + ", " + strides.size());
        }
        requireWindow(json, kernels, strides);
        String norm = json.string("feat_extract_norm", "group");
        if (!norm.equals("group") && !norm.equals("layer")) {
            throw json.error("feat_extract_norm", "group or layer", norm);
        }
        boolean projectionNorm = !json.string("model_type", "").equals("hubert") || json.bool("feat_proj_layer_norm", true);
        return new Features(dims, kernels, strides, json.bool("conv_bias", false),
                norm.equals("group") ? FeatureNorm.GROUP : FeatureNorm.LAYER, projectionNorm);
    }

    /** The window of a frame and the hop between frames are counted in samples as int. */
    private static void requireWindow(JsonObject json, List<Integer> kernels, List<Integer> strides) throws ModelException {
        double field = 1;
        double hop = 1;
        for (int i = kernels.size() - 1; i >= 0; i--) {
            field = (field - 1) * strides.get(i) + kernels.get(i);
            hop *= strides.get(i);
        }
        if (Math.max(field, hop) > Integer.MAX_VALUE) {
            throw json.error("conv_kernel, conv_stride", "a window and a hop of fewer than 2^31 samples", field + " and " + hop);
        }
    }

    private static Transformer transformer(JsonObject json) throws ModelException {
        int hidden = json.integer("hidden_size", 768, 1);
        int heads = json.integer("num_attention_heads", 12, 1);
        int groups = json.integer("num_conv_pos_embedding_groups", 16, 1);
        if (hidden % heads != 0) {
            throw json.error("num_attention_heads", "a divisor of hidden_size " + hidden, heads);
        }
        if (hidden % groups != 0) {
            throw json.error("num_conv_pos_embedding_groups", "a divisor of hidden_size " + hidden, groups);
        }
        return new Transformer(hidden, json.integer("num_hidden_layers", 12, 0), heads, json.integer("intermediate_size", 3072, 1),
                json.bool("do_stable_layer_norm", false), json.number("layer_norm_eps", 1e-5, 0, 1),
                json.integer("num_conv_pos_embeddings", 128, 1), groups, json.number("initializer_range", 0.02, 0, 100));
    }

    private static Dropouts dropouts(JsonObject json) throws ModelException {
        return new Dropouts(json.number("hidden_dropout", 0.1, 0, 1), json.number("attention_dropout", 0.1, 0, 1),
                json.number("activation_dropout", 0.1, 0, 1), json.number("feat_proj_dropout", 0, 0, 1),
                json.number("layerdrop", 0.1, 0, 1));
    }

    private static SpecAugment specAugment(JsonObject json) throws ModelException {
        return new SpecAugment(json.bool("apply_spec_augment", true), json.number("mask_time_prob", 0.05, 0, 1),
                json.integer("mask_time_length", 10, 1), json.integer("mask_time_min_masks", 2, 0),
                json.number("mask_feature_prob", 0, 0, 1), json.integer("mask_feature_length", 10, 1),
                json.integer("mask_feature_min_masks", 0, 0));
    }

    /** {@code id2label} in the order of the ids, which must be 0 … n − 1. */
    private static List<String> labels(JsonObject json) throws ModelException {
        Map<String, Object> byId = json.object("id2label").fields();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < byId.size(); i++) {
            if (!(byId.get(Integer.toString(i)) instanceof String label)) {
                throw json.error("id2label", "a name for each of the ids 0 to " + (byId.size() - 1), byId);
            }
            labels.add(label);
        }
        return labels;
    }

    private static void requireGelu(JsonObject json, String name) throws ModelException {
        if (!json.string(name, "gelu").equals("gelu")) {
            throw json.error(name, "gelu", json.string(name, ""));
        }
    }

    private static void requireFalse(JsonObject json, String name) throws ModelException {
        if (json.bool(name, false)) {
            throw json.error(name, "false (this part is not supported)", true);
        }
    }
}
