package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.Kernels;

/** A weight kept in 16 bits is its rounded self to everyone, and nobody can train it. */
class HalfWeightsTest {
    private static final TensorRuntime AUTO = TensorRuntime.create("auto", 2);
    private static final TensorRuntime PLAIN = TensorRuntime.create("plain", 1);

    @AfterAll
    static void close() {
        AUTO.close();
        PLAIN.close();
    }

    static Stream<Arguments> everywhere() {
        return Stream.of(AUTO, PLAIN).flatMap(runtime -> Stream.of(WeightPrecision.BF16, WeightPrecision.F16)
                .map(precision -> Arguments.of(runtime, precision)));
    }

    private static Tensor weight(TensorRuntime runtime, int... shape) {
        return runtime.normal(DType.F32, 0, 0.1, new Rng(2), shape);
    }

    private static Tensor rounded(Tensor x, WeightPrecision precision) {
        float[] elements = x.toFloats();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = precision.nearest(elements[i]);
        }
        return x.runtime().tensor(elements, x.shape());
    }

    private record Weights(Tensor whole, Tensor half) {
        static Weights of(TensorRuntime runtime, WeightPrecision precision, int... shape) {
            Tensor original = weight(runtime, shape);
            return new Weights(rounded(original, precision), original.keepAs(precision));
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("everywhere")
    void productsAreThoseOfTheRoundedElementsToTheBit(TensorRuntime runtime, WeightPrecision precision) {
        Weights linear = Weights.of(runtime, precision, 133, 71);
        Weights conv = Weights.of(runtime, precision, 64, 3, 70);
        Weights grouped = Weights.of(runtime, precision, 48, 5, 8);
        Tensor x = runtime.uniform(DType.F32, -1, 1, new Rng(1), 9, 71);
        Tensor y = runtime.uniform(DType.F32, -1, 1, new Rng(3), 2, 90, 70);
        Tensor z = runtime.uniform(DType.F32, -1, 1, new Rng(4), 2, 90, 24);
        for (int again = 0; again < 2; again++) {
            try (var _ = runtime.noGrad()) {
                assertArrayEquals(x.linear(linear.whole, null).toFloats(), x.linear(linear.half, null).toFloats());
                assertArrayEquals(y.conv1d(conv.whole, null, 2, 1).toFloats(), y.conv1d(conv.half, null, 2, 1).toFloats());
                assertArrayEquals(z.conv1d(grouped.whole, null, 1, 3).toFloats(), z.conv1d(grouped.half, null, 1, 3).toFloats());
            }
            assertArrayEquals(linear.whole.toFloats(), linear.half.toFloats(), "elements before and after they were packed");
            assertArrayEquals(grouped.whole.toFloats(), grouped.half.toFloats());
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("everywhere")
    void anotherShapeOfTheSameElementsIsTheSameWeight(TensorRuntime runtime, WeightPrecision precision) {
        Weights weights = Weights.of(runtime, precision, 40, 30);
        Tensor x = runtime.uniform(DType.F32, -1, 1, new Rng(1), 9, 40);
        try (var _ = runtime.noGrad()) {
            runtime.zeros(DType.F32, 1, 30).linear(weights.half, null);
            assertArrayEquals(x.linear(weights.whole.view(30, 40), null).toFloats(), x.linear(weights.half.view(30, 40), null).toFloats());
        }
        assertEquals(precision, weights.half.detach().precision());
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void memoryIsAnExpandedCopyThatNobodyKeeps(WeightPrecision precision) {
        Tensor weight = weight(AUTO, 5, 7);
        float[] whole = (float[]) weight.memory();
        weight.keepAs(precision);
        assertNotSame(whole, weight.memory());
        assertNotSame(weight.memory(), weight.memory());
        ((float[]) weight.memory())[0] = 9;
        assertFalse(weight.toFloats()[0] == 9);
    }

    /** Neither before the numbers come nor when they do. */
    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void loadingTakesNoMemoryOfF32(WeightPrecision precision) {
        List<Integer> allocated = new ArrayList<>();
        Storage storage = new Storage(recording(allocated), 3, null);
        storage.keepAs(precision);
        storage.assign(new float[] {1, 0.1f, -3});
        assertEquals(List.of(), allocated);
        assertArrayEquals(new float[] {1, precision.nearest(0.1f), -3}, (float[]) storage.dense());
        assertEquals(List.of(3), allocated);
    }

    /** The kernels of F32, which note the sizes that they are asked to allocate. */
    @SuppressWarnings("unchecked")
    private static Kernels<Object> recording(List<Integer> allocated) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            if (method.getName().equals("allocate") || method.getName().equals("empty")) {
                allocated.add((Integer) arguments[0]);
            }
            return method.invoke(PLAIN.kernels(DType.F32), arguments);
        };
        return (Kernels<Object>) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class}, handler);
    }

    @Test
    void zerosAreZerosInAnyPrecision() {
        Tensor weight = AUTO.zeros(DType.F32, 3).keepAs(WeightPrecision.F16);
        assertArrayEquals(new float[3], weight.toFloats());
        assertArrayEquals(new float[3], weight.keepAs(WeightPrecision.BF16).toFloats());
        assertArrayEquals(new float[3], weight.keepAs(WeightPrecision.F32).toFloats());
        assertSame(weight.memory(), weight.memory());
    }

    @Test
    void whatIsAssignedIsRoundedAndSeenByTheNextProduct() {
        Tensor weight = weight(AUTO, 1, 2).keepAs(WeightPrecision.BF16);
        Tensor x = AUTO.tensor(new float[] {1, 0}, 1, 2);
        try (var _ = AUTO.noGrad()) {
            x.linear(weight, null);
            int before = weight.version();
            weight.assign(new float[] {1.001f, 5});
            assertEquals(before + 1, weight.version());
            assertEquals(1, x.linear(weight, null).item());
            weight.assign(AUTO.tensor(new double[] {2.001, 5}, 1, 2));
            assertEquals(2, x.linear(weight, null).item());
        }
    }

    @Test
    void backInF32ItKeepsWhatIsLeftAndCanBeTrained() {
        Tensor weight = weight(AUTO, 4, 3);
        float[] rounded = rounded(weight, WeightPrecision.BF16).toFloats();
        weight.keepAs(WeightPrecision.BF16).keepAs(WeightPrecision.F32).requireGrad();
        assertArrayEquals(rounded, weight.toFloats());
        AUTO.full(DType.F32, 1, 2, 3).linear(weight, null).sum().backward();
        assertNotNull(weight.grad());
        weight.scaleInPlace(2);
        assertEquals(2 * rounded[0], weight.toFloats()[0]);
    }

    static List<Arguments> learning() {
        Tensor other = AUTO.zeros(DType.F32, 3, 3);
        AdamStep step = new AdamStep(0.1, 0.9, 0.999, 1e-8, 0, false, 1);
        return List.of(
                Arguments.of("linear", (Consumer<Tensor>) w -> other.linear(w, null)),
                Arguments.of("mul", (Consumer<Tensor>) w -> w.mul(2)),
                Arguments.of("part", (Consumer<Tensor>) w -> Autograd.checkpoint("part", x -> x.linear(w, null), other, List.of(w), null)),
                Arguments.of("scaleInPlace", (Consumer<Tensor>) w -> w.scaleInPlace(2)),
                Arguments.of("lerpInPlace", (Consumer<Tensor>) w -> w.lerpInPlace(other, 0.5)),
                Arguments.of("adamStep", (Consumer<Tensor>) w -> w.adamStep(step, other, other)));
    }

    @ParameterizedTest
    @MethodSource("learning")
    void learningIsRefused(String op, Consumer<Tensor> use) {
        Tensor weight = weight(AUTO, 3, 3).keepAs(WeightPrecision.BF16).requireGrad();
        float[] before = weight.toFloats();
        assertEquals(op + ": a tensor [3, 3] that is kept in BF16 cannot be trained; keep it in F32",
                assertThrows(IllegalStateException.class, () -> use.accept(weight)).getMessage());
        assertArrayEquals(before, weight.toFloats());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("everywhere")
    void whatAFrozenWeightGivesCanBeLearnedFrom(TensorRuntime runtime, WeightPrecision precision) {
        Weights weights = Weights.of(runtime, precision, 6, 5);
        Tensor one = runtime.uniform(DType.F32, -1, 1, new Rng(1), 4, 5).requireGrad();
        Tensor other = one.copy().requireGrad();
        one.linear(weights.whole, null).sum().backward();
        other.linear(weights.half, null).sum().backward();
        assertArrayEquals(one.grad().toFloats(), other.grad().toFloats());
        assertNull(weights.half.grad());
    }

    @Test
    void anOpPutsNothingIntoItsMemory() {
        Tensor weight = weight(AUTO, 3, 3).keepAs(WeightPrecision.F16);
        try (var _ = AUTO.noGrad()) {
            float[] twice = weight.reusable().mul(2).toFloats();
            assertEquals(2 * weight.toFloats()[0], twice[0]);
        }
    }

    @Test
    void onlyF32IsRounded() {
        Tensor proof = AUTO.zeros(DType.F64, 2);
        assertSame(proof, proof.keepAs(WeightPrecision.F32));
        String message = assertThrows(IllegalArgumentException.class, () -> proof.keepAs(WeightPrecision.BF16)).getMessage();
        assertEquals("keepAs BF16: expected a tensor of F32, found F64", message);
        Tensor result = AUTO.zeros(DType.F32, 2).requireGrad().mul(2);
        assertThrows(IllegalStateException.class, () -> result.keepAs(WeightPrecision.BF16));
    }
}
