package org.prosodia.tensor.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkersTest {
    @ParameterizedTest
    @CsvSource({"1, 0, 1", "1, 10, 1", "3, 0, 1", "3, 1, 1", "3, 2, 1", "3, 10, 1", "3, 10, 4", "4, 1000, 7", "7, 5, 0", "2, 3, -1"})
    void everyIndexIsVisitedOnce(int threads, int n, int grain) {
        int[] visits = new int[n];
        try (Workers workers = new Workers(threads)) {
            workers.range(n, grain, (from, to) -> {
                for (int i = from; i < to; i++) {
                    visits[i]++;
                }
            });
        }
        int[] once = new int[n];
        Arrays.fill(once, 1);
        assertArrayEquals(once, visits);
    }

    /** Each range waits for the others: only as many threads as ranges can pass. */
    @Test
    void rangesRunOnAllThreadsAtTheSameTime() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier barrier = new CyclicBarrier(3);
        try (Workers workers = new Workers(3)) {
            workers.range(3, 1, (from, to) -> {
                seen.add(Thread.currentThread());
                pass(barrier);
            });
        }
        assertEquals(3, seen.size());
        assertTrue(seen.contains(Thread.currentThread()));
    }

    private static void pass(CyclicBarrier barrier) {
        try {
            barrier.await(50, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneThreadMeansTheCallersAlone() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        try (Workers workers = new Workers(1)) {
            workers.range(1000, 1, (from, to) -> seen.add(Thread.currentThread()));
        }
        assertEquals(Set.of(Thread.currentThread()), seen);
    }

    @Test
    void workTooSmallToShareStaysWithTheCaller() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        try (Workers workers = new Workers(3)) {
            workers.range(19, 10, (from, to) -> seen.add(Thread.currentThread()));
        }
        assertEquals(Set.of(Thread.currentThread()), seen);
    }

    @Test
    void aRangeInsideARangeRunsOnItsThread() {
        AtomicInteger inner = new AtomicInteger();
        try (Workers workers = new Workers(3)) {
            workers.range(6, 1, (from, to) -> {
                Thread outer = Thread.currentThread();
                workers.range(100, 1, (f, t) -> {
                    assertSame(outer, Thread.currentThread());
                    inner.addAndGet(t - f);
                });
            });
        }
        assertEquals(300, inner.get());
    }

    @Test
    void manyCallersMayShareThePool() throws Exception {
        AtomicInteger visits = new AtomicInteger();
        Thread[] callers = new Thread[6];
        try (Workers workers = new Workers(3)) {
            for (int c = 0; c < callers.length; c++) {
                callers[c] = Thread.ofPlatform().start(() -> {
                    for (int round = 0; round < 500; round++) {
                        workers.range(9, 1, (from, to) -> visits.addAndGet(to - from));
                    }
                });
            }
            for (Thread caller : callers) {
                caller.join();
            }
        }
        assertEquals(6 * 500 * 9, visits.get());
    }

    /** Index 0 is the caller's, index 2 the last worker's. */
    @ParameterizedTest
    @CsvSource({"0", "1", "2"})
    void exceptionsAndErrorsReachTheCallerAndThePoolLivesOn(int failing) {
        try (Workers workers = new Workers(3)) {
            for (Throwable thrown : new Throwable[] {new ArithmeticException("no"), new StackOverflowError("deep")}) {
                AtomicInteger finished = new AtomicInteger();
                Throwable caught = assertThrows(thrown.getClass(), () -> workers.range(3, 1, (from, to) -> {
                    if (from == failing) {
                        throw sneaky(thrown);
                    }
                    finished.incrementAndGet();
                }));
                assertSame(thrown, caught);
                assertEquals(2, finished.get(), "the others end before the caller goes on");
            }
            AtomicInteger visits = new AtomicInteger();
            CyclicBarrier barrier = new CyclicBarrier(3);
            workers.range(3, 1, (from, to) -> {
                pass(barrier);
                visits.addAndGet(to - from);
            });
            assertEquals(3, visits.get());
        }
    }

    private static Error sneaky(Throwable thrown) {
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        return (Error) thrown;
    }

    @Test
    void anInterruptWaitsForTheOthersAndIsKept() {
        AtomicInteger finished = new AtomicInteger();
        CyclicBarrier barrier = new CyclicBarrier(2);
        try (Workers workers = new Workers(2)) {
            workers.range(2, 1, (from, to) -> {
                pass(barrier);
                if (from == 0) {
                    Thread.currentThread().interrupt();
                } else {
                    finished.incrementAndGet();
                }
            });
            assertEquals(1, finished.get());
            assertTrue(Thread.interrupted());
        }
    }

    /** Often, because a thread that has left its pool but is not dead yet is seldom seen. */
    @RepeatedTest(300)
    void noThreadOutlivesClose() {
        Set<Thread> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier barrier = new CyclicBarrier(4);
        Workers workers = new Workers(4);
        workers.range(4, 1, (from, to) -> {
            seen.add(Thread.currentThread());
            pass(barrier);
        });
        seen.remove(Thread.currentThread());
        assertEquals(3, seen.size());
        assertTrue(seen.stream().allMatch(Thread::isDaemon));
        workers.close();
        assertTrue(seen.stream().noneMatch(Thread::isAlive));
        workers.close();
    }

    /** The worker is let go only once the closing thread waits. */
    @Test
    void closeWaitsForWorkInProgress() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        AtomicBoolean finished = new AtomicBoolean();
        Workers workers = new Workers(2);
        Thread caller = Thread.ofPlatform().start(() -> workers.range(2, 1, (from, to) -> {
            if (from == 1) {
                started.countDown();
                awaitOpen(gate);
                finished.set(true);
            }
        }));
        started.await();
        Thread closing = Thread.currentThread();
        Thread.ofPlatform().daemon().start(() -> {
            while (closing.getState() != Thread.State.TIMED_WAITING && closing.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            gate.countDown();
        });
        workers.close();
        boolean waited = finished.get();
        gate.countDown();
        caller.join();
        assertTrue(waited);
    }

    private static void awaitOpen(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aClosedPoolStillRunsWhatFitsTheCallersThread() {
        Workers workers = new Workers(2);
        workers.close();
        boolean[] ran = new boolean[1];
        workers.range(1, 1, (from, to) -> ran[0] = true);
        assertTrue(ran[0]);
        ran[0] = false;
        assertThrows(IllegalStateException.class, () -> workers.range(100, 1, (from, to) -> ran[0] = true));
        assertFalse(ran[0]);
    }
}
