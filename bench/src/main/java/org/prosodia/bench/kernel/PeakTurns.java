package org.prosodia.bench.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.prosodia.bench.measure.Footprint;
import org.prosodia.bench.measure.PeakLoop;
import org.prosodia.bench.measure.Turns;

/** Measures the machine's peak right before and right after each iteration, outside of its time. JMH reports the methods as counters. */
@AuxCounters(AuxCounters.Type.EVENTS)
@State(Scope.Thread)
public class PeakTurns {
    @Param("1")
    private int workers;

    private PeakLoop loop;
    private double millisBefore;
    private double millisAfter;
    private Footprint footprint;

    @Setup
    public void open() {
        loop = PeakLoop.on(workers).orElse(null);
        footprint = new Footprint();
    }

    @Setup(Level.Iteration)
    public void before() {
        millisBefore = millis();
    }

    @TearDown(Level.Iteration)
    public void after() {
        millisAfter = millis();
    }

    private double millis() {
        return loop == null ? 0 : Turns.millis(loop);
    }

    @TearDown
    public void close() {
        if (loop != null) {
            loop.close();
        }
    }

    /** Mean of before and after; 0 where it cannot be measured. */
    public double peakGflops() {
        return loop == null ? 0 : loop.flops() / 1e6 * 2 / (millisBefore + millisAfter);
    }

    public double peakHeapMegabytes() {
        return footprint.peakHeapMegabytes();
    }
}
