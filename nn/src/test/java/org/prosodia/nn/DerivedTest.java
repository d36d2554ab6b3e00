package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.AdamStep;

/** What is computed from parameters is kept exactly as long as they stay what they are. */
class DerivedTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final Tensor parameter = runtime.tensor(new double[] {1, 2}, 2).requireGrad();
    private final AtomicInteger computed = new AtomicInteger();
    private final Derived doubled = new Derived(() -> {
        computed.incrementAndGet();
        return parameter.mul(2);
    }, parameter);

    @AfterEach
    void close() {
        runtime.close();
    }

    @Test
    void isComputedOnceForManyInferences() {
        try (var _ = runtime.noGrad()) {
            assertSame(doubled.get(), doubled.get());
        }
        assertEquals(1, computed.get());
    }

    @Test
    void followsAnAssignment() {
        try (var _ = runtime.noGrad()) {
            doubled.get();
            parameter.assign(new double[] {5, 6});
            assertArrayEquals(new double[] {10, 12}, doubled.get().toDoubles());
        }
    }

    @Test
    void followsAnOptimiserStep() {
        try (var _ = runtime.noGrad()) {
            assertArrayEquals(new double[] {2, 4}, doubled.get().toDoubles());
        }
        doubled.get().sum().backward();
        parameter.adamStep(new AdamStep(0.5, 0.9, 0.999, 0, 0, false, 1), parameter.emptyLike(), parameter.emptyLike());
        try (var _ = runtime.noGrad()) {
            assertArrayEquals(new double[] {1, 3}, doubled.get().toDoubles(), 1e-12, "the first step of Adam is the learning rate");
        }
    }

    @Test
    void isComputedAnewWhereGradientsAreRecordedSoThatTheyReachTheParameter() {
        try (var _ = runtime.noGrad()) {
            doubled.get();
        }
        assertNotSame(doubled.get(), doubled.get());
        assertEquals(3, computed.get());
        doubled.get().sum().backward();
        assertArrayEquals(new double[] {2, 2}, parameter.grad().toDoubles());
    }

    @Test
    void whatInferenceKeptHasNoHistory() {
        try (var _ = runtime.noGrad()) {
            assertEquals(false, doubled.get().requiresGrad());
        }
    }

    @Test
    void twoThreadsSeeTheSameNumbersWhileOneRecordsAndTheOtherInfers() throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> both = new ArrayList<>();
            for (boolean records : new boolean[] {true, false}) {
                both.add(threads.submit(() -> {
                    start.await();
                    for (int i = 0; i < 2_000; i++) {
                        try (var _ = records ? runtime.enableGrad() : runtime.noGrad()) {
                            Tensor value = doubled.get();
                            assertEquals(records, value.requiresGrad());
                            assertArrayEquals(new double[] {2, 4}, value.toDoubles());
                        }
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> thread : both) {
                thread.get();
            }
        }
    }
}
