package org.prosodia.pipeline.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ctrl-C as a wish: long work asks for it between steps, saves and ends, and the process waits for that. */
final class StopRequest implements AutoCloseable {
    /** Longer than any step should take; a process that is asked to end must not hang for ever. */
    private static final long PATIENCE_SECONDS = 120;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread onExit;
    private volatile boolean stop;

    StopRequest() {
        this.onExit = new Thread(this::stopAndWait, "save before exit");
        Runtime.getRuntime().addShutdownHook(onExit);
    }

    private void stopAndWait() {
        stop = true;
        try {
            ended.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether to stop. */
    boolean isMade() {
        return stop;
    }

    /** The work has ended. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(onExit);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is what waits.
        }
    }
}
