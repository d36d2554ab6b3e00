package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;

/** {@code config.json}: what missing keys mean, and what is refused. */
class Wav2Vec2ConfigTest {
    @TempDir
    Path folder;

    /** As {@code Wav2Vec2Config()} and {@code HubertConfig()} of transformers 5.18 print them. */
    @ParameterizedTest
    @ValueSource(strings = {"wav2vec2", "hubert"})
    void missingKeysTakeTheDefaultsOfTransformers(String type) throws IOException {
        Wav2Vec2Config config = read("{\"model_type\": \"" + type + "\"}");
        assertEquals(type, config.modelType());
        assertEquals(new Wav2Vec2Config.Features(List.of(512, 512, 512, 512, 512, 512, 512), List.of(10, 3, 3, 3, 3, 2, 2),
                List.of(5, 2, 2, 2, 2, 2, 2), false, Wav2Vec2Config.FeatureNorm.GROUP, true), config.features());
        assertEquals(new Wav2Vec2Config.Transformer(768, 12, 12, 3072, false, 1e-5, 128, 16, 0.02), config.transformer());
        assertEquals(new Wav2Vec2Config.Dropouts(0.1, 0.1, 0.1, 0, 0.1), config.dropouts());
        assertEquals(new Wav2Vec2Config.SpecAugment(true, 0.05, 10, 2, 0, 10, 0), config.specAugment());
        assertEquals(new Wav2Vec2Config.Classifier(256, false, Pooling.Mode.MEAN, Outputs.CLASSES), config.classifier());
        assertEquals(List.of(), config.labels());
        assertFalse(config.usesAttentionMask());
    }

