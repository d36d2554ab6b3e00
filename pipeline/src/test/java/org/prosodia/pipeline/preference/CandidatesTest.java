package org.prosodia.pipeline.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.ClipClassifier;
import org.prosodia.wav2vec2.ConcentrationModel;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.ModelException;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Init;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Weights;

class CandidatesTest {
    private static final Path FOLDER = Path.of("tiny");

    @Test
    void aModelHeardThroughFiveWindowsSaysFiveThings() throws ModelException {
        try (TensorRuntime runtime = TensorRuntime.create()) {
            float[] samples = noise(3 * FrameTimes.SAMPLE_RATE);
            Function<Window, Timeline> model = Candidates.slidingWindow(tiny(runtime, true), runtime, "a.wav", samples);
            List<Timeline> candidates = Candidates.DEFAULT.draw(model, new Rng(1));
            assertEquals(5, candidates.size());
            Set<Window> windows = new HashSet<>();
            Set<SequenceKey> sequences = new HashSet<>();
            for (Timeline candidate : candidates) {
                assertArrayEquals(FrameTimes.centres(149), candidate.times(), 1e-12);
                windows.add(candidate.window().orElseThrow());
                sequences.add(SequenceKey.of(candidate));
            }
            assertEquals(5, windows.size());
            assertEquals(5, sequences.size());
            List<Timeline> again = Candidates.DEFAULT.draw(model, new Rng(1));
            for (int i = 0; i < 5; i++) {
                assertEquals(SequenceKey.of(candidates.get(i)), SequenceKey.of(again.get(i)), "one seed, one answer");
            }
        }
    }

    @Test
    void aModelThatAnswersForFramesHasNoWindows() throws ModelException {
        try (TensorRuntime runtime = TensorRuntime.create()) {
            ModelFolder frames = tiny(runtime, false);
            assertTrue(assertThrows(IllegalArgumentException.class,
                    () -> Candidates.slidingWindow(frames, runtime, "a.wav", new float[16_000])).getMessage().startsWith("tiny: expected"));
        }
    }

    @Test
    void windowsAreUniformOverTheirRanges() {
        List<Window> seen = new ArrayList<>();
        new Candidates(4000, 0.5, 3.0, 0.25, 1.5).draw(window -> {
            seen.add(window);
            return Preferences.joy(seen.size() / 5000.0);
        }, new Rng(2));
        assertEquals(4000, seen.size());
        double[] lengths = seen.stream().mapToDouble(Window::length).sorted().toArray();
        double[] strides = seen.stream().mapToDouble(Window::stride).sorted().toArray();
        for (int i = 0; i < 4000; i++) {
            assertEquals(0.5 + 2.5 * i / 4000, lengths[i], 0.06);
            assertEquals(0.25 + 1.25 * i / 4000, strides[i], 0.03);
        }
        assertTrue(lengths[0] >= 0.5 && lengths[3999] <= 3.0 && strides[0] >= 0.25 && strides[3999] <= 1.5);
    }

    @Test
    void noTwoAreAlikeAndAClipThatSoundsTheSameThroughAllWindowsHasFewer() {
        int[] asked = {0};
        List<Timeline> candidates = Candidates.DEFAULT.draw(window -> {
            asked[0]++;
            return Preferences.joy(window.length() < 1.75 ? 0.2 : 0.8);
        }, new Rng(3));
        assertEquals(2, candidates.size());
        assertTrue(asked[0] <= 50, "found " + asked[0]);
        Candidates oneWindow = new Candidates(2, 1, 1, 1, 1);
        assertEquals(1, oneWindow.draw(_ -> Preferences.joy(asked[0]++ / 1000.0), new Rng(3)).size(), "the same window again says nothing");
    }

    @Test
    void seedsDecide() {
        assertEquals(windows(4), windows(4));
        assertNotEquals(windows(4), windows(5));
    }

    private static List<Window> windows(long seed) {
        return Candidates.DEFAULT.draw(window -> Preferences.joy(window.length() / 4), new Rng(seed)).stream()
                .map(timeline -> timeline.window().orElseThrow()).toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 0.5, 3, 0.25, 1.5", "5, 3, 0.5, 0.25, 1.5", "5, 0, 3, 0.25, 1.5", "5, 0.5, 3, -1, 1.5", "5, NaN, 3, 0.25, 1.5",
        "5, 0.5, Infinity, 0.25, 1.5"})
    void refusesRangesThatAreNone(int count, double minLength, double maxLength, double minStride, double maxStride) {
        assertThrows(IllegalArgumentException.class, () -> new Candidates(count, minLength, maxLength, minStride, maxStride));
    }

    @Test
    void drawsDifferentPairsInRandomOrder() {
        List<CandidatePair> all = CandidatePair.draw(5, 10, new Rng(1));
        Set<Set<Integer>> distinct = new HashSet<>();
        all.forEach(pair -> distinct.add(Set.of(pair.first(), pair.second())));
        assertEquals(10, distinct.size(), "all there are of five, each once");
        long upward = 0;
        for (int seed = 0; seed < 400; seed++) {
            CandidatePair pair = CandidatePair.draw(5, 1, new Rng(seed)).getFirst();
            upward += pair.first() < pair.second() ? 1 : 0;
        }
        assertEquals(200, upward, 40);
        assertEquals(CandidatePair.draw(5, 4, new Rng(7)), CandidatePair.draw(5, 4, new Rng(7)));
        assertEquals("pairs: expected 0 to 10 of 5 candidates, found 11",
                assertThrows(IllegalArgumentException.class, () -> CandidatePair.draw(5, 11, new Rng(1))).getMessage());
    }

    /** Noise whose loudness comes and goes: through windows of different length it sounds different. */
    private static float[] noise(int count) {
        Rng random = new Rng(9);
        float[] samples = new float[count];
        for (int i = 0; i < count; i++) {
            samples[i] = (float) (0.1 * (1.1 + Math.sin(i / 3000.0)) * random.nextGaussian());
        }
        return samples;
    }

    private static ModelFolder tiny(TensorRuntime runtime, boolean clips) throws ModelException {
        Wav2Vec2Config config = Wav2Vec2Config.builtIn(Map.of("conv_dim", List.of(8, 8, 8, 8, 8, 8, 8), "hidden_size", 16,
                "num_hidden_layers", 1, "num_attention_heads", 2, "intermediate_size", 16, "num_conv_pos_embeddings", 4,
                "num_conv_pos_embedding_groups", 2));
        Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F32, config, new Rng(1));
        Wav2Vec2Init.initialize(encoder, new Rng(1));
        ConcentrationModel model = clips ? new ClipClassifier(encoder, ModelDescriptor.EMOTIONS)
                : new FrameClassifier(encoder, ModelDescriptor.EMOTIONS);
        model.initializeHead(new Rng(2));
        return new ModelFolder(FOLDER, model, Preprocessor.read(FOLDER), Optional.empty(), false,
                new Weights.Report(List.of(), List.of(), List.of()), "none");
    }
}
