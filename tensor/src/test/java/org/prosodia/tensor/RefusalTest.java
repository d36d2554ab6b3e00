package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.AdamStep;

/** What is not an op says by its name what it cannot combine; for ops their records do. */
class RefusalTest {
    private static final TensorRuntime RUNTIME = TensorRuntime.create("plain", 1);

    record Refusal(String message, Executable action) {
        @Override
        public String toString() {
            return message;
        }
    }

    private static Tensor zeros(int... shape) {
        return RUNTIME.zeros(DType.F64, shape);
    }

    private static final class Table {
        private final List<Refusal> rows = new ArrayList<>();

        Table row(String message, Executable action) {
            rows.add(new Refusal(message, action));
            return this;
        }
    }

    static List<Refusal> shapes() {
        return new Table()
                .row("assign: [2, 3] and [3, 2]: expected equal shapes", () -> zeros(2, 3).assign(zeros(3, 2)))
                .row("lerpInPlace: [2, 3] and [2, 1]: expected equal shapes", () -> zeros(2, 3).lerpInPlace(zeros(2, 1), 0.5))
                .row("adamStep: [2] and [3]: expected equal shapes",
                        () -> zeros(2).adamStep(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, false, 1), zeros(3), zeros(2)))
                .row("item: [2] has 2 elements, expected 1", () -> zeros(2).item())
                .row("dim: axis 1 is outside of shape [2]", () -> zeros(2).dim(1))
                .row("backward: [2] and [3]: the gradient must have the shape of the tensor",
                        () -> zeros(2).requireGrad().backward(zeros(3), false))
                .row("backward: a tensor of shape [2] needs a gradient; only one element does not", () -> zeros(2).requireGrad().backward())
                .row("tensor: [2, 2] needs 4 elements, found 3", () -> RUNTIME.tensor(new double[3], 2, 2))
                .row("shape: negative dimension in [2, -1]", () -> zeros(2, -1))
                .row("shape: [65536, 65536] has more than 2^31 - 1 elements", () -> zeros(65536, 65536))
                .row("mask: [3] needs 3 elements, found 2", () -> new Mask(new boolean[2], 3))
                .row("mask: length -1 of row 1 is negative", () -> Mask.ofLengths(new int[] {2, -1}, 3))
                .rows;
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shapesThatDoNotFitAreNamed(Refusal refusal) {
        assertEquals(refusal.message, assertThrows(ShapeException.class, refusal.action).getMessage());
    }

    @Test
    void tensorsOfAnotherDTypeOrRuntimeAreRefused() {
        AdamStep step = new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, false, 1);
        TensorRuntime other = TensorRuntime.create("plain", 1);
        for (Tensor strange : List.of(RUNTIME.zeros(DType.F32, 4), other.zeros(DType.F64, 4))) {
            for (Refusal refusal : new Table()
                    .row("backward", () -> zeros(4).requireGrad().backward(strange, false))
                    .row("lerpInPlace", () -> zeros(4).lerpInPlace(strange, 0.5))
                    .row("adamStep", () -> zeros(4).adamStep(step, strange, zeros(4)))
                    .row("adamStep", () -> zeros(4).adamStep(step, zeros(4), strange))
                    .rows) {
                String message = assertThrows(IllegalArgumentException.class, refusal.action).getMessage();
                assertTrue(message.startsWith(refusal.message + ": tensors of different runtimes or dtypes (F64, "), message);
            }
        }
    }

    static List<Refusal> values() {
        return new Table()
                .row("dropout: expected a probability in [0, 1], found 1.5", () -> zeros(2).dropout(1.5, new Rng(1)))
                .row("dropout: expected a probability in [0, 1], found NaN", () -> zeros(2).dropout(Double.NaN, new Rng(1)))
                .row("threads: expected at least 1, found 0", () -> TensorRuntime.create("plain", 0))
                .row("backend: expected auto, plain, vector or tornado, found 'gpu'", () -> TensorRuntime.create("gpu", 1))
                .rows;
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesOutsideOfTheirRangeAreNamed(Refusal refusal) {
        assertEquals(refusal.message, assertThrows(IllegalArgumentException.class, refusal.action).getMessage());
    }
}
