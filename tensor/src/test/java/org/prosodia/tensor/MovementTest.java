package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Ops that move, repeat or replace elements. */
class MovementTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    /** 0, 1, 2, …: each element is its own position. */
    private Tensor positions(DType dtype, int... shape) {
        double[] x = new double[Shapes.size(shape)];
        Arrays.setAll(x, i -> i);
        return runtime.tensor(dtype, x, shape);
    }

    private static void assertTensor(int[] shape, double[] elements, Tensor actual) {
        assertArrayEquals(shape, actual.shape());
        assertArrayEquals(elements, actual.toDoubles());
    }

    @ParameterizedTest
    @EnumSource
    void reshapeSharesMemoryAndInfersOneDimension(DType dtype) {
        Tensor x = positions(dtype, 3, 4);
        assertTensor(new int[] {2, 6}, x.toDoubles(), x.reshape(2, -1));
        assertTensor(new int[] {12}, x.toDoubles(), x.reshape(-1));
        assertSame(x.memory(), x.reshape(6, 2).memory());
        assertNotSame(x.memory(), x.copy().memory());
        assertTensor(new int[] {0, 3}, new double[0], runtime.zeros(dtype, 3, 0).reshape(-1, 3));
    }

    @ParameterizedTest
    @EnumSource
    void permuteMovesAxes(DType dtype) {
        int[] shape = {2, 3, 4, 5};
        Tensor x = positions(dtype, shape);
        int[] strides = {60, 20, 5, 1};
        for (int[] axes : new int[][] {{0, 1, 2, 3}, {3, 2, 1, 0}, {0, 2, 1, 3}, {1, 0, 3, 2}, {2, 3, 0, 1}}) {
            int[] moved = Arrays.stream(axes).map(a -> shape[a]).toArray();
            double[] expected = new double[120];
            for (int i = 0; i < 120; i++) {
                int rest = i;
                for (int d = 3; d >= 0; d--) {
                    expected[i] += rest % moved[d] * strides[axes[d]];
                    rest /= moved[d];
                }
            }
            assertTensor(moved, expected, x.permute(axes));
        }
    }

    @ParameterizedTest
    @EnumSource
    void sliceAndPadWorkOnAnyAxis(DType dtype) {
        Tensor x = positions(dtype, 2, 3);
        assertTensor(new int[] {1, 3}, new double[] {3, 4, 5}, x.slice(0, 1, 1));
        assertTensor(new int[] {2, 2}, new double[] {1, 2, 4, 5}, x.slice(-1, 1, 2));
        assertTensor(new int[] {2, 0}, new double[0], x.slice(1, 3, 0));
        assertTensor(new int[] {2, 6}, new double[] {0, 0, 0, 1, 2, 0, 0, 0, 3, 4, 5, 0}, x.pad(1, 2, 1));
        assertTensor(new int[] {3, 3}, new double[] {0, 0, 0, 0, 1, 2, 3, 4, 5}, x.pad(0, 1, 0));
        assertTensor(new int[] {2, 2}, new double[4], runtime.zeros(dtype, 0, 2).pad(0, 1, 1));
    }

    @ParameterizedTest
    @EnumSource
    void concatPutsPartsOneAfterTheOther(DType dtype) {
        Tensor x = positions(dtype, 2, 2);
        Tensor y = positions(dtype, 2, 1).add(10);
        assertTensor(new int[] {2, 3}, new double[] {0, 1, 10, 2, 3, 11}, Tensor.concat(1, x, y));
        assertTensor(new int[] {2, 3}, new double[] {10, 0, 1, 11, 2, 3}, Tensor.concat(-1, y, x, runtime.zeros(dtype, 2, 0)));
        assertTensor(new int[] {4, 2}, new double[] {0, 1, 2, 3, 0, 1, 2, 3}, Tensor.concat(0, x, x));
        assertTensor(new int[] {2, 2}, x.toDoubles(), Tensor.concat(0, x));
    }

    @ParameterizedTest
    @EnumSource
    void rowsAreSelectedAndAddedByIndex(DType dtype) {
        Tensor x = positions(dtype, 3, 2);
        assertTensor(new int[] {4, 2}, new double[] {4, 5, 0, 1, 4, 5, 2, 3}, x.indexSelect(2, 0, 2, 1));
        assertTensor(new int[] {0, 2}, new double[0], x.indexSelect());
        Tensor source = runtime.tensor(dtype, new double[] {10, 20, 30, 40, 50, 60}, 3, 2);
        assertTensor(new int[] {3, 2}, new double[] {30, 41, 2, 3, 64, 85}, x.indexAdd(source, 2, 0, 2));
        assertTensor(new int[] {3, 2}, new double[] {0, 1, 2, 3, 4, 5}, x);
        assertTensor(new int[] {3, 1}, new double[] {1, 2, 5}, x.gather(new int[] {1, 0, 1}, 1));
        assertTensor(new int[] {3, 3}, new double[] {0, 0, 1, 3, 2, 3, 4, 4, 4}, x.gather(new int[] {0, 0, 1, 1, 0, 1, 0, 0, 0}, 3));
    }

    @ParameterizedTest
    @EnumSource
    void maskedElementsAreReplaced(DType dtype) {
        Tensor x = positions(dtype, 2, 3);
        assertTensor(new int[] {2, 3}, new double[] {-1, 1, 2, 3, -1, 5},
                x.maskedFill(new Mask(new boolean[] {true, false, false, false, true, false}, 2, 3), -1));
        assertTensor(new int[] {2, 3}, new double[] {0, 1, 9, 3, 4, 9}, x.maskedFill(new Mask(new boolean[] {false, false, true}, 3), 9));
        assertTensor(new int[] {2, 3}, new double[] {9, 9, 9, 3, 4, 5}, x.maskedFill(new Mask(new boolean[] {true, false}, 2, 1), 9));
    }

    @Test
    void anIndexMayBeReusedBeforeBackward() {
        int[] index = {2, 2};
        Tensor x = positions(DType.F64, 3).requireGrad();
        Tensor source = positions(DType.F64, 2).requireGrad();
        Tensor y = x.indexSelect(index).indexAdd(source, index[0] - 2, index[1] - 1);
        Arrays.fill(index, 0);
        y.sum().backward();
        assertArrayEquals(new double[] {0, 0, 2}, x.grad().toDoubles());

        int[] reused = {1, 1};
        Tensor added = x.detach().requireGrad().indexAdd(source, reused);
        source.zeroGrad();
        Arrays.fill(reused, 0);
        added.mul(runtime.tensor(new double[] {5, 7, 9}, 3)).sum().backward();
        assertArrayEquals(new double[] {7, 7}, source.grad().toDoubles());
    }

    @ParameterizedTest
    @EnumSource
    void dropoutKeepsTheExpectation(DType dtype) {
        int n = 100_000;
        double[] y = runtime.full(dtype, 1, n).dropout(0.2, new Rng(1)).toDoubles();
        double standardDeviation = Math.sqrt(0.2 * 0.8 / n);
        assertEquals(0.2, Arrays.stream(y).filter(v -> v == 0).count() / (double) n, 4 * standardDeviation);
        assertArrayEquals(new double[] {1.25}, Arrays.stream(y).filter(v -> v != 0).distinct().toArray());
        assertEquals(0, runtime.full(dtype, 1, 5).dropout(1, new Rng(1)).sum().item());
    }
}
