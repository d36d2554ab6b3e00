package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.Functions;

class ArithmeticTest {
    /** Shapes of x, y and z. */
    private static final List<int[][]> SHAPES = List.of(
            new int[][] {{}, {}, {}}, new int[][] {{7}, {7}, {7}}, new int[][] {{}, {3}, {3}}, new int[][] {{2, 3}, {}, {2, 3}},
            new int[][] {{4, 1, 3}, {2, 1}, {4, 2, 3}}, new int[][] {{1, 5}, {6, 1}, {6, 5}}, new int[][] {{2, 3, 4}, {4}, {2, 3, 4}},
            new int[][] {{2, 3, 4}, {3, 1}, {2, 3, 4}}, new int[][] {{3, 1, 2, 1, 4}, {5, 1, 3, 1}, {3, 5, 2, 3, 4}},
            new int[][] {{0}, {1}, {0}}, new int[][] {{2, 0, 3}, {1, 3}, {2, 0, 3}}, new int[][] {{1, 1}, {1}, {1, 1}});

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    record Op(String name, BinaryOperator<Tensor> tensors, DoubleBinaryOperator numbers) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Op> ops() {
        return Stream.of(
                new Op("add", Tensor::add, (x, y) -> x + y), new Op("sub", Tensor::sub, (x, y) -> x - y),
                new Op("mul", Tensor::mul, (x, y) -> x * y), new Op("div", Tensor::div, (x, y) -> x / y),
                new Op("maximum", Tensor::maximum, Math::max), new Op("minimum", Tensor::minimum, Math::min));
    }

    @ParameterizedTest
    @MethodSource("ops")
    void operandsBroadcastAsInNumPy(Op op) {
        for (DType dtype : DType.values()) {
            for (int[][] shapes : SHAPES) {
                double[] x = Naive.random(1, Shapes.size(shapes[0]));
                double[] y = Naive.random(2, Shapes.size(shapes[1]));
                Tensor z = op.tensors.apply(runtime.tensor(dtype, x, shapes[0]), runtime.tensor(dtype, y, shapes[1]));
                assertArrayEquals(shapes[2], z.shape());
                double[] expected = Naive.zip(op.numbers, x, shapes[0], y, shapes[1], shapes[2]);
                // A single operation on numbers of the dtype is correctly rounded.
                double[] rounded = dtype == DType.F64 ? expected : Arrays.stream(expected).map(v -> (float) v).toArray();
                assertArrayEquals(rounded, z.toDoubles(), dtype + " " + Arrays.deepToString(shapes));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersWorkAsTensorsOfOneElement(DType dtype) {
        Tensor x = runtime.tensor(dtype, new double[] {-1, 0.5, 3}, 3);
        assertArrayEquals(new double[] {1.5, 3, 5.5}, x.add(2.5).toDoubles());
        assertArrayEquals(new double[] {2, -1, -6}, x.mul(-2).toDoubles());
        assertArrayEquals(new double[] {1, -0.5, -3}, x.neg().toDoubles());
        assertArrayEquals(new double[] {-1, 0.125, 27}, x.pow(3).toDoubles());
        assertArrayEquals(new double[] {-0.5, 0.5, 1}, x.clamp(-0.5, 1).toDoubles());
        assertSame(dtype, x.add(1).dtype());
    }

    @ParameterizedTest
    @EnumSource
    void functionsAreComputedInDoubleAndRoundedOnce(Functions f) {
        double[] x = {0.25, 0.5, 1, 1.75, 4};
        double[] expected = Arrays.stream(x).map(f::value).toArray();
        assertArrayEquals(expected, runtime.tensor(x, 5).map(f).toDoubles());
        assertArrayEquals(Arrays.stream(expected).map(v -> (float) v).toArray(), runtime.tensor(DType.F32, x, 5).map(f).toDoubles());
    }

    @ParameterizedTest
    @EnumSource
    void notANumberSpreads(DType dtype) {
        Tensor x = runtime.tensor(dtype, new double[] {Double.NaN, 1, 2, Double.NaN}, 4);
        Tensor y = runtime.tensor(dtype, new double[] {1, Double.NaN, 2, Double.NaN}, 4);
        for (Op op : ops().toList()) {
            double[] z = op.tensors.apply(x, y).toDoubles();
            for (int i = 0; i < z.length; i++) {
                assertEquals(i != 2, Double.isNaN(z[i]), op.name + " of element " + i);
            }
        }
        assertEquals(Double.NaN, x.clamp(0, 1).toDoubles()[0]);
        assertEquals(Double.NaN, x.map(Functions.RELU).toDoubles()[0]);
        assertEquals(Double.NaN, x.sum().item());
        assertEquals(Double.NaN, x.max(0, false).item());
        assertEquals(Double.NaN, x.softmax().toDoubles()[1]);
        assertEquals(0, x.maskedFill(new Mask(new boolean[] {true, false, false, true}, 4), 0).toDoubles()[0]);
    }

    @Test
    void equalOperandsShareTheGradientOfTheirMaximumAndMinimum() {
        for (BinaryOperator<Tensor> op : List.<BinaryOperator<Tensor>>of(Tensor::maximum, Tensor::minimum)) {
            Tensor x = runtime.tensor(new double[] {2}, 1).requireGrad();
            Tensor y = runtime.tensor(new double[] {2}, 1).requireGrad();
            op.apply(x, y).backward();
            assertEquals(0.5, x.grad().item());
            assertEquals(0.5, y.grad().item());
        }
    }

    @Test
    void theGradientOfClampPassesAtItsBounds() {
        Tensor x = runtime.tensor(new double[] {-2, -1, 0, 1, 2}, 5).requireGrad();
        x.clamp(-1, 1).sum().backward();
        assertArrayEquals(new double[] {0, 1, 1, 1, 0}, x.grad().toDoubles());
    }

    @Test
    void powersHaveGradientsAtZero() {
        for (double[] pAndSlope : new double[][] {{0, 0}, {1, 1}, {2, 0}, {3, 0}}) {
            Tensor x = runtime.tensor(new double[] {0}, 1).requireGrad();
            x.pow(pAndSlope[0]).backward();
            assertEquals(pAndSlope[1], x.grad().item(), "exponent " + pAndSlope[0]);
        }
    }
}
