package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.testing.Sample;

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

    static List<Sample> samples() {
        return OpRecordsTest.all().stream().flatMap(op -> op.large().stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void resultsAndGradientsDoNotDependOnTheNumberOfThreads(Sample sample) {
        checkSameBits(sample, PLAIN, DType.F64);
        checkSameBits(sample, PLAIN, DType.F32);
        checkSameBits(sample, FASTEST, DType.F32);
    }

    private static void checkSameBits(Sample sample, List<TensorRuntime> runtimes, DType dtype) {
        List<double[]> alone = run(sample, runtimes.getFirst(), dtype);
        for (TensorRuntime runtime : runtimes.subList(1, runtimes.size())) {
            List<double[]> shared = run(sample, runtime, dtype);
            for (int i = 0; i < alone.size(); i++) {
                assertArrayEquals(alone.get(i), shared.get(i), runtime.backend().name() + ", " + runtime.threads() + " threads, " + dtype);
            }
        }
    }

    /** The result with and without recording, and the gradients. */
    private static List<double[]> run(Sample sample, TensorRuntime runtime, DType dtype) {
        Tensor[] inputs = sample.inputs(runtime, dtype);
        List<double[]> found = new ArrayList<>();
        found.add(sample.function().apply(inputs).toDoubles());
        for (Tensor input : inputs) {
            input.requireGrad();
        }
        Tensor y = sample.function().apply(inputs);
        found.add(y.toDoubles());
        y.backward(runtime.uniform(dtype, -1, 1, new Rng(3), y.shape()), false);
        for (Tensor input : inputs) {
            found.add(input.grad().toDoubles());
        }
        return found;
    }

    @Test
    void noOpIsForgotten() {
        assertEquals(List.of(), OpRecordsTest.all().stream().filter(op -> op.large().isEmpty()).toList());
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
        x.adamStep(new AdamStep(0.1, 0.9, 0.999, 1e-8, 0.01, true, 1), x.zerosLike(), x.zerosLike());
        return x.toDoubles();
    }
}
