package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
        Buffers buffers = Buffers.ofCycles();
        float[] memory = new float[3];
        buffers.take(DType.F32, 10);
        buffers.give(DType.F32, 3, memory);
        buffers.give(DType.F32, 3, memory);
        assertSame(memory, buffers.take(DType.F32, 3));
        assertNull(buffers.take(DType.F32, 3));
    }

    @Test
    void memoryOfAnotherSizeOrTypeIsNotTaken() {
        Buffers buffers = Buffers.ofCycles();
        buffers.take(DType.F32, 100);
        buffers.give(DType.F32, 3, new float[3]);
        assertNull(buffers.take(DType.F32, 4));
        assertNull(buffers.take(DType.F64, 3));
        assertNotNull(buffers.take(DType.F32, 3));
    }

    @Test
    void forgetsTheNewestRatherThanHoldMoreThanWasEverNeeded() {
        Buffers buffers = Buffers.ofCycles();
        for (int size : new int[] {100, 200, 300}) {
            assertNull(buffers.take(DType.F32, size));
        }
        for (int size : new int[] {100, 200, 300}) {
            buffers.give(DType.F32, size, new float[size]);
        }
        assertNull(buffers.take(DType.F32, 500), "another size: now there would be 1,100 elements, where at most 600 were needed");
        assertNull(buffers.take(DType.F32, 300), "forgotten, as it was given last");
        assertNotNull(buffers.take(DType.F32, 100));
    }

    @Test
    void forgetsWhatACycleDidNotUse() {
        Buffers buffers = Buffers.ofCycles();
        buffers.take(DType.F32, 300);
        buffers.give(DType.F32, 100, new float[100]);
        buffers.give(DType.F32, 200, new float[200]);
        buffers.nextCycle();
        buffers.give(DType.F32, 100, buffers.take(DType.F32, 100));
        buffers.nextCycle();
        assertNull(buffers.take(DType.F32, 200));
        assertNotNull(buffers.take(DType.F32, 100));
    }

    @Test
    void inferencesOfOtherLengthsAreForgotten() {
        Buffers buffers = Buffers.ofInference();
        buffers.take(DType.F32, 1_000_000);
        buffers.give(DType.F32, 7, new float[7]);
        for (int i = 0; i < 1000; i++) {
            buffers.give(DType.F32, 100, new float[100]);
            assertNotNull(buffers.take(DType.F32, 100));
        }
        assertNull(buffers.take(DType.F32, 7));
    }
}
