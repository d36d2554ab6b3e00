package org.prosodia.bench.measure;

import java.util.ArrayList;
import java.util.List;

/**
 * Wall times of pieces of work that ran in turns, so that a noisy machine is noisy for all of them.
 *
 * @param millis of each turn, one number a piece of work
 */
public record Turns(List<double[]> millis) {
    private static final double WARM_UP_SECONDS = 3;
    private static final int WARM_UP_TURNS = 2;

    /**
     * How long to measure.
     *
     * @param seconds turns go on so long
     * @param least turns that are measured even when they take longer
     */
    public record Plan(double seconds, int least) {
        public Plan {
            if (!(seconds >= 0 && seconds <= 86_400)) {
                throw new IllegalArgumentException("--time: expected 0 to 86400 s, found " + seconds);
            }
            if (least < 1) {
                throw new IllegalArgumentException("--runs: expected at least 1, found " + least);
            }
        }

        private Plan warmUp() {
            return new Plan(Math.min(WARM_UP_SECONDS, seconds), Math.min(WARM_UP_TURNS, least));
        }
    }

    /** Warms up, then measures. */
    public static Turns of(Plan plan, Runnable... work) {
        run(plan.warmUp(), work);
        return run(plan, work);
    }

    private static Turns run(Plan plan, Runnable... work) {
        List<double[]> all = new ArrayList<>();
        long start = System.nanoTime();
        while (all.size() < plan.least || System.nanoTime() - start < plan.seconds * 1e9) {
            double[] turn = new double[work.length];
            for (int i = 0; i < work.length; i++) {
                turn[i] = millis(work[i]);
            }
            all.add(turn);
        }
        return new Turns(all);
    }

    /** Wall time of one run. */
    public static double millis(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e6;
    }

    /** Times of one of the pieces. */
    public Sample of(int work) {
        return Sample.of(millis.stream().mapToDouble(turn -> turn[work]));
    }

    /** How many times longer one piece took than another of the same turn. */
    public Sample ratio(int longer, int shorter) {
        return Sample.of(millis.stream().mapToDouble(turn -> turn[longer] / turn[shorter]));
    }
}
