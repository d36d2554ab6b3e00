package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/**
 * The distributions that transformers 5.18 was seen to draw from. Moments may be off by five standard deviations of what so many draws
 * give; the seed is fixed.
 */
class Wav2Vec2InitTest {
    private static final Map<String, Object> SIZES = Map.of("hidden_size", 128L, "num_hidden_layers", 1L, "num_attention_heads", 4L,
            "intermediate_size", 256L, "conv_dim", List.of(64L, 64L, 64L), "num_conv_pos_embeddings", 32L,
            "num_conv_pos_embedding_groups", 4L);

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    private Map<String, Tensor> drawn(String type, long seed) {
        Map<String, Object> keys = TinyModels.large("model_type", type, "initializer_range", 0.05);
        keys.putAll(SIZES);
        Wav2Vec2Model model = new Wav2Vec2Model(runtime, DType.F64, Wav2Vec2Config.builtIn(keys), new Rng(0));
        Wav2Vec2Init.initialize(model, new Rng(seed));
        return model.namedParameters();
    }

    private record Expected(String kind, double a, double b) {
        static Expected normal(double std) {
            return new Expected("normal", 0, std);
        }

        static Expected uniform(double lo, double hi) {
            return new Expected("uniform", lo, hi);
        }

        static Expected constant(double value) {
            return new Expected("constant", value, value);
        }
    }

