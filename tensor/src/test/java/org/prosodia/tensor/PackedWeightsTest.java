package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;

/** Weights that inference brought into another form are the same weights to everyone else. */
class PackedWeightsTest {
    private static final TensorRuntime RUNTIME = TensorRuntime.create("auto", 2);
    private static final MatrixView TRANSPOSED = MatrixView.of(70).transposed();

    private final Tensor x = RUNTIME.uniform(DType.F32, -1, 1, new Rng(1), 9, 70);
    private final Tensor weight = RUNTIME.uniform(DType.F32, -1, 1, new Rng(2), 33, 70);

    @AfterAll
    static void close() {
        RUNTIME.close();
    }

    private float[] inference() {
        try (var _ = RUNTIME.noGrad()) {
            return x.linear(weight, null).toFloats();
        }
    }

    @Test
    void inferenceGivesTheSameBitsAsARecordedForward() {
        float[] recorded = x.linear(weight, null).toFloats();
        assertArrayEquals(recorded, inference());
        assertArrayEquals(recorded, inference());
        assertArrayEquals(recorded, x.linear(weight, null).toFloats());
    }

    @Test
    void theElementsAreStillThere() {
        float[] before = weight.toFloats();
        Tensor view = weight.detach();
        inference();
        assertArrayEquals(before, view.toFloats());
        assertArrayEquals(before, weight.toFloats());
    }

    @Test
    void aChangeInPlaceShowsInTheNextInference() {
        float[] before = inference();
        weight.scaleInPlace(2);
        float[] after = inference();
        for (int i = 0; i < before.length; i++) {
            assertEquals(2 * before[i], after[i]);
        }
    }

    @Test
    void anotherShapeOfTheSameMemoryIsPackedAnew() {
        inference();
        Tensor y = RUNTIME.uniform(DType.F32, -1, 1, new Rng(3), 5, 33);
        try (var _ = RUNTIME.noGrad()) {
            float[] product = y.linear(weight.view(70, 33), null).toFloats();
            assertArrayEquals(y.matmul(weight.reshape(70, 33), false, true).toFloats(), product, 1e-5f);
        }
        assertArrayEquals(x.linear(weight, null).toFloats(), inference());
    }

    @Test
    void packsOnceAndOnlyInInference() {
        Object memory = weight.memory();
        x.linear(weight, null);
        assertSame(memory, weight.memory());
        PackedMatrix packed = weight.packed(70, 33, TRANSPOSED);
        assertSame(packed, weight.packed(70, 33, TRANSPOSED));
        if (packed != null) {
            inference();
            assertSame(packed, weight.packed(70, 33, TRANSPOSED));
            assertNotEquals(memory, weight.memory());
        }
    }

    @Test
    void aTrainingStepLeavesWeightsAsTheyAre() {
        Tensor leaf = weight.copy().requireGrad();
        Object memory = leaf.memory();
        Autograd.checkpoint("part", h -> h.linear(leaf, null), x, List.of(leaf), null).sum().backward();
        assertSame(memory, leaf.memory());
    }
}
