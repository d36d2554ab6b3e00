package org.prosodia.bench.measure;

import java.util.Optional;
import org.prosodia.tensor.backend.FmaPeak;

/** The most that this machine computes: fused multiply-adds on registers alone, repeated until they can be timed well. */
public final class PeakLoop implements Runnable, AutoCloseable {
    private static final double MILLIS = 20;
    private static final int WARM_UPS = 20;

    private final FmaPeak peak;
    private final int repeats;

    private PeakLoop(FmaPeak peak) {
        this.peak = peak;
        for (int i = 0; i < WARM_UPS; i++) {
            peak.run();
        }
        repeats = Math.max(1, (int) Math.round(MILLIS / Turns.millis(peak::run)));
    }

    /** Empty where the Vector API does not run well, so that there is nothing to measure with. */
    public static Optional<PeakLoop> on(int threads) {
        try {
            return Optional.of(new PeakLoop(new FmaPeak(threads)));
        } catch (UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    @Override
    public void run() {
        for (int i = 0; i < repeats; i++) {
            peak.run();
        }
    }

    /** Floating-point operations of one {@link #run()}. */
    public double flops() {
        return repeats * peak.flops();
    }

    @Override
    public void close() {
        peak.close();
    }
}
