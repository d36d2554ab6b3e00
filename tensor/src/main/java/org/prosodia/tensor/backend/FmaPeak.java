package org.prosodia.tensor.backend;

import java.util.function.IntToDoubleFunction;
import org.prosodia.tensor.backend.vector.VectorSupport;

/** A measure for benchmarks: fused multiply-adds on registers alone, on each of some threads. */
public final class FmaPeak implements AutoCloseable {
    private static final int ITERATIONS = 1_000_000;

    private final Workers workers;
    private final IntToDoubleFunction loop = VectorSupport.fmaLoop();
    private volatile double sink;

    /** @throws UnsupportedOperationException where the Vector API does not run well */
    public FmaPeak(int threads) {
        workers = new Workers(threads);
    }

    /** Does the work of which {@link #flops()} tells; the caller takes the time. */
    public void run() {
        workers.range(workers.threads(), 1, (from, to) -> {
            for (int i = from; i < to; i++) {
                sink = loop.applyAsDouble(ITERATIONS);
            }
        });
    }

    /** Floating-point operations of one {@link #run()}. */
    public double flops() {
        return (double) VectorSupport.fmaLoopFlops() * ITERATIONS * workers.threads();
    }

    @Override
    public void close() {
        workers.close();
    }
}
