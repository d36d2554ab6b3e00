package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.profile.Profile;
import org.prosodia.tensor.backend.profile.ProfileEntry;
import org.prosodia.tensor.backend.profile.Span;

/** A runtime with a profile computes what one without it computes. */
class ProfiledRuntimeTest {
    /** Loss, gradients and the same in inference, as bits. */
    private static double[][] bits(TensorRuntime runtime, DType dtype) {
        Tensor x = runtime.uniform(dtype, -1, 1, new Rng(1), 2, 9, 16).requireGrad();
        Tensor w = runtime.uniform(dtype, -1, 1, new Rng(2), 16, 16).requireGrad();
        Tensor kernel = runtime.uniform(dtype, -1, 1, new Rng(3), 16, 3, 16).requireGrad();
        Tensor gamma = runtime.full(dtype, 1, 16).requireGrad();
        Tensor beta = runtime.zeros(dtype, 16).requireGrad();
        Tensor[] leaves = {x, w, kernel, gamma, beta};
        network(leaves).sum().backward();
        double[][] bits = new double[leaves.length + 1][];
        for (int i = 0; i < leaves.length; i++) {
            bits[i] = leaves[i].grad().toDoubles();
        }
        try (GradScope _ = runtime.noGrad()) {
            bits[leaves.length] = network(leaves).toDoubles();
        }
        return bits;
    }

    private static Tensor network(Tensor... in) {
        Tensor h = in[0].linear(in[1], null).map(Functions.GELU).conv1d(in[2], null, 2, 1).layerNorm(in[3], in[4], 1e-5);
        return h.attention(h, h, 4, null, 0.3, new Rng(4)).softmax().max(1, false);
    }

    @ParameterizedTest
    @CsvSource({"plain, F32, 1", "plain, F64, 2", "auto, F32, 2", "auto, F64, 1"})
    void givesTheSameBits(String backend, DType dtype, int threads) {
        Profile profile = new Profile(() -> 0);
        try (TensorRuntime plain = TensorRuntime.create(backend, threads);
                TensorRuntime profiled = TensorRuntime.create(backend, threads, profile)) {
            assertEquals(plain.backend().name(), profiled.backend().name());
            assertEquals(plain.backend().description(), profiled.backend().description());
            double[][] expected = bits(plain, dtype);
            double[][] found = bits(profiled, dtype);
            for (int i = 0; i < expected.length; i++) {
                assertArrayEquals(expected[i], found[i]);
            }
        }
        assertTrue(profile.root().work().operations() > 0);
    }

    @Test
    void aSpanHoldsTheKernelsOfItsOps() {
        Profile profile = new Profile(() -> 0);
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1, profile)) {
            Tensor x = runtime.full(DType.F32, 1, 3, 4);
            try (Span _ = runtime.span("mine")) {
                x.softmax();
            }
        }
        ProfileEntry mine = child(profile.root(), "mine");
        assertEquals(List.of("empty", "softmax"), names(mine));
        assertEquals(3 * 4 * 4, mine.work().allocated());
    }

    @Test
    void backwardIsASpanOfOpsInTheirOrder() {
        Profile profile = new Profile(() -> 0);
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1, profile)) {
            Tensor x = runtime.full(DType.F32, 1, 3, 4).requireGrad();
            x.softmax().map(Functions.EXP).sum().backward();
        }
        ProfileEntry backward = child(profile.root(), "backward");
        List<String> ops = backward.children().stream().filter(entry -> !entry.isKernel()).map(ProfileEntry::name).toList();
        assertEquals(3, ops.size(), ops.toString());
        assertTrue(names(child(backward, ops.getLast())).contains("softmaxGradient"), ops.toString());
    }

    @Test
    void withoutAProfileASpanIsAlwaysTheSameNothing() {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            assertSame(Span.NONE, runtime.span("a"));
            assertSame(Span.NONE, runtime.span("layer", 3));
            assertFalse(runtime.kernels(DType.F32).getClass().getName().contains("Profiled"));
        }
    }

    private static ProfileEntry child(ProfileEntry entry, String name) {
        return entry.children().stream().filter(child -> child.name().equals(name)).findFirst().orElseThrow();
    }

    private static List<String> names(ProfileEntry entry) {
        return entry.children().stream().map(ProfileEntry::name).toList();
    }
}
