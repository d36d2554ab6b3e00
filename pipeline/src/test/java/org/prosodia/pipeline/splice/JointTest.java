package org.prosodia.pipeline.splice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.spectrum.Tones;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;

class JointTest {
    private static final int FADE = 3200;

    @Test
    void clipsFollowEachOtherAndOverlapByTheFade() {
        SplicedClip clip = joined(FADE, 16_000, 20_000, 12_000);
        assertEquals(16_000 + 20_000 + 12_000 - 2 * FADE, clip.samples().length);
        assertEquals(List.of(new Segment("0", List.of(1.0, 0.0, 0.0), 0, 16_000, 0, FADE),
                new Segment("1", List.of(0.0, 1.0, 0.0), 12_800, 32_800, FADE, FADE),
                new Segment("2", List.of(0.0, 0.0, 1.0), 29_600, 41_600, FADE, 0)), clip.segments());
        assertArrayEquals(new double[] {0.9, 1.95}, clip.changePoints(), 1e-12);
    }

    @Test
    void theTruthIsTheClipWhereItIsAloneAndGoesOverWithinTheFade() {
        SplicedClip clip = joined(FADE, 16_000, 20_000, 12_000);
        assertArrayEquals(new double[] {1, 0, 0}, clip.mixture(0));
        assertArrayEquals(new double[] {1, 0, 0}, clip.mixture(0.7999));
        assertArrayEquals(new double[] {0.5, 0.5, 0}, clip.mixture(0.9), 1e-9, "the change point");
        double quarter = Math.pow(Math.sin(Math.PI / 8), 2);
        assertArrayEquals(new double[] {1 - quarter, quarter, 0}, clip.mixture(0.85), 1e-9);
        assertArrayEquals(new double[] {0, 1, 0}, clip.mixture(1.0001), 1e-9);
        assertArrayEquals(new double[] {0, 0, 1}, clip.mixture(2.6));
    }

    @Test
    void theTimelineStandsAtTheModelsFrames() {
        SplicedClip clip = joined(FADE, 16_000, 20_000);
        Timeline truth = clip.trueTimeline(List.of("a", "b", "c"));
        assertArrayEquals(FrameTimes.centres(102), truth.times());
        assertEquals(clip.duration(), truth.duration());
        assertEquals("id", truth.audio());
        for (int t = 0; t < truth.frameCount(); t++) {
            assertEquals(clip.mixture(truth.time(t))[1], truth.value(t, 1), 1e-6);
        }
    }

    /** Tones that are not in phase add up in power, as voices do. */
    @ParameterizedTest
    @CsvSource({"3200", "8000", "0"})
    void thePowerStaysTheSameThroughTheFade(int fade) {
        float[] samples = joined(fade, 24_000, 24_000).samples();
        for (int from = 0; from + 1600 <= samples.length; from += 400) {
            assertEquals(0.02, ActiveLevel.meanPower(samples, from, from + 1600), 0.0005, "from " + from);
        }
    }

    @Test
    void aShortClipIsNeverFadedInAndOutAtOnce() {
        SplicedClip clip = joined(FADE, 16_000, 1001, 16_000);
        assertEquals(500, clip.segments().get(1).fadeIn());
        assertEquals(500, clip.segments().get(1).fadeOut());
        for (int i = 0; i < clip.samples().length; i++) {
            double[] mixture = clip.mixture(i / 16_000.0);
            assertEquals(1, mixture[0] + mixture[1] + mixture[2], 1e-9);
        }
    }

    @Test
    void aSumThatWouldBeClippedIsTurnedDownAsAWhole() {
        List<Joint.Part> parts = List.of(part(0, Tones.sine(500, 1.5, 8000)), part(1, Tones.sine(500, 0.75, 8000)));
        float[] samples = Joint.of("id", "speaker", parts, 0).samples();
        float first = 0;
        float second = 0;
        for (int i = 0; i < 7000; i++) {
            first = Math.max(first, Math.abs(samples[i]));
            second = Math.max(second, Math.abs(samples[samples.length - 1 - i]));
        }
        assertEquals(0.99, first, 1e-4);
        assertEquals(first / 2, second, 1e-4);
    }

    @Test
    void sharesOfAMixedLabelStay() {
        ManifestEntry mixed = ManifestEntry.of("mixed", Path.of("a.wav")).withVotes(new EmotionVotes(List.of(3.0, 1.0, 0.0)));
        SplicedClip clip = Joint.of("id", "s", List.of(new Joint.Part(mixed, new float[1600]), part(2, new float[1600])), 0);
        assertArrayEquals(new double[] {0.75, 0.25, 0}, clip.mixture(0.05));
        assertTrue(clip.changePoints()[0] == 0.1);
    }

    private static SplicedClip joined(int fade, int... lengths) {
        List<Joint.Part> parts = new ArrayList<>();
        for (int p = 0; p < lengths.length; p++) {
            parts.add(part(p, Tones.sine(500 + 730 * p, 0.2, lengths[p])));
        }
        return Joint.of("id", "speaker", parts, fade);
    }

    private static Joint.Part part(int emotion, float[] samples) {
        return new Joint.Part(ManifestEntry.of(emotion + "", Path.of(emotion + ".wav")).withVotes(EmotionVotes.label(emotion, 3)), samples);
    }
}
