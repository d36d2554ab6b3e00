package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.testing.Close;

class ReduceTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @ParameterizedTest
    @CsvSource({"0, 1, 2, 35", "1, 2, 5, 7", "2, 10, 7, 1", "-1, 10, 7, 1", "-3, 1, 2, 35"})
    void sumMeanAndMaxRunOverOneAxis(int axis, int outer, int n, int inner) {
        int[] shape = {2, 5, 7};
        double[] x = Naive.random(1, outer * n * inner);
        double[] sum = new double[outer * inner];
        double[] max = new double[outer * inner];
        Arrays.fill(max, Double.NEGATIVE_INFINITY);
        for (int i = 0; i < x.length; i++) {
            int at = i / (n * inner) * inner + i % inner;
            sum[at] += x[i];
            max[at] = Math.max(max[at], x[i]);
        }
        double[] mean = Arrays.stream(sum).map(s -> s / n).toArray();
        for (DType dtype : DType.values()) {
            Tensor t = runtime.tensor(dtype, x, shape);
            for (boolean keepDim : new boolean[] {false, true}) {
                int[] reduced = Shapes.reduced(shape, axis < 0 ? axis + 3 : axis, keepDim);
                assertArrayEquals(reduced, t.sum(axis, keepDim).shape());
                Close.assertClose(sum, t.sum(axis, keepDim), "sum");
                assertArrayEquals(reduced, t.mean(axis, keepDim).shape());
                Close.assertClose(mean, t.mean(axis, keepDim), "mean");
                assertArrayEquals(reduced, t.max(axis, keepDim).shape());
                assertArrayEquals(max, t.max(axis, keepDim).toDoubles());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumToIsTheReverseOfBroadcasting(DType dtype) {
        int[] from = {2, 3, 4, 5};
        double[] x = Naive.random(1, 120);
        for (int[] to : new int[][] {{}, {5}, {1}, {4, 1}, {3, 1, 5}, {2, 1, 4, 1}, {1, 3, 1, 5}, {2, 3, 4, 5}, {3, 4, 5}}) {
            double[] expected = new double[Shapes.size(to)];
            for (int i = 0; i < x.length; i++) {
                expected[Naive.stretched(i, to, from)] += x[i];
            }
            Tensor y = runtime.tensor(dtype, x, from).sumTo(to);
            assertArrayEquals(to, y.shape());
            Close.assertClose(expected, y, Arrays.toString(to));
            double[] repeated = new double[120];
            Arrays.setAll(repeated, i -> y.toDoubles()[Naive.stretched(i, to, from)]);
            assertArrayEquals(repeated, y.expand(from).toDoubles());
        }
    }

    @ParameterizedTest
    @EnumSource
    void sumsOfNothingAreZero(DType dtype) {
        Tensor x = runtime.zeros(dtype, 2, 0, 3);
        assertEquals(0, x.sum().item());
        assertArrayEquals(new double[6], x.sum(1, false).toDoubles());
        assertEquals(0, x.sum(0, false).size());
        assertTrue(Double.isNaN(x.mean().item()));
    }

    @ParameterizedTest
    @EnumSource
    void theGradientOfMaxGoesToTheFirstPosition(DType dtype) {
        Tensor x = runtime.tensor(dtype, new double[] {1, 3, 3, Double.NaN, 5, Double.NaN}, 2, 3).requireGrad();
        x.max(1, false).backward(runtime.full(dtype, 1, 2), false);
        assertArrayEquals(new double[] {0, 1, 0, 1, 0, 0}, x.grad().toDoubles());
    }

    /** In F32, 16 million ones and more would stop growing if they were added one by one. */
    @ParameterizedTest
    @EnumSource
    void longSumsDoNotLoseSmallParts(DType dtype) {
        int n = (1 << 24) + 4;
        assertEquals(n, runtime.full(dtype, 1, 1).expand(n).sum().item());
    }
}
