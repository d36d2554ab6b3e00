package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferenceLossTest {

    @Test
    void haveTheirTextbookValues() {
        double right = Math.log(1 + Math.exp(-1));
        double wrong = Math.log(1 + Math.exp(1));
        assertEquals(right, PreferenceLoss.sigmoid(0.5).value(2), 1e-16);
        assertEquals(0.9 * right + 0.1 * wrong, new PreferenceLoss.Sigmoidal(0.5, 0.1).value(2), 1e-15);
        assertEquals((0.9 * right - 0.1 * wrong) / 0.8, new PreferenceLoss.Robust(0.5, 0.1).value(2), 1e-15);
        assertEquals(9, new PreferenceLoss.Ipo(0.1).value(2), 1e-15);
        assertEquals(0.8, new PreferenceLoss.Hinge(0.1).value(2), 1e-15);
        assertEquals(0, new PreferenceLoss.Hinge(0.1).value(20));
    }

    @Test
    void robustLossIsUnbiasedUnderFlippedLabels() {
        // E over labels that are wrong with probability ε: (1 − ε) L(m) + ε L(−m) is the loss of clean labels.
        PreferenceLoss robust = new PreferenceLoss.Robust(0.5, 0.2);
        assertEquals(PreferenceLoss.sigmoid(0.5).value(3), 0.8 * robust.value(3) + 0.2 * robust.value(-3), 1e-15);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void stayFiniteAtHugeMargins(PreferenceLoss loss) {
        for (double margin : new double[] {-1e4, 1e4}) {
            assertTrue(Double.isFinite(loss.value(margin)), loss + " at " + margin);
            assertTrue(Double.isFinite(loss.derivative(margin)), loss + " at " + margin);
        }
    }

    @Test
    void sigmoidLossIsLinearFarBelowAndVanishesFarAbove() {
        PreferenceLoss loss = PreferenceLoss.sigmoid(1);
        assertEquals(1e4, loss.value(-1e4));
        assertEquals(-1, loss.derivative(-1e4));
        assertEquals(0, loss.value(1e4));
        assertEquals(0, loss.derivative(1e4), 0.0);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void derivativeIsTheSlope(PreferenceLoss loss) {
        double h = 1e-5;
        for (double margin = -12.05; margin < 12; margin += 0.7) {
            double slope = (loss.value(margin + h) - loss.value(margin - h)) / (2 * h);
            assertEquals(slope, loss.derivative(margin), 1e-8 * (1 + Math.abs(slope)), loss + " at " + margin);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
    void refuseABetaThatIsNotPositive(double beta) {
        assertThrows(IllegalArgumentException.class, () -> PreferenceLoss.sigmoid(beta));
        assertThrows(IllegalArgumentException.class, () -> new PreferenceLoss.Robust(beta, 0));
        assertThrows(IllegalArgumentException.class, () -> new PreferenceLoss.Ipo(beta));
        assertThrows(IllegalArgumentException.class, () -> new PreferenceLoss.Hinge(beta));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 0.5, Double.NaN})
    void refuseLabelSmoothingThatLeavesNoPreference(double labelSmoothing) {
        assertThrows(IllegalArgumentException.class, () -> new PreferenceLoss.Sigmoidal(0.1, labelSmoothing));
        assertThrows(IllegalArgumentException.class, () -> new PreferenceLoss.Robust(0.1, labelSmoothing));
    }

    static Stream<PreferenceLoss> losses() {
        return Stream.of(PreferenceLoss.sigmoid(0.5), new PreferenceLoss.Sigmoidal(0.1, 0.2), new PreferenceLoss.Robust(0.7, 0.1),
                new PreferenceLoss.Ipo(0.3), new PreferenceLoss.Hinge(0.2));
    }
}
