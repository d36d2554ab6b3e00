package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.math.LogGamma;

class RisingFactorialTest {

    private static final double EULER = 0.57721566490153286;

    @Test
    void isTheProductOfItsFactors() {
        assertEquals(Math.log(2.5 * 3.5 * 4.5), RisingFactorial.log(2.5, 3), 1e-15);
        assertEquals(1 / 2.5 + 1 / 3.5 + 1 / 4.5, RisingFactorial.derivative(2.5, 3), 1e-15);
        assertEquals(-1 / (2.5 * 2.5) - 1 / (3.5 * 3.5) - 1 / (4.5 * 4.5), RisingFactorial.secondDerivative(2.5, 3), 1e-15);
    }

    /** Where the difference of two lnΓ or ψ would keep few digits. */
    @Test
    void ofALargeNumberKeepsItsDigits() {
        double a = 1e6;
        assertEquals(Math.log(a) + Math.log(a + 1), RisingFactorial.log(a, 2), 1e-14);
        assertEquals(1 / a + 1 / (a + 1), RisingFactorial.derivative(a, 2), 1e-21);
        assertEquals(-1 / (a * a) - 1 / ((a + 1) * (a + 1)), RisingFactorial.secondDerivative(a, 2), 1e-27);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 1, 1e6})
    void withoutFactorsIsOne(double a) {
        assertEquals(0, RisingFactorial.log(a, 0));
        assertEquals(0, RisingFactorial.derivative(a, 0));
        assertEquals(0, RisingFactorial.secondDerivative(a, 0));
    }

    /** Γ(n + 1) / Γ(1) = n!, whose derivatives are the harmonic numbers: n may be as large as any count. */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1_000_000, Integer.MAX_VALUE})
    void fromOneIsTheFactorial(int n) {
        double log = LogGamma.value(n + 1.0);
        assertEquals(log, RisingFactorial.log(1, n), 1e-14 * log);
        // The harmonic numbers to terms in x^−6 and x^−5, for x = n + ½.
        double x = n + 0.5;
        assertEquals(Math.log(x) + EULER + 1 / (24 * x * x) - 7 / (960 * x * x * x * x), RisingFactorial.derivative(1, n), 1e-13);
        assertEquals(1 / x - 1 / (12 * x * x * x) - Math.PI * Math.PI / 6, RisingFactorial.secondDerivative(1, n), 1e-13);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 1, 50})
    void manyFactorsContinueTheTermByTermSums(double a) {
        assertEquals(RisingFactorial.log(a, 1000) + Math.log(a + 1000), RisingFactorial.log(a, 1001), 1e-10);
        assertEquals(RisingFactorial.derivative(a, 1000) + 1 / (a + 1000), RisingFactorial.derivative(a, 1001), 1e-10);
        assertEquals(RisingFactorial.secondDerivative(a, 1000), RisingFactorial.secondDerivative(a, 1001), 2e-6);
    }
}
