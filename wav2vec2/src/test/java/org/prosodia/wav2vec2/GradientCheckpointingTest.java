package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Layers that are computed again in backward, with all noise on, give the bits of layers that were kept. */
class GradientCheckpointingTest {
    private static final Object[] NOISY = {"feat_proj_dropout", 0.1, "mask_feature_prob", 0.2, "mask_feature_length", 2L, "layerdrop", 0.3,
        "num_hidden_layers", 4L};
    private static final int[] LENGTHS = {1_000, 640};

    private final TensorRuntime runtime = TensorRuntime.create("auto", 2);

    @AfterEach
    void close() {
        runtime.close();
    }

    static Stream<Map<String, Object>> families() {
        return Stream.of(TinyModels.base(NOISY), TinyModels.large(NOISY));
    }

    private FrameClassifier model(Map<String, Object> keys) {
        FrameClassifier model = new FrameClassifier(TinyModels.encoder(runtime, DType.F32, keys, 1), List.of("a", "b", "c"));
        TinyModels.randomize(model, 2);
        model.train(true);
        return model;
    }

    private Tensor samples() {
        return TinyModels.noise(runtime, DType.F32, 5, 2, LENGTHS[0]);
    }

    /** The loss and all gradients of a step, by name. */
    private Map<String, float[]> step(FrameClassifier model, long seed) {
        model.encoder().reseed(seed);
        model.zeroGrad();
        Tensor loss = model.frameLogits(model.encodePadded(samples(), LENGTHS)).pow(2).mean();
        loss.backward();
        Map<String, float[]> results = new TreeMap<>();
        results.put("loss", loss.toFloats());
        model.namedParameters().forEach((name, parameter) -> {
            if (parameter.grad() != null) {
                results.put(name, parameter.grad().toFloats());
            }
        });
        return results;
    }

    private static void assertSameBits(Map<String, float[]> expected, Map<String, float[]> actual) {
        assertEquals(expected.keySet(), actual.keySet());
        expected.forEach((name, values) -> assertArrayEquals(values, actual.get(name), name));
    }

    @ParameterizedTest
    @MethodSource("families")
    void gradientsAreTheSameToTheLastBit(Map<String, Object> family) {
        FrameClassifier model = model(family);
        for (boolean frozen : new boolean[] {false, true}) {
            model.encoder().requireFeatureEncoderGrad(!frozen);
            for (long seed = 0; seed < 4; seed++) {
                model.encoder().gradientCheckpointing(false);
                Map<String, float[]> kept = step(model, seed);
                model.encoder().gradientCheckpointing(true);
                assertSameBits(kept, step(model, seed));
                assertEquals(frozen, !kept.containsKey("wav2vec2.feature_extractor.conv_layers.0.conv.weight"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void aSeedDecidesAStepWhateverWentBefore(Map<String, Object> family) {
        FrameClassifier model = model(family);
        Map<String, float[]> first = step(model, 7);
        assertFalse(Arrays.equals(first.get("loss"), step(model, 8).get("loss")));
        assertSameBits(first, step(model, 7));
    }

    @ParameterizedTest
    @MethodSource("families")
    void layersMayFreezeAroundThoseThatLearn(Map<String, Object> family) {
        FrameClassifier model = model(family);
        model.encoder().requireGrad(false);
        model.encoder().namedParameters().forEach((name, parameter) -> parameter.requireGrad(name.startsWith("encoder.layers.1.")));
        Map<String, float[]> kept = step(model, 1);
        model.encoder().gradientCheckpointing(true);
        assertSameBits(kept, step(model, 1));
        assertNull(model.namedParameters().get("wav2vec2.encoder.layers.0.final_layer_norm.weight").grad());
    }

    @Test
    void aFrozenFeatureEncoderStillPassesGradientsToTheSamples() {
        FrameClassifier model = model(TinyModels.base());
        model.train(false);
        model.encoder().requireGrad(false);
        Tensor samples = samples().requireGrad();
        model.frameLogits(model.encode(samples, null)).sum().backward();
        assertTrue(Arrays.stream(samples.grad().toDoubles()).anyMatch(g -> g != 0));
    }

    @Test
    void probesSeeACheckpointedLayerAgainWhenItRunsAgain() {
        FrameClassifier model = model(TinyModels.base("layerdrop", 0.0));
        model.encoder().gradientCheckpointing(true);
        Map<String, Integer> seen = new HashMap<>();
        Tensor h = model.encoder().forward(samples(), null, false, (name, tensor) -> seen.merge(name, 1, Integer::sum)).lastHiddenState();
        assertEquals(1, seen.get("layer.0.attention_out"));
        h.sum().backward();
        assertEquals(2, seen.get("layer.0.attention_out"));
        assertEquals(1, seen.get("hidden_states.1"));
    }
}
