package org.prosodia.tensor.backend.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.AttentionInputs;
import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.ScalarFunction;

class ProfiledKernelsTest {
    /** What a kernel is called with; a new kernel may need another type here. */
    private static final Map<Class<?>, Object> ARGUMENTS = Map.ofEntries(Map.entry(int.class, 3), Map.entry(double.class, 0.5),
            Map.entry(boolean.class, true), Map.entry(long.class, 9L), Map.entry(int[].class, new int[] {2, 5}),
            Map.entry(boolean[].class, new boolean[2]),
            Map.entry(ScalarFunction.class, Functions.GELU), Map.entry(BinaryOp.class, BinaryOp.ADD),
            Map.entry(MatrixView.class, MatrixView.batch(4, 9, 3, 1)), Map.entry(AdamStep.class, new AdamStep(1, 0, 0, 0, 0, true, 1)),
            Map.entry(PackedMatrix.class, new Packed(7, 11)),
            Map.entry(WeightPrecision.class, WeightPrecision.BF16), Map.entry(AttentionInputs.class, attention(6, 5, 7, 4)));

    private static AttentionInputs<Object> attention(int heads, int queries, int keys, int width) {
        MatrixView view = MatrixView.of(width);
        return new AttentionInputs<>(new float[1], view, new float[1], view, new float[1], view, heads, 2, queries, keys, width, 0.5, null,
                DropoutMask.NONE);
    }

    private record Packed(int depth, int columns) implements PackedMatrix {
        @Override
        public boolean holds(int wantedDepth, int wantedColumns, MatrixView view) {
            return true;
        }
    }

    private record Call(Method method, List<Object> arguments) {}

    private final List<Call> calls = new ArrayList<>();
    private final Profile profile = new Profile(() -> 0);
    private final Kernels<Object> watched = new ProfiledKernels<>(recorder(), profile);

    @SuppressWarnings("unchecked")
    private Kernels<Object> recorder() {
        return (Kernels<Object>) Proxy.newProxyInstance(Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("dtype")) {
                        return DType.F32;
                    }
                    calls.add(new Call(method, arguments == null ? List.of() : List.of(arguments)));
                    return method.getReturnType() == String.class ? method.getName() : result(method.getReturnType());
                });
    }

    private static Object result(Class<?> type) {
        return type == void.class ? null : type == Object.class ? Functions.ABS : ARGUMENTS.get(type);
    }

    static Stream<Method> kernels() {
        return Arrays.stream(Kernels.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()) && method.getParameterCount() > 0);
    }

    @Test
    void whatComputesNothingIsPassedOnWithoutATrace() {
        assertEquals("check", watched.check());
        assertEquals("traffic", watched.traffic());
        watched.close();
        assertEquals(List.of("check", "traffic", "close"), calls.stream().map(call -> call.method().getName()).toList());
        assertEquals(List.of(), profile.root().kernels());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    void everyKernelIsPassedOnWithItsArgumentsAndItsResult(Method kernel) throws ReflectiveOperationException {
        Object[] arguments = Arrays.stream(kernel.getParameterTypes()).map(type -> type == Object.class ? new float[8] : ARGUMENTS.get(type))
                .toArray();
        Object result = kernel.invoke(watched, arguments);
        assertEquals(List.of(new Call(kernel, List.of(arguments))), calls);
        assertEquals(result(kernel.getReturnType()), result);
        assertEquals(1, profile.root().kernels().size());
        ProfileEntry entry = profile.root().kernels().getFirst();
        assertTrue(entry.name().startsWith(kernel.getName()), entry.name());
        assertEquals(1, entry.calls());
        assertTrue(entry.work().bytes() > 0, "bytes of " + kernel);
    }

    @Test
    void theElementTypeIsThatOfTheKernels() {
        assertSame(DType.F32, watched.dtype());
    }

    private Work workOfTheOnlyCall() {
        assertEquals(1, profile.root().kernels().size());
        return profile.root().kernels().getFirst().work();
    }

    @Test
    void aProductCountsTwoOperationsForEachPairOfNumbers() {
        MatrixView three = MatrixView.batch(3, 0, 1, 1);
        watched.gemm(5, 7, 11, new float[1], three, new float[1], three, new float[1], three, false);
        assertEquals(new Work(2 * 5 * 7 * 11 * 3, 4 * 3 * (5 * 11 + 11 * 7 + 5 * 7), 0), workOfTheOnlyCall());
    }

    @Test
    void aProductThatAddsReadsItsResultToo() {
        MatrixView one = MatrixView.of(7);
        watched.gemm(5, 7, 11, new float[1], one, new float[1], one, new float[1], one, true);
        assertEquals(new Work(2 * 5 * 7 * 11, 4 * (5 * 11 + 11 * 7 + 2 * 5 * 7), 0), workOfTheOnlyCall());
    }

    @Test
    void aProductOfPackedMatricesHasTheirSizes() {
        MatrixView two = MatrixView.batch(2, 0, 1, 1);
        watched.packedGemm(5, new float[1], two, new Packed(11, 7), new float[7], Functions.GELU, new float[1], two);
        assertEquals(new Work(2 * 5 * 7 * 11 * 2, 4 * 2 * (5 * 11 + 11 * 7 + 5 * 7), 0), workOfTheOnlyCall());
        assertEquals("packedGemm gelu", profile.root().kernels().getFirst().name());
    }

    @Test
    void anAttentionCountsItsTwoProducts() {
        watched.attention(attention(6, 5, 7, 4), new float[1]);
        assertEquals(new Work(2 * (2 * 5 * 7 * 4) * 6, 4 * 6 * (2 * 5 * 4 + 2 * 7 * 4), 0), workOfTheOnlyCall());
    }

    @Test
    void itsGradientCountsFive() {
        float[] x = new float[1];
        watched.attentionGradient(attention(6, 5, 7, 4), x, x, x, x);
        assertEquals(new Work(5 * (2 * 5 * 7 * 4) * 6, 4 * 6 * (3 * 5 * 4 + 4 * 7 * 4), 0), workOfTheOnlyCall());
    }

    @Test
    void whatIsAllocatedIsCounted() {
        watched.allocate(1000);
        watched.allocate(24);
        assertEquals(new Work(0, 4096, 4096), workOfTheOnlyCall());
    }

    @Test
    void elementwiseKernelsAreToldApartByTheirFunction() {
        watched.map(Functions.EXP, new float[8], new float[8]);
        watched.map(new ScalarFunction.Affine(2, 1), new float[8], new float[8]);
        watched.map(new ScalarFunction.Affine(3, 1), new float[8], new float[8]);
        watched.zip(BinaryOp.MUL, new float[8], new int[] {1}, new float[8], new int[] {1}, new float[8], new int[] {8});
        assertEquals(List.of("map affine", "map exp", "zip mul"), profile.root().kernels().stream().map(ProfileEntry::name).toList());
        assertEquals(2 * 8 * 4, profile.root().kernels().get(1).work().bytes());
        assertEquals(3 * 8 * 4, profile.root().kernels().get(2).work().bytes());
    }
}
