package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class GradientNormTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    private Tensor withGradient(double... gradient) {
        Tensor x = runtime.zeros(DType.F64, gradient.length).requireGrad();
        x.backward(runtime.tensor(gradient, gradient.length), false);
        return x;
    }

    /** √(3² + 4² + 12²) = 13. */
    @Test
    void theNormOfAllGradientsTogetherIsBroughtDownToTheGreatestAllowed() {
        Tensor a = withGradient(3, -4);
        Tensor b = withGradient(12);
        Tensor without = runtime.zeros(DType.F64, 2).requireGrad();
        assertEquals(13, GradientNorm.clip(List.of(a, without, b), 6.5));
        double factor = 6.5 / (13 + 1e-6);
        assertArrayEquals(new double[] {3 * factor, -4 * factor}, a.grad().toDoubles());
        assertArrayEquals(new double[] {12 * factor}, b.grad().toDoubles());
        assertNull(without.grad());
        assertEquals(6.5, GradientNorm.of(List.of(a, b)), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {13.1, 1e9, Double.POSITIVE_INFINITY})
    void smallGradientsStayAsTheyAre(double max) {
        Tensor a = withGradient(3, -4, 12);
        assertEquals(13, GradientNorm.clip(List.of(a), max));
        assertArrayEquals(new double[] {3, -4, 12}, a.grad().toDoubles());
        assertEquals(0, GradientNorm.clip(List.of(), 1));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aNormThatIsNotFiniteIsGivenBackAndNothingIsChanged(double broken) {
        Tensor a = withGradient(3, -4);
        Tensor b = withGradient(1, broken);
        assertEquals(Math.abs(broken), GradientNorm.clip(List.of(a, b), 1));
        assertArrayEquals(new double[] {3, -4}, a.grad().toDoubles());
        assertArrayEquals(new double[] {1, broken}, b.grad().toDoubles());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void theGreatestNormIsPositive(double max) {
        assertThrows(IllegalArgumentException.class, () -> GradientNorm.clip(List.of(), max));
    }

    /** The mean over 8 rows is the mean of the means over 4 and 4: backward adds gradients up. */
    @Test
    void twoHalfBatchesOfScaledLossAreOneBatch() {
        Tensor x = runtime.normal(DType.F64, 0, 1, new Rng(1), 8, 5);
        Tensor whole = runtime.normal(DType.F64, 0, 1, new Rng(2), 3, 5).requireGrad();
        Tensor halves = whole.copy().requireGrad();
        x.linear(whole, null).pow(2).mean().backward();
        for (int half = 0; half < 2; half++) {
            x.slice(0, 4 * half, 4).linear(halves, null).pow(2).mean().mul(0.5).backward();
        }
        assertArrayEquals(whole.grad().toDoubles(), halves.grad().toDoubles(), 1e-14);
        assertEquals(GradientNorm.clip(List.of(whole), 0.1), GradientNorm.clip(List.of(halves), 0.1), 1e-14);
        assertArrayEquals(whole.grad().toDoubles(), halves.grad().toDoubles(), 1e-14);
    }
}
