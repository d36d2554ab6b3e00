package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.check.GradientCheck;

/**
 * A layer in double and in single precision with the same random weights, and what is asked of every layer. Shapes are drawn by jqwik, so
 * that they shrink; the numbers come from a seed and are of magnitude 0.25 to 0.75, so that no norm is near 0.
 */
final class LayerUnderTest<M extends Module> {
    private static final int SAMPLES = 8;

    private final M doubles;
    private final M floats;
    private final BiFunction<M, Tensor, Tensor> forward;

    LayerUnderTest(Function<DType, M> constructor, BiFunction<M, Tensor, Tensor> forward, long seed) {
        this.forward = forward;
        doubles = constructor.apply(DType.F64);
        floats = constructor.apply(DType.F32);
        Rng rng = new Rng(seed).fork(1);
        doubles.namedParameters().values().forEach(parameter -> parameter.assign(numbers(rng, parameter.size())));
        floats.loadStateDict(doubles.stateDict());
    }

    /** Of magnitude 0.25 to 0.75 and exact in single precision. */
    static double[] numbers(Rng rng, int n) {
        return rng.doubles(n).map(u -> (float) (u < 0.5 ? u - 0.75 : u - 0.25)).toArray();
    }

    M layer() {
        return doubles;
    }

    double[] parameter(String name) {
        return doubles.namedParameters().get(name).toDoubles();
    }

    Tensor forward(Tensor x) {
        return forward.apply(doubles, x);
    }

    /** Of the input and of every parameter, some elements of each. */
    void requireGradients(Tensor x) {
        Map<String, Tensor> leaves = new LinkedHashMap<>(doubles.namedParameters());
        leaves.put("x", x.requireGrad());
        GradientCheck.STANDARD.withSamples(SAMPLES).run(() -> forward(x), leaves).requirePassed();
    }

    /** The result, and the gradients of its sum with random signs, in single precision against double. */
    void requireSinglePrecision(Tensor x) {
        Tensor single = x.to(DType.F32);
        assertNear(differentiate(doubles, x), differentiate(floats, single));
    }

    private Map<String, double[]> differentiate(M layer, Tensor x) {
        layer.zeroGrad();
        Tensor y = forward.apply(layer, x.requireGrad());
        Rng rng = new Rng(7);
        y.backward(y.runtime().tensor(y.dtype(), numbers(rng, y.size()), y.shape()), false);
        Map<String, double[]> found = new LinkedHashMap<>();
        found.put("y", y.toDoubles());
        found.put("gradient of x", x.grad().toDoubles());
        layer.namedParameters().forEach((name, parameter) -> found.put("gradient of " + name, parameter.grad().toDoubles()));
        return found;
    }

    private static void assertNear(Map<String, double[]> expected, Map<String, double[]> found) {
        expected.forEach((name, values) -> {
            double largest = Arrays.stream(values).map(Math::abs).max().orElse(0);
            assertArrayEquals(values, found.get(name), 1e-5 * (1 + largest), name);
        });
    }

    /** Rows of a batch know nothing of one another. */
    void requireBatchOfSingles(Tensor x) {
        Tensor y = forward(x);
        for (int b = 0; b < x.dim(0); b++) {
            assertArrayEquals(forward(x.slice(0, b, 1)).toDoubles(), y.slice(0, b, 1).toDoubles(), 1e-13, "row " + b);
        }
    }
}
