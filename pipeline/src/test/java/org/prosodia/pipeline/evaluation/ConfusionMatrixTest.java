package org.prosodia.pipeline.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.timeline.EmotionVector;

class ConfusionMatrixTest {
    private static final List<String> THREE = List.of("anger", "joy", "neutral");
    /** Rows are the truth; scikit-learn's {@code recall_score} and kin give the figures below for it. */
    private static final ConfusionMatrix MATRIX = ConfusionMatrix.of(THREE, new long[][] {{8, 2, 0}, {1, 3, 0}, {3, 0, 3}});

    @Test
    void givesTheFiguresOfTheField() {
        assertEquals(14.0 / 20, MATRIX.accuracy(), 1e-15);
        assertEquals((0.8 + 0.75 + 0.5) / 3, MATRIX.unweightedAverageRecall(), 1e-15);
        assertEquals(8.0 / 12, MATRIX.precision(0), 1e-15);
        assertEquals(3.0 / 5, MATRIX.precision(1), 1e-15);
        assertEquals(1.0, MATRIX.precision(2), 1e-15);
        assertEquals(2 * 0.8 * (8.0 / 12) / (0.8 + 8.0 / 12), MATRIX.f1(0), 1e-15);
        assertEquals((8.0 / 11 + 2.0 / 3 + 2.0 / 3) / 3, MATRIX.macroF1(), 1e-15);
        assertEquals(20, MATRIX.total());
    }

    @Test
    void leavesLabelsWithoutClipsOutOfAverages() {
        ConfusionMatrix matrix = ConfusionMatrix.of(THREE, new long[][] {{3, 1, 0}, {0, 0, 0}, {0, 0, 0}});
        assertEquals(0.75, matrix.unweightedAverageRecall(), 1e-15);
        assertTrue(Double.isNaN(matrix.recall(1)) && Double.isNaN(matrix.precision(2)) && Double.isNaN(matrix.f1(2)));
        assertEquals(0, matrix.f1(1), "predicted once, and wrongly");
        assertTrue(Double.isNaN(ConfusionMatrix.of(THREE, new long[3][3]).accuracy()));
    }

    @Test
    void countsPredictionsByTheirGreatestShare() {
        ConfusionMatrix matrix = ConfusionMatrix.of(THREE, List.of(prediction("a", "ann", 0, 0.6f, 0.3f, 0.1f),
                prediction("b", "ann", 0, 0.2f, 0.4f, 0.4f), prediction("c", "bea", 2, 0.2f, 0.2f, 0.6f)));
        assertEquals("ConfusionMatrix[anger, joy, neutral][[1, 1, 0], [0, 0, 0], [0, 0, 1]]", matrix.toString());
    }

    @Test
    void tellsSpeakersApart() {
        List<ClipPrediction> predictions = List.of(prediction("a", "bea", 0, 0.6f, 0.3f, 0.1f),
                prediction("b", "ann", 1, 0.6f, 0.3f, 0.1f), prediction("c", "ann", 0, 0.6f, 0.3f, 0.1f),
                new ClipPrediction("d", Optional.empty(), 0, EmotionVector.ofMean(1, 0, 0)));
        assertEquals(List.of(new SpeakerAccuracy("ann", 2, 0.5), new SpeakerAccuracy("bea", 1, 1)), SpeakerAccuracy.of(predictions));
    }

    @Test
    void isShownAsATableInEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("""
                    truth      anger      joy  neutral   recall  precision       F1
                    anger          8        2        0    0.800      0.667    0.727
                    joy            1        3        0    0.750      0.600    0.667
                    neutral        3        0        3    0.500      1.000    0.667
                    accuracy 0.700, unweighted average recall 0.683, macro F1 0.687, 20 clips
                    """, MATRIX.toText());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void isWrittenAsCsv() {
        ConfusionMatrix matrix = ConfusionMatrix.of(List.of("joy, loud", "\"calm\""), new long[][] {{1, 2}, {3, 4}});
        assertEquals("truth,\"joy, loud\",\"\"\"calm\"\"\"\r\n\"joy, loud\",1,2\r\n\"\"\"calm\"\"\",3,4\r\n", matrix.toCsv());
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(THREE, new long[2][3]));
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(THREE, new long[][] {{1, 2, 3}, {1, 2}, {1, 2, 3}}));
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(THREE, new long[][] {{1, 2, 3}, {1, -2, 3}, {1, 2, 3}}));
        assertEquals("a.wav: truth: expected a label from 0 to 2, found 3",
                assertThrows(IllegalArgumentException.class, () -> prediction("a.wav", "ann", 3, 1, 0, 0)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new ClipPrediction("a", Optional.empty(), 0, EmotionVector.ofValues(1, 2)));
        assertThrows(IllegalArgumentException.class,
                () -> ConfusionMatrix.of(List.of("joy", "fear"), List.of(prediction("a", "ann", 0, 1, 0, 0))));
    }

    private static ClipPrediction prediction(String clip, String speaker, int truth, float... mean) {
        return new ClipPrediction(clip, Optional.of(speaker), truth, EmotionVector.ofMean(mean));
    }
}
