package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.check.GradientCheck;

/** What holds for every op: right gradients, the same result recorded or not, and F32 that follows F64. */
class OpCasesTest {
    /** Some times what rounding and the curvature of these functions leave of a central difference, at most 8e-10. */
    private static final double GRADIENT_TOLERANCE = 4e-9;

    /** Some hundred roundings of numbers around 1. */
    private static final double F32_TOLERANCE = 5e-6;

    private final TensorRuntime plain = TensorRuntime.create("plain", 1);

    /** The Vector API where this machine has it, else the plain kernels once more. */
    private final TensorRuntime fastest = TensorRuntime.create("auto", 1);

    static List<OpCase> cases() {
        return OpCases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAgreeWithCentralDifferences(OpCase op) {
        GradientCheck.STANDARD.withTolerance(GRADIENT_TOLERANCE).run(op.function(), op.inputs(plain, DType.F64)).requirePassed();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void inputsStayAsTheyAreAndRecordingDoesNotChangeTheResult(OpCase op) {
        checkInputsAndRecording(op, plain, DType.F64);
        checkInputsAndRecording(op, plain, DType.F32);
        checkInputsAndRecording(op, fastest, DType.F32);
    }

    private static void checkInputsAndRecording(OpCase op, TensorRuntime runtime, DType dtype) {
        Tensor[] inputs = op.inputs(runtime, dtype);
        Tensor unrecorded = op.function().apply(inputs);
        Tensor[] leaves = Arrays.stream(op.inputs(runtime, dtype)).map(Tensor::requireGrad).toArray(Tensor[]::new);
        Tensor recorded = op.function().apply(leaves);
        assertTrue(recorded.requiresGrad());
        assertArrayEquals(unrecorded.shape(), recorded.shape());
        assertArrayEquals(unrecorded.toDoubles(), recorded.toDoubles());
        recorded.backward(recorded.emptyLike().add(1), false);
        Tensor[] untouched = op.inputs(runtime, dtype);
        for (int i = 0; i < inputs.length; i++) {
            assertArrayEquals(untouched[i].toDoubles(), inputs[i].toDoubles());
            assertArrayEquals(untouched[i].toDoubles(), leaves[i].toDoubles());
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void singlePrecisionFollowsDoublePrecision(OpCase op) {
        List<double[]> exact = resultAndGradients(op, plain, DType.F64);
        for (TensorRuntime runtime : List.of(plain, fastest)) {
            List<double[]> single = resultAndGradients(op, runtime, DType.F32);
            for (int i = 0; i < exact.size(); i++) {
                String what = runtime.backend().name() + ", " + (i == 0 ? "result" : "gradient of input " + (i - 1));
                Close.assertClose(exact.get(i), single.get(i), F32_TOLERANCE, what);
            }
        }
    }

    private static List<double[]> resultAndGradients(OpCase op, TensorRuntime runtime, DType dtype) {
        Tensor[] leaves = Arrays.stream(op.inputs(runtime, dtype)).map(Tensor::requireGrad).toArray(Tensor[]::new);
        Tensor y = op.function().apply(leaves);
        y.backward(runtime.uniform(DType.F32, -1, 1, new Rng(3), y.shape()).to(dtype), false);
        assertEquals(dtype, y.dtype());
        for (Tensor leaf : leaves) {
            assertNotNull(leaf.grad());
        }
        return Stream.concat(Stream.of(y), Arrays.stream(leaves).map(Tensor::grad)).map(Tensor::toDoubles).toList();
    }

    @Test
    void noOpIsForgotten() {
        Set<String> notDifferentiable = Set.of(
                "requireGrad", "grad", "detach", "emptyLike", "resultLike", "reusable", "copy", "to", "view");
        Set<String> expected = Arrays.stream(Tensor.class.getDeclaredMethods())
                .filter(m -> Modifier.isPublic(m.getModifiers()) && m.getReturnType() == Tensor.class)
                .map(Method::getName)
                .filter(name -> !notDifferentiable.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(Functions.values()).map(Functions::toString).forEach(expected::add);
        assertEquals(expected, cases().stream().map(OpCase::op).collect(Collectors.toCollection(TreeSet::new)));
    }
}
