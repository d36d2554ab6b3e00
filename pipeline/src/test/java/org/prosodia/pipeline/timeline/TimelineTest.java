package org.prosodia.pipeline.timeline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {
    private static final List<String> TWO = List.of("anger", "joy");
    private static final double[] TIMES = {1, 2};

    @Test
    void derivesMeanAndCertaintyFromAlpha() {
        Timeline timeline = Timeline.ofAlphas("a.wav", 3, TWO, TIMES, new float[] {1, 3, 6, 2});
        assertArrayEquals(new float[] {0.25f, 0.75f, 0.75f, 0.25f}, timeline.values());
        assertEquals(4, timeline.certainty(0));
        assertEquals(8, timeline.certainty(1));
        assertEquals(6, timeline.alpha(1, 0));
    }

    @Test
    void summarisesTheClipByTheAverageOfItsFramesUntilTold() {
        Timeline timeline = Timeline.ofMeans("a.wav", 3, TWO, TIMES, new float[] {0.2f, 0.8f, 0.6f, 0.4f});
        assertArrayEquals(new float[] {0.4f, 0.6f}, timeline.clip().values(), 1e-6f);
        assertArrayEquals(new float[] {0.25f, 0.75f}, timeline.withClip(EmotionVector.ofAlpha(1, 3)).clip().values());
    }

    @ParameterizedTest
    @CsvSource({"0, 0.2, 2", "1, 0.2, 2", "1.25, 0.3, 3", "1.5, 0.4, 4", "2, 0.6, 6", "9, 0.6, 6"})
    void interpolatesLinearlyAndHoldsTheEnds(double at, float anger, float certainty) {
        Timeline timeline = Timeline.ofMeans("a.wav", 3, TWO, TIMES, new float[] {0.2f, 0.8f, 0.6f, 0.4f}, new float[] {2, 6});
        Timeline there = timeline.interpolate(new double[] {at});
        assertEquals(anger, there.value(0, 0), 1e-6f);
        assertEquals(1 - anger, there.value(0, 1), 1e-6f);
        assertEquals(certainty, there.certainty(0), 1e-5f);
        assertEquals(anger * certainty, there.alpha(0, 0), 1e-5f);
    }

    @Test
    void interpolatingOntoItsOwnTimesChangesNothing() {
        float[] alpha = {1, 3, 6, 2};
        Timeline timeline = Timeline.ofAlphas("a.wav", 3, TWO, TIMES, alpha).interpolate(TIMES);
        assertEquals(6, timeline.alpha(1, 0), 1e-6f);
        assertEquals(0.75f, timeline.value(0, 1));
    }

    /** Frames at 1, 1.5, 2, 2.5 and 4 s; the surest are those at 1 and 2.5 s, and the one at 4 s is alone. */
    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "1.2, 1", "1.55, 1", "1.65, 1.5", "1.95, 2.5", "2.1, 2.5", "3.05, 2.5", "3.3, 4", "9, 4"})
    void theSurestFrameWithinReachSpeaksForAMoment(double at, double from) {
        double[] times = {1, 1.5, 2, 2.5, 4};
        Timeline timeline = Timeline.ofAlphas("a.wav", 5, TWO, times, new float[] {9, 1, 3, 2, 1, 1, 2, 14, 5, 4});
        Timeline surest = timeline.surest(0.6, new double[] {at});
        int frame = Arrays.binarySearch(times, from);
        assertEquals(timeline.alpha(frame, 0), surest.alpha(0, 0));
        assertEquals(timeline.value(frame, 1), surest.value(0, 1));
        assertEquals(timeline.certainty(frame), surest.certainty(0));
    }

    @Test
    void ofFramesThatAreEquallySureTheNearestSpeaks() {
        Timeline timeline = Timeline.ofMeans("a.wav", 3, TWO, TIMES, new float[] {1, 0, 0, 1});
        assertArrayEquals(new float[] {1, 0, 0, 1}, timeline.surest(2, new double[] {1.4, 1.6}).values());
        Timeline values = Timeline.ofValues("a.wav", 3, TWO, TIMES, new float[] {1, 0, 0, 1});
        assertThrows(IllegalStateException.class, () -> values.surest(2, TIMES));
    }

    @Test
    void interpolatesRawValuesOfDimensionalModels() {
        Timeline timeline = Timeline.ofValues("a.wav", 3, List.of("arousal"), TIMES, new float[] {-1, 3}).interpolate(new double[] {1.5});
        assertEquals(1, timeline.value(0, 0));
        assertFalse(timeline.isMixture());
    }

    @Test
    void putsFrameCentresWhereTheEncodersReceptiveFieldsAre() {
        assertArrayEquals(new double[] {0.0125, 0.0325, 0.0525}, FrameTimes.centres(3));
    }

    @Test
    void isNotChangedThroughArraysGivenOrTaken() {
        float[] alpha = {1, 3, 6, 2};
        Timeline timeline = Timeline.ofAlphas("a.wav", 3, TWO, TIMES, alpha);
        alpha[0] = 100;
        timeline.values()[0] = 100;
        timeline.times()[0] = 100;
        timeline.clip().values()[0] = 100;
        assertEquals(1, timeline.alpha(0, 0));
        assertEquals(0.25f, timeline.value(0, 0));
        assertEquals(1, timeline.time(0));
        assertEquals(0.5f, timeline.clip().value(0));
    }

    @Test
    void refusesWhatIsNoTimelineAndSaysWhy() {
        float[] alpha = {1, 3, 6, 2};
        refused("alpha of frame 1 (2.0 s): expected finite", () -> Timeline.ofAlphas("a", 3, TWO, TIMES, new float[] {1, 1, 1, Float.NaN}));
        refused("alpha of frame 0 (1.0 s): expected positive", () -> Timeline.ofAlphas("a", 3, TWO, TIMES, new float[] {0, 1, 1, 1}));
        refused("mean of frame 0 (1.0 s): expected shares that sum to 1",
                () -> Timeline.ofMeans("a", 3, TWO, TIMES, new float[] {0.5f, 0.6f, 0.5f, 0.5f}));
        refused("expected non-negative shares", () -> Timeline.ofMeans("a", 3, TWO, TIMES, new float[] {-0.5f, 1.5f, 0.5f, 0.5f}));
        refused("expected a positive mean and certainty, found 0.5 and 0.0",
                () -> Timeline.ofMeans("a", 3, TWO, TIMES, new float[] {0.5f, 0.5f, 0.5f, 0.5f}, new float[] {1, 0}));
        refused("expected [2, 2] = 4 numbers, found 3", () -> Timeline.ofAlphas("a", 3, TWO, TIMES, new float[3]));
        refused("strictly increasing", () -> Timeline.ofAlphas("a", 3, TWO, new double[] {2, 2}, alpha));
        refused("at least one frame", () -> Timeline.ofAlphas("a", 3, TWO, new double[0], new float[0]));
        refused("no two alike", () -> Timeline.ofAlphas("a", 3, List.of("joy", "joy"), TIMES, alpha));
        refused("duration", () -> Timeline.ofAlphas("a", Double.NaN, TWO, TIMES, alpha));
        refused("clip: expected 2 shares", () -> Timeline.ofAlphas("a", 3, TWO, TIMES, alpha).withClip(EmotionVector.ofValues(1, 2)));
        refused("window stride", () -> new Window(1, 0));
        assertThrows(IllegalStateException.class, () -> Timeline.ofMeans("a", 3, List.of("joy"), TIMES, new float[] {1, 1}).certainty(0));
    }

    @Test
    void holdsAnHourOfFramesWithoutTrouble() {
        int frames = 179_999;
        float[] alpha = new float[frames * 2];
        Arrays.fill(alpha, 1.5f);
        Timeline timeline = Timeline.ofAlphas("hour.wav", 3600, TWO, FrameTimes.centres(frames), alpha);
        assertEquals(0.02, timeline.frameSpacing().orElseThrow(), 1e-12);
        assertTrue(timeline.time(frames - 1) < 3600);
    }

    private static void refused(String message, Executable code) {
        String found = assertThrows(IllegalArgumentException.class, code).getMessage();
        assertTrue(found.contains(message), () -> "expected \"" + message + "\" in \"" + found + "\"");
    }
}
