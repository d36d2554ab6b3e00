package org.prosodia.tensor.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.prosodia.tensor.math.Accuracy.assertRelative;
import static org.prosodia.tensor.math.Accuracy.assertScaled;

import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GammaFunctionsTest {

    @ParameterizedTest
    @CsvFileSource(resources = "gamma.csv", useHeadersInDisplayName = true)
    void keepTheirStatedAccuracyOnEightyDigitValues(double x, double lgamma, double digamma, double trigamma) {
        assertRelative(lgamma, LogGamma.value(x), 1e-15);
        assertScaled(digamma, Digamma.value(x), 1e-15);
        assertRelative(trigamma, Trigamma.value(x), 1e-15);
    }

    @Test
    void agreeWithCommonsNumbersOnRandomPoints() {
        randomPoints().forEach(x -> {
            assertScaled(org.apache.commons.numbers.gamma.LogGamma.value(x), LogGamma.value(x), 5e-15);
            // This oracle is the coarser one: it cuts Stirling's series short, and below 10^-5 it drops ψ's term π²x/6.
            assertScaled(org.apache.commons.numbers.gamma.Digamma.value(x) + (x < 1e-5 ? Math.PI * Math.PI * x / 6 : 0),
                    Digamma.value(x), 1e-11);
            assertRelative(org.apache.commons.numbers.gamma.Trigamma.value(x), Trigamma.value(x), 1e-9);
        });
    }

    @Test
    void remaindersCompleteTheLeadingPartsOfStirling() {
        randomPoints().forEach(x -> {
            double log = Math.log(x);
            assertScaled(LogGamma.value(x), x * (log - 1) + LogGamma.remainder(x), 5e-15);
            assertScaled(Digamma.value(x), log + Digamma.remainder(x), 5e-15);
        });
    }

    @Test
    void remaindersKeepTheirDigitsWhereTheLeadingPartsAreHuge() {
        assertRelative(0.5 * Math.log(2 * Math.PI / 1e9) + 1 / 12e9, LogGamma.remainder(1e9), 1e-15);
        assertRelative(-0.5e-9 - 1e-18 / 12, Digamma.remainder(1e9), 1e-15);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.5, -1.25, -1e-6, -7.9, -20.3, -0.999})
    void followTheRecurrenceOnNegativeNumbers(double x) {
        assertScaled(LogGamma.value(x + 1), LogGamma.value(x) + Math.log(-x), 1e-13);
        assertScaled(Digamma.value(x + 1), Digamma.value(x) + 1 / x, 1e-9);
        assertRelative(Trigamma.value(x), Trigamma.value(x + 1) + 1 / (x * x), 1e-10);
    }

    @Test
    void haveTheirLimitsAtPolesAndInfinity() {
        assertEquals(Double.POSITIVE_INFINITY, LogGamma.value(0));
        assertEquals(Double.POSITIVE_INFINITY, LogGamma.value(-3));
        assertEquals(Double.POSITIVE_INFINITY, LogGamma.value(Double.POSITIVE_INFINITY));
        assertEquals(Double.NEGATIVE_INFINITY, Digamma.value(0));
        assertEquals(Double.POSITIVE_INFINITY, Digamma.value(-0.0));
        assertEquals(Double.NaN, Digamma.value(-2));
        assertEquals(Double.POSITIVE_INFINITY, Digamma.value(Double.POSITIVE_INFINITY));
        assertEquals(Double.POSITIVE_INFINITY, Trigamma.value(0));
        assertEquals(Double.POSITIVE_INFINITY, Trigamma.value(-2));
        assertEquals(0, Trigamma.value(Double.POSITIVE_INFINITY));
    }

    @Test
    void passNaNThrough() {
        assertEquals(Double.NaN, LogGamma.value(Double.NaN));
        assertEquals(Double.NaN, Digamma.value(Double.NaN));
        assertEquals(Double.NaN, Trigamma.value(Double.NaN));
    }

    @ParameterizedTest
    @MethodSource("seams")
    void areContinuousWhereOneExpansionHandsOverToAnother(double seam) {
        double below = Math.nextDown(seam);
        assertScaled(LogGamma.value(seam), LogGamma.value(below), 2e-15);
        assertScaled(Digamma.value(seam), Digamma.value(below), 2e-15);
        assertRelative(Trigamma.value(seam), Trigamma.value(below), 4e-15);
    }

    static DoubleStream seams() {
        return DoubleStream.of(0.5, 1.5, 2.5, StirlingSeries.MIN_X);
    }

    /** Log-uniform in 10^−8 … 10^8. */
    private static DoubleStream randomPoints() {
        Random random = new Random(20);
        return DoubleStream.generate(() -> Math.pow(10, 16 * random.nextDouble() - 8)).limit(20_000);
    }
}
