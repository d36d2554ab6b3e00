package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.augment.Augmented;
import org.prosodia.pipeline.augment.Chance;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Preprocessor;

/** A clip that is soft and sad, then from one instant on loud and angry: whatever becomes of it, loud frames are angry ones. */
class SequenceTargetsTest {
    private static final int RATE = Preprocessor.SAMPLE_RATE;
    private static final double SECONDS = 1;
    private static final double STEP = 0.43;
    private static final double SOFT = 0.01;
    private static final int ANGER = 0;
    private static final int SADNESS = 2;

    @ParameterizedTest
    @CsvSource({"1, 0, 1", "1, 0.08, 1", "1, -0.15, 1", "0.6, 0, 1", "1, 0, 0.8", "1, 0, 1.3", "0.7, 0.1, 1.2", "0.5, -0.1, 0.7"})
    void targetsFollowTheSound(double crop, double shift, double speed) {
        Augmentation augmentation = new Augmentation(Chance.always(speed, speed), Chance.always(crop, crop), Chance.always(shift, shift),
                Chance.NEVER, Chance.NEVER, 0);
        int loud = 0;
        int soft = 0;
        for (long seed = 0; seed < 6; seed++) {
            Augmented heard = augmentation.apply(clip(), new Rng(seed));
            double[] targets = targets(heard);
            for (int t = 0; t < targets.length / 3; t++) {
                double level = level(heard.samples(), t);
                if (level > 20 * SOFT) {
                    assertEquals(0.9, targets[3 * t + ANGER] - targets[3 * t + SADNESS], 1e-6, "loud frame " + t + " of seed " + seed);
                    loud++;
                } else if (level > SOFT / 20) { // neither silence that was put there, nor the edge of something loud
                    assertEquals(-0.9, targets[3 * t + ANGER] - targets[3 * t + SADNESS], 1e-6, "soft frame " + t + " of seed " + seed);
                    soft++;
                }
            }
        }
        assertTrue(loud > 30 && soft > 30, loud + " loud frames, " + soft + " soft ones");
    }

    @Test
    void withoutAugmentationTheStepIsOnItsFrame() {
        double[] targets = targets(new Augmented(clip(), 0, 1));
        for (int t = 0; t < targets.length / 3; t++) {
            boolean before = FrameTimes.centre(t) < STEP;
            assertEquals(0.1 / 3 + (before ? 0 : 0.9), targets[3 * t + ANGER], 1e-6, "frame " + t);
            assertEquals(0.1 / 3, targets[3 * t + 1], 1e-6, "frame " + t);
            assertEquals(0.1 / 3 + (before ? 0.9 : 0), targets[3 * t + SADNESS], 1e-6, "frame " + t);
        }
    }

    /** Changes within half a millisecond. */
    private static Timeline truth() {
        return Timeline.ofMeans("step", SECONDS, Small.EMOTIONS, new double[] {0, STEP - 2.5e-4, STEP + 2.5e-4, SECONDS},
                new float[] {0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0});
    }

    private static float[] clip() {
        float[] samples = new float[(int) (SECONDS * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) ((i < STEP * RATE ? SOFT : 1) * Math.sin(2 * Math.PI * 700 * i / RATE));
        }
        return samples;
    }

    private static double[] targets(Augmented heard) {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            ModelFolder model = Small.model(runtime, Small.Family.LAYER, Head.FRAMES, LinkChoice.EXP, 0);
            ClipBatch batch = ClipBatch.of(List.of(heard.samples()), model.model(), model.preprocessor());
            return FrameTargets.of(List.of(truth()), List.of(heard), batch, FrameTimes.centres(batch.time()), 0.1);
        }
    }

    /** The quietest eighth of a frame, 0 where only part of it is loud. */
    private static double level(float[] samples, int frame) {
        int from = frame * FrameTimes.STRIDE;
        int part = FrameTimes.RECEPTIVE_FIELD / 8;
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int p = 0; p < 8; p++) {
            double peak = 0;
            for (int i = from + p * part; i < from + (p + 1) * part; i++) {
                peak = Math.max(peak, Math.abs(samples[i]));
            }
            least = Math.min(least, peak);
            most = Math.max(most, peak);
        }
        return least > 20 * SOFT ? least : most > 20 * SOFT ? 0 : least;
    }
}
