package org.prosodia.pipeline.cli;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;

/** Wall times of pieces of work, run in turns so that a noisy machine is noisy for all of them. */
record Timings(List<double[]> millis) {
    private static final double WARM_UP_SECONDS = 3;
    private static final int LEAST_TURNS = 5;

    /** Warms up, then measures for so many seconds, and at least five turns. */
    static Timings inTurns(double seconds, Runnable... work) {
        turns(Math.min(WARM_UP_SECONDS, seconds), 2, work);
        return new Timings(turns(seconds, LEAST_TURNS, work));
    }

    private static List<double[]> turns(double seconds, int least, Runnable... work) {
        List<double[]> all = new ArrayList<>();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        while (all.size() < least || System.nanoTime() < end) {
            double[] turn = new double[work.length];
            for (int i = 0; i < work.length; i++) {
                long start = System.nanoTime();
                work[i].run();
                turn[i] = (System.nanoTime() - start) / 1e6;
            }
            all.add(turn);
        }
        return all;
    }

    int count() {
        return millis.size();
    }

    double median(int work) {
        double[] sorted = millis.stream().mapToDouble(turn -> turn[work]).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    double min(int work) {
        return millis.stream().mapToDouble(turn -> turn[work]).min().orElseThrow();
    }

    /** The most that the heap held since the JVM began, in MB; garbage included. */
    static long peakHeapMegabytes() {
        return ManagementFactory.getMemoryPoolMXBeans().stream().filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() >> 20;
    }
}