    static Stream<Arguments> distributions() {
        Stream<Arguments> both = Stream.of("wav2vec2", "hubert").flatMap(type -> Stream.of(
                Arguments.of(type, "encoder.layers.0.attention.q_proj.weight", Expected.normal(0.05)),
                Arguments.of(type, "encoder.layers.0.attention.k_proj.weight", Expected.normal(0.05)),
                Arguments.of(type, "encoder.layers.0.attention.v_proj.weight", Expected.normal(0.05)),
                Arguments.of(type, "encoder.layers.0.attention.out_proj.weight", Expected.normal(0.05)),
                Arguments.of(type, "encoder.layers.0.attention.out_proj.bias", Expected.constant(0)),
                Arguments.of(type, "encoder.layers.0.feed_forward.intermediate_dense.weight", Expected.normal(0.05)),
                Arguments.of(type, "encoder.layers.0.feed_forward.output_dense.weight", Expected.normal(0.05)),
                Arguments.of(type, "encoder.layers.0.feed_forward.output_dense.bias", Expected.constant(0)),
                Arguments.of(type, "encoder.layers.0.final_layer_norm.weight", Expected.constant(1)),
                Arguments.of(type, "encoder.layer_norm.bias", Expected.constant(0)),
                Arguments.of(type, "feature_extractor.conv_layers.0.conv.weight", Expected.normal(Math.sqrt(2.0 / 10))),
                Arguments.of(type, "feature_extractor.conv_layers.1.conv.weight", Expected.normal(Math.sqrt(2.0 / (64 * 3)))),
                Arguments.of(type, "feature_extractor.conv_layers.2.conv.weight", Expected.normal(Math.sqrt(2.0 / (64 * 2)))),
                Arguments.of(type, "feature_extractor.conv_layers.1.layer_norm.weight", Expected.constant(1)),
                Arguments.of(type, "encoder.pos_conv_embed.conv.parametrizations.weight.original1",
                        Expected.uniform(-1 / Math.sqrt(32 * 32), 1 / Math.sqrt(32 * 32))),
                Arguments.of(type, "encoder.pos_conv_embed.conv.bias", Expected.constant(0)),
                Arguments.of(type, "masked_spec_embed", Expected.uniform(0, 1))));
        return Stream.concat(both, Stream.of(
                Arguments.of("wav2vec2", "feature_extractor.conv_layers.1.conv.bias",
                        Expected.uniform(-1 / Math.sqrt(64 * 3), 1 / Math.sqrt(64 * 3))),
                Arguments.of("hubert", "feature_extractor.conv_layers.1.conv.bias", Expected.constant(0)),
                Arguments.of("wav2vec2", "feature_projection.projection.weight", Expected.uniform(-1 / 8.0, 1 / 8.0)),
                Arguments.of("wav2vec2", "feature_projection.projection.bias", Expected.uniform(-1 / 8.0, 1 / 8.0)),
                Arguments.of("hubert", "feature_projection.projection.weight", Expected.normal(0.05)),
                Arguments.of("hubert", "feature_projection.projection.bias", Expected.constant(0))));
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void everyParameterHasTheDistributionOfTransformers(String type, String name, Expected expected) {
        double[] x = drawn(type, 1).get(name).toDoubles();
        double n = x.length;
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double kurtosis = Arrays.stream(x).map(v -> Math.pow(v - mean, 4)).average().orElseThrow() / (variance * variance);
        switch (expected.kind) {
            case "constant" -> assertTrue(Arrays.stream(x).allMatch(v -> v == expected.a));
            case "normal" -> {
                assertEquals(0, mean, 5 * expected.b / Math.sqrt(n));
                assertEquals(1, variance / (expected.b * expected.b), 5 * Math.sqrt(2 / n));
                assertEquals(3, kurtosis, 5 * Math.sqrt(24 / n));
            }
            default -> {
                double width = expected.b - expected.a;
                assertTrue(Arrays.stream(x).allMatch(v -> v >= expected.a && v < expected.b), "outside of the interval");
                assertEquals((expected.a + expected.b) / 2, mean, 5 * width / Math.sqrt(12 * n));
                assertEquals(1, variance / (width * width / 12), 5 * Math.sqrt(0.8 / n));
            }
        }
    }

    @Test
    void theGainOfThePositionsIsTheNormOfTheirDirection() {
        Map<String, Tensor> parameters = drawn("wav2vec2", 1);
        double[] g = parameters.get("encoder.pos_conv_embed.conv.parametrizations.weight.original0").toDoubles();
        double[] v = parameters.get("encoder.pos_conv_embed.conv.parametrizations.weight.original1").toDoubles();
        for (int tap = 0; tap < g.length; tap++) {
            double square = 0;
            for (int i = tap; i < v.length; i += g.length) {
                square += v[i] * v[i];
            }
            assertEquals(Math.sqrt(square), g[tap], 1e-12);
        }
    }

    @Test
    void oneSeedDecidesEveryParameter() {
        Map<String, Tensor> first = drawn("wav2vec2", 1);
        Map<String, Tensor> again = drawn("wav2vec2", 1);
        Map<String, Tensor> other = drawn("wav2vec2", 2);
        first.forEach((name, parameter) -> {
            assertArrayEquals(parameter.toDoubles(), again.get(name).toDoubles(), name);
            boolean constant = Arrays.stream(parameter.toDoubles()).distinct().count() == 1;
            assertEquals(constant, Arrays.equals(parameter.toDoubles(), other.get(name).toDoubles()), name);
        });
    }

    @Test
    void noTwoParametersShareTheirDraws() {
        Map<String, Tensor> parameters = drawn("wav2vec2", 1);
        assertFalse(Arrays.equals(parameters.get("encoder.layers.0.attention.q_proj.weight").toDoubles(),
                parameters.get("encoder.layers.0.attention.k_proj.weight").toDoubles()));
    }

    @Test
    void ourHeadsStartAsLinearLayersDo() {
        Wav2Vec2Model encoder = TinyModels.encoder(runtime, DType.F64, TinyModels.base("hidden_size", 256L, "initializer_range", 0.07), 1);
        FrameClassifier model = new FrameClassifier(encoder, List.of("a", "b", "c", "d", "e", "f"));
        model.initializeHead(new Rng(4));
        double[] w = model.namedParameters().get("head.out.weight").toDoubles();
        assertEquals(0.07, Math.sqrt(Arrays.stream(w).map(v -> v * v).average().orElseThrow()), 5 * 0.07 / Math.sqrt(2.0 * w.length));
        assertTrue(Arrays.stream(model.namedParameters().get("head.out.bias").toDoubles()).allMatch(v -> v == 0));
    }
}
