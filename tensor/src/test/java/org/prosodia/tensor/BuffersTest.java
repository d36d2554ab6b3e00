package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.backend.Functions;

class BuffersTest {
    private static final TensorRuntime RUNTIME = TensorRuntime.create("auto", 1);

    private final Tensor x = RUNTIME.uniform(DType.F32, -1, 1, new Rng(1), 4, 6);
    private final Tensor weight = RUNTIME.uniform(DType.F32, -1, 1, new Rng(2), 6, 6);

    @AfterAll
    static void close() {
        RUNTIME.close();
    }

    @Test
    void memoryThatWasGivenUpServesALaterResult() {
        try (var _ = RUNTIME.noGrad()) {
            Tensor h = x.linear(weight, null);
            Object memory = h.memory();
            Tensor y = h.reusable().linear(weight, null);
            assertNotSame(memory, y.memory());
            assertSame(memory, y.linear(weight, null).memory());
        }
    }

    @Test
    void reuseChangesNoResult() {
        float[] expected = x.linear(weight, null).linear(weight, null, Functions.GELU).add(x).linear(weight, null).toFloats();
        try (var _ = RUNTIME.noGrad()) {
            for (int i = 0; i < 3; i++) {
                Tensor h = x.linear(weight, null).reusable().linear(weight, null, Functions.GELU).reusable();
                assertArrayEquals(expected, h.add(x).reusable().linear(weight, null).toFloats(), 1e-6f);
            }
        }
    }

    @Test
    void attentionToNothingIsZeroInMemoryThatWasUsedToo() {
        try (var _ = RUNTIME.noGrad()) {
            Tensor queries = RUNTIME.full(DType.F32, 3, 1, 4, 6);
            RUNTIME.full(DType.F32, 7, 4, 6).reusable().linear(weight, null);
            Tensor nothing = RUNTIME.zeros(DType.F32, 1, 0, 6);
            assertArrayEquals(new float[24], queries.attention(nothing, nothing, 2, null, 0, null).toFloats());
        }
    }

    @Test
    void whatWasNotGivenUpStays() {
        try (var _ = RUNTIME.noGrad()) {
            Tensor h = x.linear(weight, null);
            float[] before = h.toFloats();
            h.linear(weight, null).reusable().linear(weight, null).reusable().linear(weight, null);
            assertArrayEquals(before, h.toFloats());
        }
    }

    @Test
    void whileRecordingNothingIsGivenUp() {
        Tensor h = x.requireGrad().linear(weight, null);
        assertSame(h, h.reusable());
    }

    @Test
    void memoryGivenTwiceIsTakenOnce() {
        Buffers buffers = new Buffers();
        float[] memory = new float[3];
        buffers.give(DType.F32, 3, memory);
        buffers.give(DType.F32, 3, memory);
        assertNull(buffers.take(DType.F32, 4));
        assertNull(buffers.take(DType.F64, 3));
        assertSame(memory, buffers.take(DType.F32, 3));
        assertNull(buffers.take(DType.F32, 3));
    }

    @Test
    void keepsTheNewestFew() {
        Buffers buffers = new Buffers();
        for (int size = 1; size <= 100; size++) {
            buffers.give(DType.F32, size, new float[size]);
        }
        int kept = 0;
        for (int size = 1; size <= 100; size++) {
            kept += buffers.take(DType.F32, size) == null ? 0 : 1;
        }
        assertEquals(12, kept);
    }
}
