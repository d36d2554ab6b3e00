package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.prosodia.tensor.OpCase.Domain.NORMAL;
import static org.prosodia.tensor.OpCase.Domain.POSITIVE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.check.DifferentiableFunction;

/** The number of threads does not change a bit of any result or gradient. The shapes are large enough to be cut into three. */
class ThreadsTest {
    private static final List<TensorRuntime> PLAIN = onOneToThreeThreads("plain");

    /** The Vector API where this machine has it. */
    private static final List<TensorRuntime> FASTEST = onOneToThreeThreads("auto");

    private static final int[] LARGE = {3, 71, 131};

    private static List<TensorRuntime> onOneToThreeThreads(String backend) {
        return List.of(TensorRuntime.create(backend, 1), TensorRuntime.create(backend, 2), TensorRuntime.create(backend, 3));
    }

    @AfterAll
    static void close() {
        PLAIN.forEach(TensorRuntime::close);
        FASTEST.forEach(TensorRuntime::close);
    }

    static List<OpCase> cases() {
        int[] last = {131};
        int[] matrix = {65, 131};
        int[] queries = {2, 70, 24};
        int[] index = new int[25_000];
        Arrays.setAll(index, i -> i * 7 % 131);
        List<OpCase> cases = new ArrayList<>();
        cases.add(of("add", x -> x[0].add(x[1]).add(1), LARGE, last));
        cases.add(of("sub", x -> x[0].sub(x[1]), LARGE, new int[] {71, 1}));
        cases.add(of("mul", x -> x[0].mul(x[1]).mul(3), LARGE, LARGE));
        cases.add(new OpCase("div", "", POSITIVE, x -> x[0].div(x[1]), LARGE, new int[] {71, 131}));
        cases.add(of("maximum", x -> x[0].maximum(x[1]), LARGE, new int[] {3, 1, 131}));
        cases.add(of("minimum", x -> x[0].minimum(x[1]), last, LARGE));
        cases.add(of("neg", x -> x[0].neg(), LARGE));
        cases.add(new OpCase("pow", "", POSITIVE, x -> x[0].pow(1.5), LARGE));
        cases.add(of("clamp", x -> x[0].clamp(-0.5, 0.5), LARGE));
        for (Functions f : Functions.values()) {
            cases.add(new OpCase("map", f.toString(), POSITIVE, x -> x[0].map(f), LARGE));
        }
        cases.add(of("sum", x -> x[0].sum(1, false), LARGE));
        cases.add(of("mean", x -> x[0].mean(), LARGE));
        cases.add(of("max", x -> x[0].max(1, false), LARGE));
        cases.add(of("sumTo", x -> x[0].sumTo(71, 1), LARGE));
        cases.add(of("expand", x -> x[0].expand(LARGE), new int[] {71, 1}));
        cases.add(of("reshape", x -> x[0].reshape(131, -1), LARGE));
        cases.add(of("permute", x -> x[0].permute(2, 0, 1), LARGE));
        cases.add(of("slice", x -> x[0].slice(2, 3, 120), LARGE));
        cases.add(of("pad", x -> x[0].pad(2, 3, 20), LARGE));
        cases.add(of("concat", x -> Tensor.concat(1, x), LARGE, LARGE));
        cases.add(of("indexSelect", x -> x[0].reshape(131, -1).indexSelect(index), LARGE));
        cases.add(of("indexAdd", x -> x[0].indexAdd(x[1], index), last, new int[] {25_000}));
        cases.add(of("gather", x -> x[0].gather(index, 25_000), new int[] {1, 131}));
        cases.add(of("maskedFill", x -> x[0].maskedFill(OpCases.mask(71, 71, 1), 0), LARGE));
        cases.add(of("dropout", x -> x[0].dropout(0.3, new Rng(1)), LARGE));
        cases.add(of("matmul", x -> x[0].matmul(x[1], false, true), LARGE, matrix));
        cases.add(of("matmul", x -> x[0].matmul(x[0], true, false), new int[] {213, 131}));
        cases.add(of("linear", x -> x[0].linear(x[1], x[2]), LARGE, matrix, new int[] {65}));
        int[] frames = {2, 141, 24};
        cases.add(of("conv1d", x -> x[0].conv1d(x[1], x[2], 2, 1), frames, new int[] {50, 3, 24}, new int[] {50}));
        cases.add(of("conv1d", x -> x[0].conv1d(x[1], null, 1, 4), frames, new int[] {48, 5, 6}));
        cases.add(of("conv1d", x -> x[0].slice(0, 0, 1).conv1d(x[1], null, 2, 1), frames, new int[] {50, 3, 24}));
        cases.add(of("layerNorm", x -> x[0].layerNorm(x[1], x[2], 1e-5), LARGE, last, last));
        cases.add(of("groupNorm", x -> x[0].groupNorm(x[1], x[2], 131, 1e-5), LARGE, last, last));
        cases.add(of("softmax", x -> x[0].softmax(), LARGE));
        cases.add(of("logSoftmax", x -> x[0].logSoftmax(), LARGE));
        Mask valid = OpCases.mask(140, 2, 70);
        cases.add(of("attention", x -> x[0].attention(x[1], x[2], 3, valid, 0, null), queries, queries, queries));
        cases.add(of("attention", x -> x[0].attention(x[1], x[2], 3, null, 0.1, new Rng(2)), queries, queries, queries));
        return cases;
    }

