package org.prosodia.tensor.backend;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The one thread pool of a runtime. Work is cut into equal contiguous ranges, one a thread, so that the split depends on
 * nothing but the sizes. With one thread, or inside a range that already runs in parallel, the caller does everything itself.
 */
public final class Workers implements AutoCloseable {
    /** Work on the indices {@code from} (inclusive) to {@code to} (exclusive). */
    @FunctionalInterface
    public interface Range {
        void run(int from, int to);
    }

    @FunctionalInterface
    private interface Wait {
        void await() throws InterruptedException;
    }

    /**
     * How long a thread looks for work, or for the end of others' work, before it sleeps. Waking one costs as much as a small product, and
     * the ops of a model follow one another within less than this.
     */
    private static final long SPIN_NANOS = 50_000;

    private final class Worker extends Thread {
        Worker(int number) {
            super("prosodia-worker-" + number);
            setDaemon(true);
        }

        @Override
        public void run() {
            for (Runnable part = next(); part != null; part = next()) {
                part.run();
            }
        }

        /** Work, or null when there will be no more. */
        private Runnable next() {
            while (true) {
                Runnable part = spin(queue::poll);
                if (part != null) {
                    return part;
                }
                sleeping.incrementAndGet();
                try {
                    // Whoever adds work now sees a sleeper; what was added before is seen here.
                    part = queue.poll();
                    if (part != null || closed) {
                        return part;
                    }
                    wakeUps.acquireUninterruptibly();
                } finally {
                    sleeping.decrementAndGet();
                }
            }
        }
    }

    private final int threads;
    private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);
    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sleeping = new AtomicInteger();
    private final Semaphore wakeUps = new Semaphore(0);
    private List<Worker> started = List.of();
    private volatile boolean closed;

    /** @param threads at least 1; 1 means the caller's thread alone */
    public Workers(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, found " + threads);
        }
        this.threads = threads;
    }

    public int threads() {
        return threads;
    }

    /**
     * Runs {@code body} over [0, n), in parallel when there are at least two grains of work.
     *
     * @param grain the fewest indices worth a thread of their own
     */
    public void range(int n, int grain, Range body) {
        int parts = (int) Math.min(threads, Math.max(1L, n / Math.max(1, grain)));
        if (parts <= 1 || busy.get()) {
            body.run(0, n);
            return;
        }
        start();
        CountDownLatch others = new CountDownLatch(parts - 1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int part = 1; part < parts; part++) {
            int from = cut(n, part, parts);
            int to = cut(n, part + 1, parts);
            queue.add(() -> {
                try {
                    runMarked(body, from, to);
                } catch (Throwable t) {
                    failure.compareAndSet(null, t);
                } finally {
                    others.countDown();
                }
            });
        }
        if (sleeping.get() > 0) {
            wakeUps.release(parts - 1);
        }
        try {
            runMarked(body, 0, cut(n, 1, parts));
        } finally {
            // Closed meanwhile: the others may have ended without it.
            for (Runnable left = closed ? queue.poll() : null; left != null; left = queue.poll()) {
                left.run();
            }
            if (spin(() -> others.getCount() == 0 ? others : null) == null) {
                uninterrupted(others::await);
            }
        }
        rethrow(failure.get());
    }

    private void runMarked(Range body, int from, int to) {
        busy.set(true);
        try {
            body.run(from, to);
        } finally {
            busy.set(false);
        }
    }

    private static int cut(int n, int part, int parts) {
        return (int) ((long) n * part / parts);
    }

    /** Waits without giving in to an interrupt: the others still write into the caller's arrays, or still live. */
    private static void uninterrupted(Wait wait) {
        boolean interrupted = false;
        while (true) {
            try {
                wait.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void rethrow(Throwable failure) {
        switch (failure) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }

    /** The first that is not null, or null if there is none for some time. */
    private static <T> T spin(Supplier<T> attempt) {
        long begin = System.nanoTime();
        T found = attempt.get();
        while (found == null && System.nanoTime() - begin < SPIN_NANOS) {
            Thread.onSpinWait();
            found = attempt.get();
        }
        return found;
    }

    private synchronized void start() {
        if (closed) {
            throw new IllegalStateException("the runtime that owns these threads is closed");
        }
        if (started.isEmpty()) {
            started = IntStream.range(1, threads).mapToObj(Worker::new).toList();
            started.forEach(Thread::start);
        }
    }

    /** Ends the threads and waits until they have ended; afterwards only work that fits the caller's thread can run. */
    @Override
    public void close() {
        closed = true;
        wakeUps.release(threads);
        startedWorkers().forEach(worker -> uninterrupted(worker::join));
    }

    private synchronized List<Worker> startedWorkers() {
        return started;
    }
}
