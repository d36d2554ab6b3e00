package org.prosodia.pipeline.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.prosodia.pipeline.timeline.EmotionVector;

class ReliabilityTest {

    @Test
    void weighsTheGapsOfItsBinsByTheirClips() {
        List<ClipPrediction> predictions = new ArrayList<>();
        add(predictions, 0.875f, 4, 2);
        add(predictions, 0.625f, 6, 3);
        Reliability reliability = Reliability.of(predictions, 8);
        assertEquals((4 * 0.375 + 6 * 0.125) / 10, reliability.expectedCalibrationError(), 1e-15);
        assertEquals(6, reliability.bins().get(4).clips(), "0.625 closes its bin");
        assertEquals(0.5, reliability.bins().get(4).accuracy());
        assertEquals(0.625, reliability.bins().get(4).confidence());
        assertTrue(Double.isNaN(reliability.bins().get(0).accuracy()));
    }

    @Test
    void isZeroOfTheCalibratedAndAtWorstOne() {
        List<ClipPrediction> calibrated = new ArrayList<>();
        add(calibrated, 0.75f, 4, 3);
        add(calibrated, 1.0f, 3, 3);
        assertEquals(0, Reliability.of(calibrated).expectedCalibrationError(), 1e-6);
        List<ClipPrediction> sureAndWrong = new ArrayList<>();
        add(sureAndWrong, 1.0f, 3, 0);
        assertEquals(1, Reliability.of(sureAndWrong).expectedCalibrationError(), 1e-6);
    }

    @Test
    void needsABin() {
        assertThrows(IllegalArgumentException.class, () -> Reliability.of(List.of(), 0));
    }

    private static void add(List<ClipPrediction> predictions, float confidence, int clips, int correct) {
        for (int i = 0; i < clips; i++) {
            predictions.add(new ClipPrediction("clip", Optional.empty(), i < correct ? 0 : 1,
                    EmotionVector.ofMean(confidence, 1 - confidence)));
        }
    }
}
