package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** A sample is heard in exactly the frames whose window holds it; with group norm, which looks at all of time, in every frame. */
@Domain(TinyDomain.class)
class ReceptiveFieldPropertyTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    private FeatureEncoder features(TinyConfig config) {
        return config.encoder(runtime, DType.F64).featureEncoder();
    }

    /** [frames]: whether another sample {@code j} changes the frame by as much as a bit. */
    private boolean[] changed(FeatureEncoder encoder, double[] samples, int j) {
        Tensor before = encoder.forward(runtime.tensor(samples, 1, samples.length), Probe.NONE);
        double[] others = samples.clone();
        others[j] = 1 - others[j];
        double[] after = encoder.forward(runtime.tensor(others, 1, samples.length), Probe.NONE).toDoubles();
        int channels = before.dim(2);
        boolean[] changed = new boolean[before.dim(1)];
        for (int t = 0; t < changed.length; t++) {
            changed[t] = !Arrays.equals(before.toDoubles(), t * channels, (t + 1) * channels, after, t * channels, (t + 1) * channels);
        }
        return changed;
    }

    @Property(seed = "1")
    void withLayerNormAChangedSampleChangesExactlyTheFramesThatSeeIt(@ForAll TinyBatch drawn) {
        TinyBatch batch = drawn.withNorm(Wav2Vec2Config.FeatureNorm.LAYER);
        FeatureEncoder encoder = features(batch.config());
        Windows windows = Windows.of(batch.config().features(), batch.samples());
        for (int j = 0; j < batch.samples(); j++) {
            boolean[] changed = changed(encoder, batch.clip(0), j);
            for (int t = 0; t < changed.length; t++) {
                assertEquals(windows.sees(t, j), changed[t], "frame " + t + " after a change of sample " + j);
            }
        }
    }

    @Property(seed = "2")
    void withLayerNormTheGradientOfAFrameReachesExactlyTheSamplesThatItSees(@ForAll TinyBatch drawn) {
        TinyBatch batch = drawn.withNorm(Wav2Vec2Config.FeatureNorm.LAYER);
        FeatureEncoder encoder = features(batch.config());
        Windows windows = Windows.of(batch.config().features(), batch.samples());
        Tensor samples = runtime.tensor(batch.clip(0), 1, batch.samples()).requireGrad();
        for (int t = 0; t < windows.frames(); t++) {
            samples.zeroGrad();
            Tensor frame = encoder.forward(samples, Probe.NONE).slice(1, t, 1);
            frame.mul(TinyModels.noise(runtime, DType.F64, 7, 1, frame.dim(2))).sum().backward();
            double[] gradient = samples.grad().toDoubles();
            for (int j = 0; j < gradient.length; j++) {
                assertEquals(windows.sees(t, j), gradient[j] != 0, "gradient of frame " + t + " at sample " + j + ": " + gradient[j]);
            }
        }
    }

    /** Of fewer than three frames, the norm over time leaves no more than their order. */
    @Property(seed = "3")
    void withGroupNormASampleThatTheFirstConvolutionSeesIsHeardInEveryFrame(@ForAll TinyBatch drawn) {
        TinyBatch batch = drawn.withNorm(Wav2Vec2Config.FeatureNorm.GROUP);
        Windows first = Windows.ofFirst(1, batch.config().features(), batch.samples());
        Assume.that(first.frames() >= 3);
        FeatureEncoder encoder = features(batch.config());
        for (int j = 0; j < batch.samples(); j++) {
            int sample = j;
            boolean heard = IntStream.range(0, first.frames()).anyMatch(t -> first.sees(t, sample));
            for (boolean changed : changed(encoder, batch.clip(0), j)) {
                assertEquals(heard, changed, "sample " + j);
            }
        }
    }
}
