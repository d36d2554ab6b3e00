package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** What training does and inference must not: dropout, layer drop, SpecAugment; all decided by one seed. */
class TrainingModeTest {
    private static final Object[] QUIET = {"hidden_dropout", 0.0, "attention_dropout", 0.0, "activation_dropout", 0.0,
        "feat_proj_dropout", 0.0, "layerdrop", 0.0, "apply_spec_augment", false};

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    static Stream<Map<String, Object>> families() {
        return Stream.of(TinyModels.base(), TinyModels.large());
    }

    private Wav2Vec2Model training(Map<String, Object> keys, Object... more) {
        Map<String, Object> all = new HashMap<>(keys);
        for (int i = 0; i < more.length; i += 2) {
            all.put((String) more[i], more[i + 1]);
        }
        Wav2Vec2Model model = TinyModels.encoder(runtime, DType.F64, all, 1);
        model.train(true);
        return model;
    }

    private Tensor samples() {
        return TinyModels.noise(runtime, DType.F64, 5, 2, 1_000);
    }

    private double[] run(Wav2Vec2Model model) {
        return model.forward(samples()).lastHiddenState().toDoubles();
    }

    @ParameterizedTest
    @MethodSource("families")
    void withoutAnyNoiseTrainingComputesWhatInferenceDoes(Map<String, Object> family) {
        Wav2Vec2Model model = training(family, QUIET);
        double[] trained = run(model);
        model.train(false);
        assertArrayEquals(run(model), trained, 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hidden_dropout", "attention_dropout", "activation_dropout", "feat_proj_dropout"})
    void everyDropoutActsInTrainingAndOnlyThere(String key) {
        for (Map<String, Object> family : List.of(TinyModels.base(QUIET), TinyModels.large(QUIET))) {
            Wav2Vec2Model model = training(family, key, 0.3);
            double[] first = run(model);
            assertFalse(Arrays.equals(first, run(model)), "two passes draw different masks");
            model.train(false);
            double[] inferred = run(model);
            assertArrayEquals(inferred, run(model));
            assertArrayEquals(run(TinyModels.encoder(runtime, DType.F64, family, 1)), inferred, "as if the probability were 0");
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void oneSeedDecidesAPassWithAllNoiseOn(Map<String, Object> family) {
        Map<String, Object> noisy = new HashMap<>(family);
        noisy.putAll(Map.of("feat_proj_dropout", 0.1, "mask_feature_prob", 0.2, "mask_feature_length", 2L, "layerdrop", 0.5));
        double[] first = run(training(noisy));
        assertArrayEquals(first, run(training(noisy)));
        Wav2Vec2Model other = new Wav2Vec2Model(runtime, DType.F64, Wav2Vec2Config.builtIn(noisy), new Rng(2));
        TinyModels.randomize(other, 1);
        other.train(true);
        assertFalse(Arrays.equals(first, run(other)), "the weights are the same, the noise is not");
    }

    @ParameterizedTest
    @MethodSource("families")
    void aDroppedLayerStillLeavesItsHiddenState(Map<String, Object> family) {
        Map<String, Object> quiet = new HashMap<>(family);
        for (int i = 0; i < QUIET.length; i += 2) {
            quiet.put((String) QUIET[i], QUIET[i + 1]);
        }
        Wav2Vec2Model model = training(quiet, "layerdrop", 1.0);
        Wav2Vec2Output output = model.forward(samples(), null, true, Probe.NONE);
        assertEquals(3, output.hiddenStates().size(), "layers + 1");
        for (Tensor state : output.hiddenStates()) {
            assertArrayEquals(output.hiddenStates().getFirst().toDoubles(), state.toDoubles());
        }
        model.train(false);
        Wav2Vec2Output whole = model.forward(samples(), null, true, Probe.NONE);
        assertFalse(Arrays.equals(whole.hiddenStates().get(0).toDoubles(), whole.hiddenStates().get(1).toDoubles()),
                "inference drops none");
    }

    @Test
    void layerDropSkipsItsShareOfLayers() {
        Wav2Vec2Model model = training(TinyModels.base(QUIET), "layerdrop", 0.3, "num_hidden_layers", 4L);
        int skipped = 0;
        for (int pass = 0; pass < 100; pass++) {
            List<Tensor> states = model.forward(samples().slice(1, 0, 60), null, true, Probe.NONE).hiddenStates();
            for (int i = 1; i < states.size(); i++) {
                skipped += Arrays.equals(states.get(i - 1).toDoubles(), states.get(i).toDoubles()) ? 1 : 0;
            }
        }
        assertEquals(0.3, skipped / 400.0, 4 * Math.sqrt(0.3 * 0.7 / 400));
    }

    /** An encoder without layers whose positions are silent: {@code hidden_states.0} is what SpecAugment left. */
    private Wav2Vec2Model bare(Object... specAugment) {
        Wav2Vec2Model model = training(TinyModels.large(QUIET), specAugment);
        model.encoder().positions().conv().bias().assign(new double[16]);
        model.namedParameters().get("encoder.pos_conv_embed.conv.parametrizations.weight.original0").assign(new double[8]);
        return model;
    }

    @Test
    void timeMasksPutTheEmbeddingInPlaceOfFramesButNeverOfPadding() {
        Wav2Vec2Model model = bare("apply_spec_augment", true, "mask_time_prob", 0.4, "mask_time_length", 3L, "num_hidden_layers", 0L);
        int valid = model.config().features().frames(400);
        double[] embedding = model.maskedSpecEmbed().toDoubles();
        Map<String, Tensor> seen = new HashMap<>();
        model.forward(samples(), new int[] {1_000, 400}, false, seen::put).lastHiddenState().sum().backward();
        Tensor state = seen.get("hidden_states.0");
        double[] whole = seen.get("feature_projection").toDoubles();
        int frames = state.dim(1);
        int masked = 0;
        for (int i = 0; i < 2 * frames; i++) {
            double[] frame = Arrays.copyOfRange(state.toDoubles(), 16 * i, 16 * i + 16);
            if (i >= frames + valid) {
                assertArrayEquals(new double[16], frame, "padding is silent");
            } else if (Arrays.equals(embedding, frame)) {
                masked++;
            } else {
                assertArrayEquals(Arrays.copyOfRange(whole, 16 * i, 16 * i + 16), frame, 1e-12);
            }
        }
        assertTrue(masked >= 6 && masked <= 40, masked + " masked frames");
        assertTrue(Arrays.stream(model.maskedSpecEmbed().grad().toDoubles()).allMatch(g -> g != 0), "the embedding learns");
        model.train(false);
        model.zeroGrad();
        model.forward(samples()).lastHiddenState().sum().backward();
        assertNull(model.maskedSpecEmbed().grad(), "inference masks nothing");
    }

    @Test
    void aShortClipInALongBatchIsMaskedWithinItsOwnFrames() {
        Wav2Vec2Model model = bare("apply_spec_augment", true, "mask_time_prob", 0.1, "mask_time_length", 3L, "num_hidden_layers", 0L);
        int valid = model.config().features().frames(100);
        double[] embedding = model.maskedSpecEmbed().toDoubles();
        for (int pass = 0; pass < 10; pass++) {
            Map<String, Tensor> seen = new HashMap<>();
            model.forward(samples(), new int[] {1_000, 100}, false, seen::put);
            double[] h = seen.get("hidden_states.0").toDoubles();
            int second = h.length / 2;
            long masked = IntStream.range(0, valid)
                    .filter(t -> Arrays.equals(embedding, Arrays.copyOfRange(h, second + 16 * t, second + 16 * t + 16))).count();
            assertTrue(masked >= 3, "one span at least in each pass, found " + masked + " of " + valid + " frames");
        }
    }

    @Test
    void aGivenTimeMaskNeedsAnEmbedding() {
        Wav2Vec2Model model = TinyModels.encoder(runtime, DType.F64, TinyModels.base("mask_time_prob", 0.0), 1);
        Mask masked = new Mask(new boolean[model.config().features().frames(200)], 1, model.config().features().frames(200));
        Tensor samples = TinyModels.noise(runtime, DType.F64, 1, 1, 200);
        assertThrows(IllegalStateException.class, () -> model.forward(samples, null, masked, false, Probe.NONE));
        assertNotNull(model.forward(samples, null, null, false, Probe.NONE));
    }

    @Test
    void featureMasksSilenceWholeChannelsOfAClip() {
        Wav2Vec2Model model = bare("apply_spec_augment", true, "mask_time_prob", 0.0, "mask_feature_prob", 0.5, "mask_feature_length", 2L,
                "num_hidden_layers", 0L);
        Map<String, Tensor> seen = new HashMap<>();
        model.forward(samples(), null, false, seen::put);
        Tensor masked = seen.get("hidden_states.0");
        double[] h = masked.toDoubles();
        double[] whole = seen.get("feature_projection").toDoubles();
        int frames = masked.dim(1);
        int silent = 0;
        for (int b = 0; b < 2; b++) {
            for (int c = 0; c < 16; c++) {
                boolean zero = h[b * frames * 16 + c] == 0;
                silent += zero ? 1 : 0;
                for (int t = 0; t < frames; t++) {
                    int i = (b * frames + t) * 16 + c;
                    assertEquals(zero ? 0 : whole[i], h[i], 1e-12, "a channel is silent in all frames of a clip or in none");
                }
            }
        }
        assertTrue(silent >= 4 && silent <= 24, silent + " of 32 channels are silent");
    }

    @ParameterizedTest
    @ValueSource(ints = {30, 50, 70, 90, 110, 210})
    void trainingSurvivesClipsOfAFewFrames(int samples) {
        for (Map<String, Object> family : List.of(TinyModels.base("mask_feature_prob", 0.1), TinyModels.large("mask_feature_prob", 0.1))) {
            Wav2Vec2Model model = training(family);
            Tensor x = TinyModels.noise(runtime, DType.F64, 1, 2, samples);
            Tensor h = model.forward(x, new int[] {samples, 30}, false, Probe.NONE).lastHiddenState();
            h.sum().backward();
            assertTrue(Arrays.stream(h.toDoubles()).allMatch(Double::isFinite));
        }
    }
}
