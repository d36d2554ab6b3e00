package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.Domain;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Wav2Vec2Config.FeatureNorm;
import org.prosodia.wav2vec2.Wav2Vec2Config.Features;

/** How many frames there are, how far apart, how wide and when: counted by sliding the kernels one by one. */
@Domain(TinyDomain.class)
class FrameCountPropertyTest {
    private static final int SAMPLES = 150;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** Convolutions of which nothing is computed, so that they may be wide, leave samples out, or be of one tap. */
    @Provide
    Arbitrary<Features> wide() {
        Arbitrary<Integer> kernels = Arbitraries.integers().between(1, 6);
        Arbitrary<Integer> strides = Arbitraries.integers().between(1, 5);
        return Arbitraries.integers().between(1, 3).flatMap(layers -> Combinators
                .combine(kernels.list().ofSize(layers), strides.list().ofSize(layers))
                .as((kernel, stride) -> new Features(kernel, kernel, stride, false, FeatureNorm.LAYER, true)));
    }

    @Property(seed = "1")
    void theFormulaCountsThePlacesOfTheKernels(@ForAll("wide") Features features) {
        for (int samples = 0; samples <= SAMPLES; samples++) {
            assertEquals(Windows.of(features, samples).frames(), features.frames(samples), samples + " samples");
        }
    }

    @Property(seed = "2")
    void theReceptiveFieldIsTheFewestSamplesThatGiveAFrame(@ForAll("wide") Features features) {
        int field = features.receptiveField();
        assertEquals(0, Windows.of(features, field - 1).frames());
        assertEquals(1, Windows.of(features, field).frames());
    }

    @Property(seed = "3")
    void theHopIsWhatOneFrameMoreTakes(@ForAll("wide") Features features) {
        for (int frame = 1; frame <= 4; frame++) {
            int least = features.receptiveField() + (frame - 1) * features.hop();
            assertEquals(frame, Windows.of(features, least).frames());
            assertEquals(frame - 1, Windows.of(features, least - 1).frames());
        }
    }

    @Property(seed = "4")
    void theTimeOfAFrameIsTheMiddleOfTheSamplesThatItSees(@ForAll("wide") Features features) {
        Windows windows = Windows.of(features, features.receptiveField() + 3 * features.hop());
        double[] expected = new double[windows.frames()];
        for (int t = 0; t < expected.length; t++) {
            expected[t] = (windows.first(t) + windows.last(t) + 1) / 2.0 / Preprocessor.SAMPLE_RATE;
        }
        assertArrayEquals(expected, features.times(expected.length), 1e-12);
    }

    @Property(seed = "5")
    void modelsGiveAsManyFramesAndRefuseClipsWithoutAny(@ForAll TinyConfig config) {
        Wav2Vec2Model model = config.encoder(runtime, DType.F64);
        for (int samples = 0; samples <= 60; samples++) {
            Tensor clip = runtime.zeros(DType.F64, 1, samples);
            int frames = Windows.of(config.features(), samples).frames();
            if (frames > 0) {
                assertArrayEquals(new int[] {1, frames, config.hidden()}, model.forward(clip).lastHiddenState().shape());
            } else {
                String message = assertThrows(ShapeException.class, () -> model.forward(clip)).getMessage();
                assertTrue(message.contains("samples [1, " + samples + "]: expected at least " + config.features().receptiveField()
                        + " in a clip"), message);
            }
        }
    }
}
