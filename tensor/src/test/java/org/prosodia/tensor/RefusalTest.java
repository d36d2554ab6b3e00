package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.AdamStep;

/** Every op says by its name what it cannot combine. */
class RefusalTest {
    private static final TensorRuntime RUNTIME = TensorRuntime.create("plain", 1);
    private static final String CONV1D = ": expected [B, T, C] and [O, K, C / groups], groups dividing O";
    private static final String ATTENTION = ": expected [B, T, C], [B, S, C] twice, heads dividing C";

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
        Mask mask = new Mask(new boolean[4], 4);
        return new Table()
                .row("add: [2, 3] and [4]: dimensions must be equal or 1, found 3 and 4", () -> zeros(2, 3).add(zeros(4)))
                .row("sub: [2, 3] and [3, 3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2, 3).sub(zeros(3, 3)))
                .row("mul: [5] and [0]: dimensions must be equal or 1, found 5 and 0", () -> zeros(5).mul(zeros(0)))
                .row("div: [2] and [3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2).div(zeros(3)))
                .row("maximum: [2] and [3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2).maximum(zeros(3)))
                .row("minimum: [2] and [3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2).minimum(zeros(3)))
                .row("sum: axis 2 is outside of shape [2, 3]", () -> zeros(2, 3).sum(2, false))
                .row("sum: axis 0 is outside of shape []", () -> zeros().sum(0, false))
                .row("mean: axis -3 is outside of shape [2, 3]", () -> zeros(2, 3).mean(-3, false))
                .row("max: axis 1 is outside of shape [2]", () -> zeros(2).max(1, false))
                .row("max: axis 1 of [2, 0] is empty", () -> zeros(2, 0).max(1, false))
                .row("sumTo: [4] and [2, 3]: dimensions must be equal or 1, found 4 and 3", () -> zeros(2, 3).sumTo(4))
                .row("sumTo: [2, 3] does not broadcast to [3]", () -> zeros(3).sumTo(2, 3))
                .row("expand: [2, 3] and [4]: dimensions must be equal or 1, found 3 and 4", () -> zeros(2, 3).expand(4))
                .row("expand: [2, 3] does not broadcast to [3]", () -> zeros(2, 3).expand(3))
                .row("reshape: [2, 3] to [4, 2]: sizes differ", () -> zeros(2, 3).reshape(4, 2))
                .row("reshape: [2, 3] to [4, -1]: sizes differ", () -> zeros(2, 3).reshape(4, -1))
                .row("reshape: [2, 3] to [-1, -1]: sizes differ", () -> zeros(2, 3).reshape(-1, -1))
                .row("reshape: [2, 3] to [-2, -3]: sizes differ", () -> zeros(2, 3).reshape(-2, -3))
                .row("reshape: [2, 0] to [0, -1]: sizes differ", () -> zeros(2, 0).reshape(0, -1))
                .row("reshape: [2] to [65536, 65536, -1]: sizes differ", () -> zeros(2).reshape(65536, 65536, -1))
                .row("permute: [0, 0] is no permutation of the axes of [2, 3]", () -> zeros(2, 3).permute(0, 0))
                .row("permute: [0, -1] is no permutation of the axes of [2, 3]", () -> zeros(2, 3).permute(0, -1))
                .row("permute: [0] is no permutation of the axes of [2, 3]", () -> zeros(2, 3).permute(0))
                .row("slice: [1, 4) of axis 1 of [2, 3]", () -> zeros(2, 3).slice(1, 1, 3))
                .row("slice: [-1, 0) of axis 1 of [2, 3]", () -> zeros(2, 3).slice(1, -1, 1))
                .row("slice: [1, 2147483648) of axis 1 of [2, 3]", () -> zeros(2, 3).slice(1, 1, Integer.MAX_VALUE))
                .row("pad: negative padding -1, 0", () -> zeros(2, 3).pad(1, -1, 0))
                .row("pad: axis 5 is outside of shape [2, 3]", () -> zeros(2, 3).pad(5, 1, 0))
                .row("concat: [2, 3] and [3, 3]: all dimensions but axis 1 must be equal", () -> Tensor.concat(1, zeros(2, 3), zeros(3, 3)))
                .row("concat: [2, 3] and [3]: all dimensions but axis 1 must be equal", () -> Tensor.concat(1, zeros(2, 3), zeros(3)))
                .row("concat: [2] and []: all dimensions but axis 0 must be equal", () -> Tensor.concat(0, zeros(2), zeros()))
                .row("concat: [2] and [2, 2]: all dimensions but axis 0 must be equal", () -> Tensor.concat(0, zeros(2), zeros(2, 2)))
                .row("concat: axis 0 is outside of shape []", () -> Tensor.concat(0, zeros(), zeros()))
                .row("concat: expected at least one tensor", () -> Tensor.concat(0))
                .row("indexSelect: index 2 outside of the first axis of [2, 3]", () -> zeros(2, 3).indexSelect(0, 2))
                .row("indexSelect: index -1 outside of the first axis of [2, 3]", () -> zeros(2, 3).indexSelect(-1))
                .row("indexSelect: a scalar has no rows", () -> zeros().indexSelect(0))
                .row("indexAdd: source [2, 2] for [2, 3]: expected [1, 3]", () -> zeros(2, 3).indexAdd(zeros(2, 2), 0))
                .row("indexAdd: index 2 outside of the first axis of [2, 3]", () -> zeros(2, 3).indexAdd(zeros(1, 3), 2))
                .row("gather: 3 indices for [2, 3], expected 2 x 1", () -> zeros(2, 3).gather(new int[3], 1))
                .row("gather: 0 indices for [3, 0], expected 3 x 2", () -> zeros(3, 0).gather(new int[0], 2))
                .row("gather: index 3 outside of the last axis of [2, 3]", () -> zeros(2, 3).gather(new int[] {0, 3}, 1))
                .row("gather: axis -1 is outside of shape []", () -> zeros().gather(new int[1], 1))
                .row("maskedFill: [2, 3] and [4]: dimensions must be equal or 1, found 3 and 4", () -> zeros(2, 3).maskedFill(mask, 0))
                .row("maskedFill: mask [4] does not broadcast to [1]", () -> zeros(1).maskedFill(mask, 0))
                .row("matmul: [2, 3] and [2, 3]: inner dimensions differ", () -> zeros(2, 3).matmul(zeros(2, 3)))
                .row("matmul: [2, 3]ᵀ and [2, 3]ᵀ: inner dimensions differ", () -> zeros(2, 3).matmul(zeros(2, 3), true, true))
                .row("matmul: [3] and [3, 2]: expected at least two axes each", () -> zeros(3).matmul(zeros(3, 2)))
                .row("matmul: [2] and [3]: dimensions must be equal or 1, found 2 and 3", () -> zeros(2, 4, 5).matmul(zeros(3, 5, 4)))
                .row("linear: [2, 3] with weight [5, 4]: the last axis must be the weight's second",
                        () -> zeros(2, 3).linear(zeros(5, 4), null))
                .row("linear: [] with weight [5, 4]: the last axis must be the weight's second", () -> zeros().linear(zeros(5, 4), null))
                .row("linear: bias [3] with weight [5, 3]", () -> zeros(2, 3).linear(zeros(5, 3), zeros(3)))
                .row("conv1d: input [1, 9, 3] and weight [4, 2, 2] with 1 groups" + CONV1D,
                        () -> zeros(1, 9, 3).conv1d(zeros(4, 2, 2), null, 1, 1))
                .row("conv1d: input [1, 9, 4] and weight [5, 2, 2] with 2 groups" + CONV1D,
                        () -> zeros(1, 9, 4).conv1d(zeros(5, 2, 2), null, 1, 2))
                .row("conv1d: input [9, 3] and weight [4, 2, 3] with 1 groups" + CONV1D,
                        () -> zeros(9, 3).conv1d(zeros(4, 2, 3), null, 1, 1))
                .row("conv1d: input [1, 2, 3] has fewer frames than the kernel of [4, 3, 3], or stride 1 is below 1",
                        () -> zeros(1, 2, 3).conv1d(zeros(4, 3, 3), null, 1, 1))
                .row("conv1d: input [1, 5, 3] has fewer frames than the kernel of [4, 3, 3], or stride 0 is below 1",
                        () -> zeros(1, 5, 3).conv1d(zeros(4, 3, 3), null, 0, 1))
                .row("conv1d: bias [3] with weight [4, 3, 3]", () -> zeros(1, 5, 3).conv1d(zeros(4, 3, 3), zeros(3), 1, 1))
                .row("layerNorm: [2, 3] with weight [2] and bias [3]: expected both to have the size of the last axis",
                        () -> zeros(2, 3).layerNorm(zeros(2), zeros(3), 1e-5))
                .row("layerNorm: [] with weight [1] and bias [1]: expected both to have the size of the last axis",
                        () -> zeros().layerNorm(zeros(1), zeros(1), 1e-5))
                .row("groupNorm: [1, 2, 4] with weight [4] and bias [2]: expected both to have the size of the last axis",
                        () -> zeros(1, 2, 4).groupNorm(zeros(4), zeros(2), 1, 1e-5))
                .row("groupNorm: [1, 2, 4] with 3 groups: expected [B, T, C], groups dividing C",
                        () -> zeros(1, 2, 4).groupNorm(zeros(4), zeros(4), 3, 1e-5))
                .row("groupNorm: [2, 4] with 2 groups: expected [B, T, C], groups dividing C",
                        () -> zeros(2, 4).groupNorm(zeros(4), zeros(4), 2, 1e-5))
                .row("softmax: axis -1 is outside of shape []", () -> zeros().softmax())
                .row("logSoftmax: axis -1 is outside of shape []", () -> zeros().logSoftmax())
                .row("attention: queries [1, 2, 4], keys [1, 3, 6], values [1, 3, 6], heads 2" + ATTENTION,
                        () -> zeros(1, 2, 4).attention(zeros(1, 3, 6), zeros(1, 3, 6), 2, null, 0, null))
                .row("attention: queries [1, 2, 4], keys [1, 3, 4], values [1, 2, 4], heads 2" + ATTENTION,
                        () -> zeros(1, 2, 4).attention(zeros(1, 3, 4), zeros(1, 2, 4), 2, null, 0, null))
                .row("attention: queries [1, 2, 4], keys [1, 3, 4], values [1, 3, 4], heads 3" + ATTENTION,
                        () -> zeros(1, 2, 4).attention(zeros(1, 3, 4), zeros(1, 3, 4), 3, null, 0, null))
                .row("attention: mask [4] for keys [1, 4, 4]",
                        () -> zeros(1, 2, 4).attention(zeros(1, 4, 4), zeros(1, 4, 4), 2, mask, 0, null))
                .row("assign: [2, 3] and [3, 2]: expected equal shapes", () -> zeros(2, 3).assign(zeros(3, 2)))
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

    static List<Refusal> kinds() {
        List<Refusal> rows = new ArrayList<>();
        Tensor a = zeros(1, 4, 4);
        Tensor row = zeros(4);
        for (boolean sameDType : new boolean[] {false, true}) {
            TensorRuntime other = sameDType ? TensorRuntime.create("plain", 1) : RUNTIME;
            DType dtype = sameDType ? DType.F64 : DType.F32;
            Tensor b = other.zeros(dtype, 1, 4, 4);
            Tensor strange = other.zeros(dtype, 4);
            Table table = new Table()
                    .row("add", () -> a.add(b)).row("sub", () -> a.sub(b)).row("mul", () -> a.mul(b)).row("div", () -> a.div(b))
                    .row("maximum", () -> a.maximum(b)).row("minimum", () -> a.minimum(b)).row("concat", () -> Tensor.concat(0, a, b))
                    .row("matmul", () -> a.matmul(b)).row("indexAdd", () -> a.indexAdd(b, 0))
                    .row("linear", () -> a.linear(b.reshape(4, 4), null)).row("linear", () -> a.linear(a.reshape(4, 4), strange))
                    .row("conv1d", () -> a.conv1d(b, null, 1, 1)).row("conv1d", () -> a.conv1d(zeros(4, 1, 4), strange, 1, 1))
                    .row("layerNorm", () -> a.layerNorm(strange, row, 1e-5)).row("layerNorm", () -> a.layerNorm(row, strange, 1e-5))
                    .row("groupNorm", () -> a.groupNorm(strange, row, 1, 1e-5)).row("groupNorm", () -> a.groupNorm(row, strange, 1, 1e-5))
                    .row("attention", () -> a.attention(b, a, 1, null, 0, null)).row("attention", () -> a.attention(a, b, 1, null, 0, null))
                    .row("backward", () -> zeros(4).requireGrad().backward(strange, false))
                    .row("adamStep", () -> zeros(4).adamStep(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, false, 1), strange, row))
                    .row("adamStep", () -> zeros(4).adamStep(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, false, 1), row, strange));
            rows.addAll(table.rows);
        }
        return rows;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void tensorsOfAnotherDTypeOrRuntimeAreRefused(Refusal refusal) {
        String message = assertThrows(IllegalArgumentException.class, refusal.action).getMessage();
        assertTrue(message.startsWith(refusal.message + ": tensors of different runtimes or dtypes (F64, "), message);
    }

    static List<Refusal> values() {
        return new Table()
                .row("dropout: expected a probability in [0, 1], found 1.5", () -> zeros(2).dropout(1.5, new Rng(1)))
                .row("dropout: expected a probability in [0, 1], found NaN", () -> zeros(2).dropout(Double.NaN, new Rng(1)))
                .row("threads: expected at least 1, found 0", () -> TensorRuntime.create("plain", 0))
                .row("backend: expected auto, plain or vector, found 'gpu'", () -> TensorRuntime.create("gpu", 1))
                .rows;
    }

    @ParameterizedTest
    @MethodSource("values")
    void valuesOutsideOfTheirRangeAreNamed(Refusal refusal) {
        assertEquals(refusal.message, assertThrows(IllegalArgumentException.class, refusal.action).getMessage());
    }
}
