package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.TensorRuntime;

/** Targets that cannot be learnt are refused before anything is, with the clip's name. */
class TargetsTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    private ClipTask clips(LinkChoice link, double smoothing, double... target) {
        return new ClipTask(Small.model(runtime, Small.Family.LAYER, Head.CLIP, link, 0), Small.labelled(0, 2),
                List.of(Example.of("held", "", Small.sound(2), target)), smoothing, Augmentation.NONE);
    }

    private SequenceTask sequences(LinkChoice link, double smoothing, Timeline target) {
        return new SequenceTask(Small.model(runtime, Small.Family.LAYER, Head.FRAMES, link, 0),
                List.of(Example.of("first", "", Small.sound(2), target)), List.of(), smoothing, Augmentation.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EXP     | 0.1  | 1    | 0 | 1   | clip held: the shares of a mixture must sum to 1
            SOFTMAX | 0.1  | -1   | 1 | 1   | clip held: share 0 of a mixture must be at least 0 and finite but is -1.0
            EXP     | 0.1  | NaN  | 0 | 1   | clip held: share 0 of a mixture must be at least 0 and finite but is NaN
            EXP     | 0    | 0.5  | 0 | 0.5 | clip clip0: expected positive shares
            SOFTMAX | 1.5  | 0.5  | 0 | 0.5 | clip clip0: target smoothing must be between 0 and 1 but is 1.5
            EXP     | -0.1 | 0.5  | 0 | 0.5 | clip clip0: target smoothing must be between 0 and 1 but is -0.1
            """)
    void labels(LinkChoice link, double smoothing, double a, double b, double c, String message) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> clips(link, smoothing, a, b, c));
        assertTrue(refused.getMessage().startsWith(message), refused.getMessage());
    }

    @Test
    void labelsOfAnotherNumber() {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> clips(LinkChoice.EXP, 0.1, 0.5, 0.5));
        assertTrue(refused.getMessage().startsWith("clip held: expected a mixture of 3 shares but found 2"), refused.getMessage());
    }

    @Test
    void crossEntropyNeedsNoSmoothing() {
        assertDoesNotThrow(() -> clips(LinkChoice.SOFTMAX, 0, 1, 0, 0));
        assertDoesNotThrow(() -> sequences(LinkChoice.SOFTMAX, 0, Small.timeline(0, 0.1)));
    }

    @Test
    void timelinesOfOtherEmotionsInAnotherOrderOrOnTheEdge() {
        double[] times = {0};
        refused(0.05, Timeline.ofMeans("t", 1, List.of("joy", "anger", "sadness"), times, new float[] {1, 0, 0}),
                "clip first: expected a timeline of mixtures of [anger, joy, sadness], found mixtures of [joy, anger, sadness]");
        refused(0.05, Timeline.ofMeans("t", 1, List.of("anger", "joy"), times, new float[] {1, 0}), "found mixtures of [anger, joy]");
        refused(0.05, Timeline.ofValues("t", 1, Small.EMOTIONS, times, new float[] {1, 0, 0}), "found raw values of [anger");
        refused(0, Timeline.ofMeans("t", 1, Small.EMOTIONS, times, new float[] {1, 0, 0}), "clip first: expected positive shares");
    }

    private void refused(double smoothing, Timeline target, String message) {
        Exception refused = assertThrows(IllegalArgumentException.class, () -> sequences(LinkChoice.EXP, smoothing, target));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
    }
}
