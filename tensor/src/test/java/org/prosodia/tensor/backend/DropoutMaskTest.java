package org.prosodia.tensor.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.Rng;

class DropoutMaskTest {
    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 0x1p-53, 0.1, 0.5, 0.9, 1})
    void dropsWhereTheGeneratorDrawsLessThanP(double p) {
        Rng rng = new Rng(11);
        DropoutMask mask = new DropoutMask(p, rng.state());
        for (int i = 0; i < 1000; i++) {
            assertEquals(rng.nextDouble() < p ? 0 : 1 / (1 - p), mask.factor(i));
        }
    }

    @Test
    void aPartOfAMaskBeginsWhereItIsToldTo() {
        DropoutMask mask = new DropoutMask(0.5, 3);
        for (long i = 0; i < 100; i++) {
            assertEquals(mask.factor(5_000_000_000L + i), mask.from(5_000_000_000L).factor(i));
        }
    }

    @Test
    void dropsNothingOnlyForZero() {
        assertTrue(new DropoutMask(0, 5).isNone());
        assertFalse(new DropoutMask(Double.MIN_VALUE, 5).isNone());
        assertEquals(1, DropoutMask.NONE.factor(3));
    }
}
