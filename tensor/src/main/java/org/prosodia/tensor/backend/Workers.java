package org.prosodia.tensor.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

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

    private static final class Worker extends Thread {
        Worker(Runnable body, int number) {
            super(body, "prosodia-worker-" + number);
            setDaemon(true);
        }
    }

    private final int threads;
    private final ThreadLocal<Boolean> busy = ThreadLocal.withInitial(() -> false);
    private final List<Worker> started = new ArrayList<>();
    private ExecutorService pool;
    private boolean closed;

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
        CountDownLatch others = new CountDownLatch(parts - 1);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        for (int part = 1; part < parts; part++) {
            int from = cut(n, part, parts);
            int to = cut(n, part + 1, parts);
            pool().execute(() -> {
                try {
                    runMarked(body, from, to);
                } catch (Throwable t) {
                    failure.compareAndSet(null, t);
                } finally {
                    others.countDown();
                }
            });
        }
        try {
            runMarked(body, 0, cut(n, 1, parts));
        } finally {
            uninterrupted(others::await);
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

    private synchronized ExecutorService pool() {
        if (closed) {
            throw new IllegalStateException("the runtime that owns these threads is closed");
        }
        if (pool == null) {
            pool = new ThreadPoolExecutor(threads - 1, threads - 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), this::newWorker);
        }
        return pool;
    }

    private synchronized Worker newWorker(Runnable body) {
        Worker worker = new Worker(body, started.size() + 1);
        started.add(worker);
        return worker;
    }

    /** Ends the threads and waits until they have ended; afterwards only work that fits the caller's thread can run. */
    @Override
    public void close() {
        ExecutorService ending;
        synchronized (this) {
            closed = true;
            ending = pool;
        }
        if (ending != null) {
            ending.close();
            // The pool has ended when its threads have left it, a moment before they die.
            startedWorkers().forEach(worker -> uninterrupted(worker::join));
        }
    }

    private synchronized List<Worker> startedWorkers() {
        return List.copyOf(started);
    }
}
