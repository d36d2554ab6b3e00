package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimplexTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0.5 -0.1 0.6 | share 1 of a mixture must be at least 0 and finite but is -0.1",
        "0.5 0.5 NaN  | share 2 of a mixture must be at least 0 and finite but is NaN",
        "0 Infinity 1 | share 1 of a mixture must be at least 0 and finite but is Infinity",
        "0.5 0.5 0.25 | the shares of a mixture must sum to 1 (within 0.001) but sum to 1.25",
        "0.5 0.5      | expected a mixture of 3 shares but found 2",
    })
    void namesWhatIsWrongWithAMixture(@ConvertWith(Row.class) double[] y, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Simplex.check(y, 3)).getMessage());
    }

    @Test
    void acceptsMixturesRoundedToSinglePrecision() {
        double[] y = {1 / 3f, 1 / 3f, 1 / 3f};
        assertSame(y, Simplex.check(y, 3));
    }

    @Test
    void smoothingMovesACornerInsideByAnEqualShareOfEpsilon() {
        assertArrayEquals(new double[] {0.025, 0.925, 0.025, 0.025}, Simplex.smooth(Simplex.oneHot(1, 4), 0.1), 1e-16);
    }

    @Test
    void smoothingByZeroAndOneAreTheTargetAndTheCentre() {
        double[] y = {0.2, 0.8};
        assertArrayEquals(y, Simplex.smooth(y, 0));
        assertArrayEquals(new double[] {0.5, 0.5}, Simplex.smooth(y, 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void refusesSmoothingOutsideZeroToOne(double epsilon) {
        assertThrows(IllegalArgumentException.class, () -> Simplex.smooth(new double[] {1, 0}, epsilon));
    }

    @Test
    void theFirstOfTheGreatestSharesIsDominant() {
        assertEquals(3, Simplex.dominant(Simplex.oneHot(3, 5)));
        assertEquals(1, Simplex.dominant(new double[] {0.2, 0.4, 0.4}));
    }
}
