package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.testing.Close;

class MatMulTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** Around the block sizes of the product (512 columns, depth 256, four rows at a time) and ragged. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 1", "1, 7, 3", "5, 1, 4", "3, 5, 2", "7, 9, 8", "2, 513, 5", "3, 511, 257", "1, 1030, 515", "33, 31, 1", "4, 4, 256",
        "3, 0, 2", "0, 3, 2", "3, 2, 0"
    })
    void productsOfAllSizesFollowTheDefinition(int m, int n, int k) {
        double[] a = Naive.random(1, m * k);
        double[] b = Naive.random(2, k * n);
        for (boolean ta : new boolean[] {false, true}) {
            for (boolean tb : new boolean[] {false, true}) {
                double[] expected = new double[m * n];
                Naive.matmul(a, 0, ta, b, 0, tb, expected, 0, m, n, k);
                for (DType dtype : DType.values()) {
                    Tensor at = runtime.tensor(dtype, a, ta ? new int[] {k, m} : new int[] {m, k});
                    Tensor bt = runtime.tensor(dtype, b, tb ? new int[] {n, k} : new int[] {k, n});
                    Tensor c = at.matmul(bt, ta, tb);
                    assertArrayEquals(new int[] {m, n}, c.shape());
                    Close.assertClose(expected, c, dtype + " " + ta + " " + tb);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void leadingAxesBroadcast(DType dtype) {
        int[][][] batches = {
            {{3}, {3}, {3}}, {{3}, {}, {3}}, {{}, {2, 3}, {2, 3}}, {{2, 1}, {1, 3}, {2, 3}}, {{4, 1, 2}, {3, 1}, {4, 3, 2}}, {{0}, {1}, {0}}
        };
        for (int[][] batch : batches) {
            int[] as = join(batch[0], 3, 4);
            int[] bs = join(batch[1], 4, 5);
            double[] a = Naive.random(1, Shapes.size(as));
            double[] b = Naive.random(2, Shapes.size(bs));
            double[] expected = new double[Shapes.size(batch[2]) * 15];
            for (int i = 0; i < Shapes.size(batch[2]); i++) {
                int at = 12 * Naive.stretched(i, batch[0], batch[2]);
                int bt = 20 * Naive.stretched(i, batch[1], batch[2]);
                Naive.matmul(a, at, false, b, bt, false, expected, 15 * i, 3, 5, 4);
            }
            Tensor c = runtime.tensor(dtype, a, as).matmul(runtime.tensor(dtype, b, bs));
            assertArrayEquals(join(batch[2], 3, 5), c.shape());
            Close.assertClose(expected, c, Arrays.deepToString(batch));
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "5, 3, 7", "2, 517, 3", "9, 2, 300", "0, 3, 2"})
    void linearIsAProductWithTheTransposedWeightPlusBias(int rows, int in, int out) {
        double[] x = Naive.random(1, rows * in);
        double[] w = Naive.random(2, out * in);
        double[] bias = Naive.random(3, out);
        double[] product = new double[rows * out];
        Naive.matmul(x, 0, false, w, 0, true, product, 0, rows, out, in);
        double[] shifted = Naive.zip(Double::sum, product, new int[] {rows, out}, bias, new int[] {out}, new int[] {rows, out});
        for (DType dtype : DType.values()) {
            Tensor xt = runtime.tensor(dtype, x, 1, rows, in);
            Tensor wt = runtime.tensor(dtype, w, out, in);
            Tensor y = xt.linear(wt, runtime.tensor(dtype, bias, out));
            assertArrayEquals(new int[] {1, rows, out}, y.shape());
            Close.assertClose(shifted, y, dtype + " with bias");
            Close.assertClose(product, xt.linear(wt, null), dtype + " without bias");
        }
    }

    private static int[] join(int[] batch, int rows, int columns) {
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        shape[batch.length] = rows;
        shape[batch.length + 1] = columns;
        return shape;
    }
}
