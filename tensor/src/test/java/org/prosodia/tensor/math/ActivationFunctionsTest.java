package org.prosodia.tensor.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.prosodia.tensor.math.Accuracy.assertRelative;
import static org.prosodia.tensor.math.Accuracy.assertScaled;

import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivationFunctionsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "activations.csv", useHeadersInDisplayName = true)
    void keepTheirStatedAccuracyOnEightyDigitValues(double x, double gelu, double geluDerivative, double erf, double erfc,
            double softplus, double sigmoid, double logSigmoid) {
        assertScaled(gelu, Gelu.value(x), 1e-15);
        assertScaled(geluDerivative, Gelu.derivative(x), 1e-15);
        assertRelative(erf, Erf.value(x), 1e-15);
        assertRelative(erfc, Erfc.value(x), 1e-15);
        assertRelative(softplus, Softplus.value(x), 1e-15);
        assertRelative(sigmoid, Sigmoid.value(x), 1e-15);
        assertRelative(logSigmoid, LogSigmoid.value(x), 1e-15);
    }

    @Test
    void errorFunctionsAgreeWithCommonsNumbersOnRandomPoints() {
        randomPoints(6).forEach(x -> {
            assertRelative(org.apache.commons.numbers.gamma.Erf.value(x), Erf.value(x), 2e-15);
            assertRelative(org.apache.commons.numbers.gamma.Erfc.value(x), Erfc.value(x), 2e-15);
        });
    }

    @Test
    void derivativesAreTheSlopesOfTheValues() {
        randomPoints(8).forEach(x -> {
            assertScaled(slope(Gelu::value, x), Gelu.derivative(x), 1e-8);
            assertScaled(slope(Sigmoid::value, x), Sigmoid.derivative(x), 1e-8);
            assertScaled(slope(Softplus::value, x), Softplus.derivative(x), 1e-8);
            assertScaled(slope(LogSigmoid::value, x), LogSigmoid.derivative(x), 1e-8);
        });
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e4, 1e308, Double.POSITIVE_INFINITY})
    void neitherOverflowNorLoseTheirLimitsFarOut(double x) {
        assertEquals(x, Softplus.value(x));
        assertEquals(0, Softplus.value(-x));
        assertEquals(-x, LogSigmoid.value(-x));
        assertEquals(-0.0, LogSigmoid.value(x));
        assertEquals(1, Sigmoid.value(x));
        assertEquals(0, Sigmoid.value(-x));
        assertEquals(1, Erf.value(x));
        assertEquals(-1, Erf.value(-x));
        assertEquals(0, Erfc.value(x));
        assertEquals(2, Erfc.value(-x));
        assertEquals(x, Gelu.value(x));
    }

    @Test
    void passNaNThrough() {
        for (DoubleUnaryOperator f : new DoubleUnaryOperator[] {
            Erf::value, Erfc::value, Gelu::value, Gelu::derivative, Sigmoid::value, Softplus::value, LogSigmoid::value}) {
            assertEquals(Double.NaN, f.applyAsDouble(Double.NaN));
        }
    }

    private static double slope(DoubleUnaryOperator f, double x) {
        double h = 1e-5;
        return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
    }

    private static DoubleStream randomPoints(double range) {
        return new Random(21).doubles(20_000, -range, range);
    }
}
