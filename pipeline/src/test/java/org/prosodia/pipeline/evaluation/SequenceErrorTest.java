package org.prosodia.pipeline.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;

class SequenceErrorTest {
    private static final List<String> THREE = List.of("anger", "joy", "neutral");

    @Test
    void comparesTheInterpolatedPredictionAtTheTrueTimes() {
        Timeline predicted = timeline("a.wav", THREE, new double[] {1, 2}, 0.2f, 0.8f, 0, 0.6f, 0.2f, 0.2f);
        Timeline truth = timeline("a.wav", THREE, new double[] {0.5, 1.25}, 0.2f, 0.8f, 0, 0.5f, 0.5f, 0);
        SequenceError error = SequenceError.of(predicted, truth);
        // At 0.5 s the first frame holds; at 1.25 s the prediction is (0.3, 0.65, 0.05).
        assertEquals(0.2 / 2, error.perEmotion().get(0), 1e-7);
        assertEquals(0.15 / 2, error.perEmotion().get(1), 1e-7);
        assertEquals(0.05 / 2, error.perEmotion().get(2), 1e-7);
        assertEquals((0.2 + 0.15 + 0.05) / 6, error.mae(), 1e-7);
        assertEquals((0.2 + 0.15) / 4, error.maeWithoutNeutral(), 1e-7, "the neutral channel dropped, nothing renormalised");
        assertEquals(2, error.frames());
    }

    @Test
    void isZeroOfTheTruthItself() {
        Timeline truth = Timelines.random("a.wav", Timelines.SIX, 50, 1);
        SequenceError error = SequenceError.of(truth, truth);
        assertEquals(0, error.mae());
        assertEquals(0, error.klDivergence(), 1e-12);
    }

    @Test
    void matchesEmotionsByName() {
        Timeline predicted = timeline("a.wav", List.of("neutral", "joy", "anger"), new double[] {1}, 0.1f, 0.2f, 0.7f);
        assertEquals(0, SequenceError.of(predicted, timeline("a.wav", THREE, new double[] {1}, 0.7f, 0.2f, 0.1f)).mae(), 1e-7);
    }

    @Test
    void divergesFromTheTruthToThePredictionAndNeverWithoutBound() {
        Timeline sure = timeline("a.wav", THREE, new double[] {1}, 1, 0, 0);
        Timeline half = timeline("a.wav", THREE, new double[] {1}, 0.5f, 0.5f, 0);
        double high = 0.99 + 0.01 / 3;
        double middle = 0.495 + 0.01 / 3;
        double low = 0.01 / 3;
        assertEquals(high * Math.log(high / middle) + low * Math.log(low / middle), SequenceError.of(half, sure).klDivergence(), 1e-9);
        assertEquals(middle * Math.log(middle / high) + middle * Math.log(middle / low), SequenceError.of(sure, half).klDivergence(), 1e-9);
        Timeline opposite = timeline("a.wav", THREE, new double[] {1}, 0, 0, 1);
        double worst = SequenceError.of(opposite, sure).klDivergence();
        assertTrue(worst > 5 && worst < Math.log(3 / SequenceError.KL_SMOOTHING), "found " + worst);
        assertEquals(2.0 / 3, SequenceError.of(opposite, sure).mae(), 1e-7, "the most there is with three emotions");
    }

    @Test
    void averagesOverClipsAndKeepsThemForPairs() {
        SequenceErrors errors = new SequenceErrors(List.of(error("a", 10, 0.1, 0.3), error("b", 30, 0.5, 0.5)));
        assertEquals(0.35, errors.mae(), 1e-15);
        assertEquals(0.3, errors.maeWithoutNeutral(), 1e-15);
        assertEquals((10 * 0.2 + 30 * 0.5) / 40, errors.maeOverFrames(), 1e-15);
        assertEquals(List.of(0.3, 0.4), errors.perEmotion());
        SequenceErrors better = new SequenceErrors(List.of(error("a", 10, 0.1, 0.1), error("b", 30, 0.1, 0.1)));
        assertArrayEquals(new double[] {-0.1, -0.4}, better.differences(errors, SequenceError::mae), 1e-15);
    }

    @Test
    void refusesWhatCannotBeComparedAndSaysWhy() {
        Timeline truth = timeline("a.wav", THREE, new double[] {1, 9}, 1, 0, 0, 1, 0, 0);
        refused("expected true times within the predicted audio, 0 to 3.000 s, found 1.000 to 9.000 s",
                () -> SequenceError.of(Timeline.ofMeans("a.wav", 3, THREE, new double[] {1}, new float[] {1, 0, 0}), truth));
        refused("expected a prediction of [anger, joy, neutral], found one of [anger, joy, fear]",
                () -> SequenceError.of(timeline("a.wav", List.of("anger", "joy", "fear"), new double[] {1}, 1, 0, 0), truth));
        refused("expected mixtures of emotions, found the raw values of [arousal, dominance, valence]",
                () -> SequenceError.of(Timelines.dimensional(), truth));
        refused("expected at least one, found none", () -> new SequenceErrors(List.of()));
        SequenceErrors one = new SequenceErrors(List.of(error("a", 1, 0, 0)));
        refused("clip 0: expected a of both, found b",
                () -> one.differences(new SequenceErrors(List.of(error("b", 1, 0, 0))), SequenceError::mae));
        refused("clips: expected the same 1, found 2", () -> one.differences(
                new SequenceErrors(List.of(error("a", 1, 0, 0), error("b", 1, 0, 0))), SequenceError::mae));
    }

    private static SequenceError error(String audio, int frames, double joy, double neutral) {
        return new SequenceError(audio, frames, List.of("joy", "neutral"), List.of(joy, neutral), 0);
    }

    private static Timeline timeline(String audio, List<String> emotions, double[] times, float... means) {
        return Timeline.ofMeans(audio, 10, emotions, times, means);
    }

    private static void refused(String message, Executable code) {
        String found = assertThrows(IllegalArgumentException.class, code).getMessage();
        assertTrue(found.contains(message), () -> "expected \"" + message + "\" in \"" + found + "\"");
    }
}
