package org.prosodia.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class GradScopeTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final Tensor x = runtime.scalar(DType.F64, 3).requireGrad();

    @Test
    void scopesNestAndRestoreWhatWasBefore() {
        assertTrue(x.mul(2).requiresGrad());
        try (GradScope _ = runtime.noGrad()) {
            assertFalse(x.mul(2).requiresGrad());
            try (GradScope _ = runtime.enableGrad()) {
                assertTrue(x.mul(2).requiresGrad());
                try (GradScope _ = runtime.noGrad()) {
                    assertFalse(x.mul(2).requiresGrad());
                }
                assertTrue(runtime.isRecording());
            }
            assertFalse(runtime.isRecording());
        }
        assertTrue(x.mul(2).requiresGrad());
    }

    @Test
    void anExceptionEndsTheScope() {
        assertThrows(ShapeException.class, () -> {
            try (GradScope _ = runtime.noGrad()) {
                x.reshape(2);
            }
        });
        assertTrue(runtime.isRecording());
    }

    @Test
    void eachThreadHasItsOwnScopes() throws Exception {
        FutureTask<Boolean> other = new FutureTask<>(() -> x.mul(2).requiresGrad());
        try (GradScope _ = runtime.noGrad()) {
            Thread.ofPlatform().start(other).join();
            assertTrue(other.get());
            assertFalse(x.mul(2).requiresGrad());
        }
    }

    @Test
    void eachRuntimeHasItsOwnScopes() {
        try (TensorRuntime second = TensorRuntime.create("plain", 1); GradScope _ = second.noGrad()) {
            assertTrue(x.mul(2).requiresGrad());
            assertFalse(second.isRecording());
        }
    }

    @Test
    void leavesMayBeMadeWhereNothingIsRecorded() {
        Tensor leaf;
        try (GradScope _ = runtime.noGrad()) {
            leaf = x.mul(2).requireGrad();
        }
        leaf.mul(leaf).backward();
        assertEquals(12, leaf.grad().item());
    }

    @Test
    void severalThreadsMayDifferentiateAtTheSameTime() throws Exception {
        try (TensorRuntime shared = TensorRuntime.create("plain", 2)) {
            Thread[] threads = new Thread[4];
            double[] slopes = new double[threads.length];
            for (int i = 0; i < threads.length; i++) {
                int number = i;
                threads[i] = Thread.ofPlatform().start(() -> {
                    for (int round = 0; round < 50; round++) {
                        Tensor own = shared.full(DType.F64, number, 64, 64).requireGrad();
                        own.matmul(own).add(own).mean().backward();
                        slopes[number] = own.grad().sum().item();
                    }
                });
            }
            for (Thread thread : threads) {
                thread.join();
            }
            // mean(X² + X) with all elements n: each of the 64² elements of X is in 2 · 64 products with n
            for (int n = 0; n < slopes.length; n++) {
                assertEquals(2 * 64 * n + 1, slopes[n], 1e-9);
            }
        }
    }
}
