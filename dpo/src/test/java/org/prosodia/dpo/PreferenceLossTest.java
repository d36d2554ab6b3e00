package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
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
        assertEquals(0, new PreferenceLoss.Hinge(0.5).derivative(2), 0.0, "at the kink the loss is paid off");
    }

    /** Numbers computed elsewhere in 60 digits, at margins from −1e300 to 1e300; the README beside the table says how. */
    @ParameterizedTest
    @CsvFileSource(resources = "preference_losses.csv", numLinesToSkip = 1)
    void valuesAndDerivativesAreTheRecordedOnes(String name, double beta, double labelSmoothing, double margin, double value,
            double derivative) {
        PreferenceLoss loss = switch (name) {
            case "sigmoid" -> PreferenceLoss.sigmoid(beta);
            case "cdpo" -> new PreferenceLoss.Sigmoidal(beta, labelSmoothing);
            case "robust" -> new PreferenceLoss.Robust(beta, labelSmoothing);
            case "ipo" -> new PreferenceLoss.Ipo(beta);
            case "hinge" -> new PreferenceLoss.Hinge(beta);
            default -> throw new IllegalArgumentException(name);
        };
        assertEquals(value, loss.value(margin), 4e-15 * Math.abs(value));
        assertEquals(derivative, loss.derivative(margin), 4e-15 * Math.abs(derivative));
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
}
