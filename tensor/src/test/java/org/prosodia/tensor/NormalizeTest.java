package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.testing.Close;

/** Layer and group norm, softmax and log-softmax. */
class NormalizeTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @ParameterizedTest(name = "batch {0}, time {1}, {2} channels, {3} groups")
    @CsvSource({"1, 1, 1, 1", "2, 7, 6, 1", "2, 7, 6, 2", "3, 5, 6, 6", "1, 101, 9, 3", "0, 4, 2, 1"})
    void groupNormFollowsTheDefinition(int batch, int time, int channels, int groups) {
        double[] x = Naive.random(1, batch * time * channels);
        double[] gamma = Naive.random(2, channels);
        double[] beta = Naive.random(3, channels);
        double[] expected = Naive.groupNorm(x, gamma, beta, batch, time, channels, groups, 1e-3);
        for (DType dtype : DType.values()) {
            Tensor y = runtime.tensor(dtype, x, batch, time, channels)
                    .groupNorm(runtime.tensor(dtype, gamma, channels), runtime.tensor(dtype, beta, channels), groups, 1e-3);
            Close.assertClose(expected, y, dtype.toString());
        }
    }

    /** A row of layer norm is a group norm of one frame with one group. */
    @ParameterizedTest
    @CsvSource({"1, 1", "5, 7", "3, 513", "0, 4"})
    void layerNormFollowsTheDefinition(int rows, int channels) {
        double[] x = Naive.random(1, rows * channels);
        double[] gamma = Naive.random(2, channels);
        double[] beta = Naive.random(3, channels);
        double[] expected = Naive.groupNorm(x, gamma, beta, rows, 1, channels, 1, 1e-3);
        for (DType dtype : DType.values()) {
            Tensor y = runtime.tensor(dtype, x, rows, 1, channels)
                    .layerNorm(runtime.tensor(dtype, gamma, channels), runtime.tensor(dtype, beta, channels), 1e-3);
            Close.assertClose(expected, y, dtype.toString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aConstantRowIsNormalisedToTheBias(DType dtype) {
        Tensor one = runtime.full(dtype, 1, 4);
        Tensor y = runtime.full(dtype, 1000.25, 2, 4).layerNorm(one, one.mul(0.5), 1e-5);
        assertArrayEquals(new double[] {0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5}, y.toDoubles());
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "4, 7", "2, 1025"})
    void softmaxAndItsLogarithmFollowTheDefinition(int rows, int n) {
        double[] x = Naive.random(1, rows * n);
        double[] expected = x.clone();
        for (int r = 0; r < rows; r++) {
            Naive.softmax(expected, r * n, n);
        }
        double[] logarithms = Arrays.stream(expected).map(Math::log).toArray();
        for (DType dtype : DType.values()) {
            Tensor t = runtime.tensor(dtype, x, rows, n);
            Close.assertClose(expected, t.softmax(), dtype + " softmax");
            Close.assertClose(logarithms, t.logSoftmax(), dtype + " logSoftmax");
        }
    }

    @ParameterizedTest
    @EnumSource
    void softmaxBearsLargeAndInfiniteScores(DType dtype) {
        Tensor x = runtime.tensor(dtype, new double[] {1e30, 1e30, -1e30, Double.NEGATIVE_INFINITY}, 4);
        assertArrayEquals(new double[] {0.5, 0.5, 0, 0}, x.softmax().toDoubles());
        double[] log = x.logSoftmax().toDoubles();
        assertEquals(-Math.log(2), log[0], 1e-7);
        assertEquals(Double.NEGATIVE_INFINITY, log[3]);
        Tensor nothing = runtime.full(dtype, Double.NEGATIVE_INFINITY, 2);
        assertTrue(Double.isNaN(nothing.softmax().toDoubles()[0]));
    }

    @ParameterizedTest
    @EnumSource
    void axesOfSizeZeroAreNormalisedToNothing(DType dtype) {
        Tensor x = runtime.zeros(dtype, 3, 0);
        Tensor none = runtime.zeros(dtype, 0);
        for (Tensor y : new Tensor[] {x.softmax(), x.logSoftmax(), x.layerNorm(none, none, 1e-5)}) {
            assertArrayEquals(new int[] {3, 0}, y.shape());
        }
    }
}