    @Test
    void theBuiltInShapesHaveThePublishedSizes() {
        Wav2Vec2Config base = Wav2Vec2Config.base();
        Wav2Vec2Config large = Wav2Vec2Config.large();
        assertEquals(94_371_712, base.parameterCount());
        assertEquals(315_438_720, large.parameterCount());
        assertTrue(large.usesAttentionMask());
        for (Wav2Vec2Config config : List.of(base, large)) {
            assertEquals(320, config.features().hop());
            assertEquals(400, config.features().receptiveField());
        }
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("{}", "model_type: expected wav2vec2 or hubert, found missing"),
                Arguments.of("{'model_type': 'wavlm'}", "model_type: expected wav2vec2 or hubert, found wavlm"),
                Arguments.of("{'model_type': 7}", "model_type: expected a string, found 7"),
                one("'conv_dim': [512, 512]",
                        "conv_dim, conv_kernel, conv_stride: expected lists of one length, at least 1, found 2, 7, 7"),
                one("'conv_dim': [], 'conv_kernel': [], 'conv_stride': []", "expected lists of one length, at least 1, found 0, 0, 0"),
                one("'conv_stride': [5, 2, 2, 2, 2, 2, 0]", "conv_stride: expected a whole number of at least 1, found 0"),
                one("'conv_dim': 512", "conv_dim: expected a list of whole numbers, found 512"),
                one("'conv_stride': [2147483647, 2, 2, 2, 2, 2, 2]",
                        "conv_kernel, conv_stride: expected a window and a hop of fewer than 2^31"),
                one("'hidden_size': 770", "num_attention_heads: expected a divisor of hidden_size 770, found 12"),
                one("'num_conv_pos_embedding_groups': 7", "num_conv_pos_embedding_groups: expected a divisor of hidden_size 768, found 7"),
                one("'hidden_size': 0", "hidden_size: expected a whole number of at least 1, found 0"),
                one("'hidden_size': -768", "hidden_size: expected a whole number of at least 1, found -768"),
                one("'hidden_size': '768'", "hidden_size: expected a whole number, found \"768\""),
                one("'hidden_size': 1e30", "hidden_size: expected a whole number of at least 1, found 1.0E30"),
                one("'num_hidden_layers': 12.5", "num_hidden_layers: expected a whole number of at least 0, found 12.5"),
                one("'num_hidden_layers': 99999999999999999999", "num_hidden_layers: expected a whole number of at least 0, found 1.0E20"),
                one("'hidden_dropout': NaN", "hidden_dropout: expected a number from 0.0 to 1.0, found NaN"),
                one("'attention_dropout': 1.5", "attention_dropout: expected a number from 0.0 to 1.0, found 1.5"),
                one("'activation_dropout': -Infinity", "activation_dropout: expected a number from 0.0 to 1.0, found -Infinity"),
                one("'feat_proj_dropout': true", "feat_proj_dropout: expected a number, found true"),
                one("'layerdrop': 2", "layerdrop: expected a number from 0.0 to 1.0, found 2"),
                one("'layer_norm_eps': NaN", "layer_norm_eps: expected a number from 0.0 to 1.0, found NaN"),
                one("'mask_time_prob': 1.01", "mask_time_prob: expected a number from 0.0 to 1.0, found 1.01"),
                one("'mask_time_length': 0", "mask_time_length: expected a whole number of at least 1, found 0"),
                one("'mask_feature_min_masks': -1", "mask_feature_min_masks: expected a whole number of at least 0, found -1"),
                one("'feat_extract_norm': 'batch'", "feat_extract_norm: expected group or layer, found batch"),
                one("'hidden_act': 'relu'", "hidden_act: expected gelu, found relu"),
                one("'feat_extract_activation': 'gelu_new'", "feat_extract_activation: expected gelu, found gelu_new"),
                one("'add_adapter': true", "add_adapter: expected false (this part is not supported), found true"),
                one("'adapter_attn_dim': 16", "adapter_attn_dim: expected null (attention adapters are not supported), found 16"),
                Arguments.of("{'model_type': 'hubert', 'conv_pos_batch_norm': true}", "conv_pos_batch_norm: expected false"),
                one("'do_stable_layer_norm': 'yes'", "do_stable_layer_norm: expected true or false, found \"yes\""),
                one("'pooling_mode': 'attention'", "pooling_mode: expected mean, sum or max, found attention"),
                one("'architectures': 'Wav2Vec2Model'", "architectures: expected a list of strings, found \"Wav2Vec2Model\""),
                one("'id2label': ['a', 'b']", "id2label: expected an object, found [a, b]"),
                one("'id2label': {'0': 'a', '2': 'b'}", "id2label: expected a name for each of the ids 0 to 1, found {0=a, 2=b}"),
                one("'id2label': {'1': 'a', '2': 'b'}", "id2label: expected a name for each of the ids 0 to 1"),
                one("'id2label': {'0': 'a', 'x': 'b'}", "id2label: expected a name for each of the ids 0 to 1"),
                one("'id2label': {'0': null}", "id2label: expected a name for each of the ids 0 to 0"),
                one("'id2label': {'0': 'a', '1': 3}", "id2label: expected a name for each of the ids 0 to 1"));
    }

    private static Arguments one(String field, String reason) {
        return Arguments.of("{'model_type': 'wav2vec2', " + field + "}", reason);
    }

    @ParameterizedTest
    @MethodSource("refused")
    void refusesByFileAndField(String text, String reason) {
        String message = assertThrows(ModelException.class, () -> read(text.replace('\'', '"'))).getMessage();
        assertTrue(message.startsWith(folder.resolve("config.json") + ": ") && message.contains(reason), message);
    }

    @Test
    void whatHuggingFaceWritesForNothingIsNothing() throws IOException {
        Wav2Vec2Config config = read("{\"model_type\": \"wav2vec2\", \"id2label\": null, \"architectures\": null,"
                + " \"adapter_attn_dim\": null, \"hidden_size\": null, \"conv_bias\": null}");
        assertEquals(List.of(), config.labels());
        assertEquals(768, config.transformer().hiddenSize());
    }

    @Test
    void onlyHubertMayLeaveTheProjectionWithoutNorm() throws IOException {
        assertFalse(read("{\"model_type\": \"hubert\", \"feat_proj_layer_norm\": false}").features().projectionNorm());
        assertTrue(read("{\"model_type\": \"wav2vec2\", \"feat_proj_layer_norm\": false, \"conv_pos_batch_norm\": true}")
                .features().projectionNorm(),
                "transformers does not know these keys for wav2vec2");
    }

    @Test
    void labelsFollowTheirIdsAndNotTheOrderOfTheFile() throws IOException {
        StringBuilder ids = new StringBuilder();
        for (int i = 11; i >= 0; i--) {
            ids.append('"').append(i).append("\": \"label ").append(i).append(i == 0 ? "\"" : "\", ");
        }
        List<String> labels = read("{\"model_type\": \"hubert\", \"id2label\": {" + ids + "}}").labels();
        assertEquals("label 2", labels.get(2));
        assertEquals("label 11", labels.getLast());
    }

    static Stream<Arguments> headKinds() {
        List<String> emotions = List.of("angry", "happy");
        List<String> dimensions = List.of("arousal", "dominance", "valence");
        return Stream.of(
                Arguments.of(Map.of(), emotions, Outputs.CLASSES),
                Arguments.of(Map.of(), dimensions, Outputs.VALUES),
                Arguments.of(Map.of(), List.of("Valence"), Outputs.VALUES),
                Arguments.of(Map.of(), List.of("valence", "happy"), Outputs.CLASSES),
                Arguments.of(Map.of("finetuning_task", "wav2vec2_reg"), List.of("x", "y"), Outputs.VALUES),
                Arguments.of(Map.of("finetuning_task", "wav2vec2_clf"), dimensions, Outputs.CLASSES),
                Arguments.of(Map.of("problem_type", "regression"), emotions, Outputs.VALUES),
                Arguments.of(Map.of("problem_type", "single_label_classification"), dimensions, Outputs.CLASSES),
                Arguments.of(Map.of("problem_type", "single_label_classification", "finetuning_task", "wav2vec2_reg"), emotions,
                        Outputs.CLASSES),
                Arguments.of(Map.of("problem_type", "multi_label_classification"), emotions, Outputs.CLASSES));
    }

    @ParameterizedTest
    @MethodSource("headKinds")
    void problemTypeThenTaskThenLabelsTellClassesFromValues(Map<String, Object> keys, List<String> labels,
            Outputs expected) throws ModelException {
        assertEquals(expected, Outputs.ofPublished(JsonObject.of(Path.of("config.json"), keys), labels));
    }

    static Stream<Map<String, Object>> shapes() {
        return Stream.of(TinyModels.base(), TinyModels.large(), TinyModels.base("conv_bias", true, "mask_time_prob", 0L),
                TinyModels.base("mask_time_prob", 0L, "mask_feature_prob", 0.5), TinyModels.large("num_hidden_layers", 0L),
                TinyModels.large("model_type", "hubert", "feat_proj_layer_norm", false, "conv_dim", List.of(4L, 8L, 6L)),
                TinyModels.base("model_type", "hubert", "num_conv_pos_embeddings", 7L, "num_conv_pos_embedding_groups", 1L));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void parametersAreCountedWithoutBuildingTheModel(Map<String, Object> keys) {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            Wav2Vec2Config config = Wav2Vec2Config.builtIn(keys);
            assertEquals(new Wav2Vec2Model(runtime, DType.F32, config, new Rng(0)).parameterCount(), config.parameterCount());
        }
    }

    @Test
    void aCountBeyondLongStaysThere() {
        assertEquals(Long.MAX_VALUE, Wav2Vec2Config.builtIn(Map.of("hidden_size", 2_000_000_000L, "num_attention_heads", 1L,
                "num_conv_pos_embedding_groups", 1L, "num_hidden_layers", 2_000_000_000L)).parameterCount());
    }

    @Test
    void framesAreThoseWhoseWindowsFitTheSamples() {
        Rng rng = new Rng(3);
        for (int trial = 0; trial < 200; trial++) {
            List<Integer> kernels = new ArrayList<>();
            List<Integer> strides = new ArrayList<>();
            int layers = 1 + rng.nextInt(4);
            for (int i = 0; i < layers; i++) {
                kernels.add(1 + rng.nextInt(6));
                strides.add(1 + rng.nextInt(4));
            }
            Wav2Vec2Config.Features features = new Wav2Vec2Config.Features(List.of(), kernels, strides, false,
                    Wav2Vec2Config.FeatureNorm.GROUP, true);
            for (int samples = 0; samples < 200; samples += 1 + rng.nextInt(3)) {
                int expected = bruteForce(samples, kernels, strides);
                assertEquals(expected, features.frames(samples), kernels + " " + strides + " " + samples);
                int windows = samples < features.receptiveField() ? 0 : (samples - features.receptiveField()) / features.hop() + 1;
                assertEquals(windows, expected, "frame i sees the samples from hop·i to hop·i + receptive field − 1");
            }
        }
    }

    /** Slides every kernel, layer by layer. */
    private static int bruteForce(int samples, List<Integer> kernels, List<Integer> strides) {
        int length = samples;
        for (int i = 0; i < kernels.size(); i++) {
            int frames = 0;
            for (int start = 0; start + kernels.get(i) <= length; start += strides.get(i)) {
                frames++;
            }
            length = frames;
        }
        return length;
    }

    private Wav2Vec2Config read(String text) throws IOException {
        return Wav2Vec2Config.read(Files.writeString(folder.resolve("config.json"), text));
    }
}
