package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.prosodia.tensor.backend.Functions;

/** What {@link TensorRuntime#detectAnomaly()} finds, and how it says so. */
class NonFiniteExceptionTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final Tensor x = runtime.tensor(new float[] {1, 2, 0, 4}, 2, 2).requireGrad();

    private void assertFound(String message, Executable action) {
        try (GradScope _ = runtime.detectAnomaly()) {
            assertEquals(message, assertThrows(NonFiniteException.class, action).getMessage());
        }
    }

    @Test
    void aResultIsNamedByItsOpAndElement() {
        assertFound("forward of LOG gave -Infinity at element [1, 0] [2, 2]", () -> x.map(Functions.LOG));
        assertFound("forward of div gave NaN at element [1, 0] [2, 2]", () -> x.div(x));
        assertFound("forward of sumTo gave Infinity at element [] []", () -> x.mul(8e37).sum());
    }

    @Test
    void opsAreCheckedWhereNothingIsRecordedToo() {
        try (GradScope _ = runtime.noGrad()) {
            assertFound("forward of LOG gave -Infinity at element [1, 0] [2, 2]", () -> x.map(Functions.LOG));
        }
    }

    @Test
    void aGradientIsNamedByTheOpThatTheUserCalledAndItsInput() {
        assertFound("backward of SQRT gave Infinity at element [1, 0] of the gradient for input 0 [2, 2]",
                () -> x.map(Functions.SQRT).sum().backward());
        Tensor tiny = runtime.tensor(new float[] {1e-30f}, 1).requireGrad();
        assertFound("backward of div gave -Infinity at element [0] of the gradient for input 1 [1]",
                () -> runtime.full(DType.F32, 1e-15, 1).requireGrad().div(tiny).sum().backward());
    }

    @Test
    void aCheckpointedPartIsLookedInto() {
        assertFound("forward of LOG gave -Infinity at element [1, 0] [2, 2]",
                () -> Autograd.checkpoint("part", h -> h.map(Functions.LOG).map(Functions.EXP), x, List.of(), null));
        assertFound("backward of SQRT gave Infinity at element [1, 0] of the gradient for input 0 [2, 2]",
                () -> Autograd.checkpoint("part", h -> h.map(Functions.SQRT), x, List.of(), null).sum().backward());
    }

    @Test
    void anInputThatNeedsNoGradientHasNoneToLookAt() {
        Tensor leaf = runtime.full(DType.F32, 2, 2, 2).requireGrad();
        try (GradScope _ = runtime.detectAnomaly()) {
            leaf.mul(runtime.full(DType.F32, 3, 2, 2)).sum().backward();
        }
        assertEquals(3, leaf.grad().toDoubles()[0]);
    }

    /** Numbers whose squares overflow are finite all the same. */
    @Test
    void largeNumbersAreNoAnomaly() {
        Tensor large = runtime.tensor(new double[] {1e200, -1e300}, 2);
        try (GradScope _ = runtime.detectAnomaly()) {
            assertEquals(1e300, large.neg().toDoubles()[1]);
        }
    }

    @Test
    void nothingIsCheckedOutsideOfTheScopeNorOnAnotherThread() throws Exception {
        FutureTask<Tensor> other = new FutureTask<>(() -> x.map(Functions.LOG));
        try (GradScope _ = runtime.detectAnomaly()) {
            assertTrue(runtime.isRecording());
            Thread.ofPlatform().start(other).join();
        }
        assertEquals(Double.NEGATIVE_INFINITY, other.get().toDoubles()[2]);
        assertEquals(Double.NEGATIVE_INFINITY, x.map(Functions.LOG).toDoubles()[2]);
    }
}