    private static OpCase of(String op, DifferentiableFunction function, int[]... shapes) {
        return new OpCase(op, "", NORMAL, function, shapes);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resultsAndGradientsDoNotDependOnTheNumberOfThreads(OpCase op) {
        checkSameBits(op, PLAIN, DType.F64);
        checkSameBits(op, PLAIN, DType.F32);
        checkSameBits(op, FASTEST, DType.F32);
    }

    private static void checkSameBits(OpCase op, List<TensorRuntime> runtimes, DType dtype) {
        List<double[]> alone = run(op, runtimes.getFirst(), dtype);
        for (TensorRuntime runtime : runtimes.subList(1, runtimes.size())) {
            List<double[]> shared = run(op, runtime, dtype);
            for (int i = 0; i < alone.size(); i++) {
                assertArrayEquals(alone.get(i), shared.get(i), runtime.backend().name() + ", " + runtime.threads() + " threads, " + dtype);
            }
        }
    }

    /** The result with and without recording, and the gradients. */
    private static List<double[]> run(OpCase op, TensorRuntime runtime, DType dtype) {
        Tensor[] inputs = op.inputs(runtime, dtype);
        List<double[]> found = new ArrayList<>();
        found.add(op.function().apply(inputs).toDoubles());
        for (Tensor input : inputs) {
            input.requireGrad();
        }
        Tensor y = op.function().apply(inputs);
        found.add(y.toDoubles());
        y.backward(runtime.uniform(dtype, -1, 1, new Rng(3), y.shape()), false);
        for (Tensor input : inputs) {
            found.add(input.grad().toDoubles());
        }
        return found;
    }

    @Test
    void noOpIsForgotten() {
        Set<String> all = OpCases.all().stream().map(OpCase::op).collect(Collectors.toCollection(TreeSet::new));
        Arrays.stream(Functions.values()).map(Functions::toString).forEach(all::remove);
        assertEquals(all, cases().stream().map(OpCase::op).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void aStepOfAdamDoesNotDependOnTheNumberOfThreads() {
        for (List<TensorRuntime> runtimes : List.of(PLAIN, FASTEST)) {
            List<double[]> found = runtimes.stream().map(ThreadsTest::stepped).toList();
            assertArrayEquals(found.get(0), found.get(1));
            assertArrayEquals(found.get(0), found.get(2));
        }
    }

    private static double[] stepped(TensorRuntime runtime) {
        Tensor x = runtime.normal(DType.F32, 0, 1, new Rng(1), LARGE).requireGrad();
        x.mul(x).sum().backward();
        x.adamStep(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0.01, true, 1), x.emptyLike(), x.emptyLike());
        return x.toDoubles();
    }
}
