package org.prosodia.nn;

/**
 * How the learning rate changes over a training of {@code total} steps: it grows linearly over the first {@code warmup} steps and then
 * goes from 1 to {@code end}, where it stays. Steps count from 0, and no step is wasted on a rate of 0:
 * <pre>
 * factor(n) = (n + 1) / warmup                        for n &lt; warmup
 * factor(n) = decay(p), p = (n − warmup) / (total − warmup)   up to total, decay(1) beyond
 * </pre>
 */
public sealed interface Schedule {
    /** Steps of linear growth; 0 for none. */
    long warmup();

    /** Steps of the whole training. */
    long total();

    /** The factor at a share p in [0, 1] of the way from the end of the warm-up to the last step; 1 at p = 0. */
    double decay(double p);

    /** What to multiply learning rates with at a step, from 0. */
    default double factor(long step) {
        if (step < 0) {
            throw new IllegalArgumentException("steps count from 0, found " + step);
        }
        if (step < warmup()) {
            return (step + 1.0) / warmup();
        }
        return step >= total() ? decay(1) : decay((double) (step - warmup()) / (total() - warmup()));
    }

    /** No decay: decay(p) = 1. */
    record Constant(long warmup) implements Schedule {
        /** Requires a warm-up of at least 0 steps. */
        public Constant {
            require(warmup, warmup, 1);
        }

        @Override
        public long total() {
            return warmup;
        }

        @Override
        public double decay(double p) {
            return 1;
        }
    }

    /** decay(p) = 1 − (1 − end) p. */
    record Linear(long warmup, long total, double end) implements Schedule {
        /** Requires 0 ≤ warmup ≤ total and 0 ≤ end ≤ 1. */
        public Linear {
            require(warmup, total, end);
        }

        @Override
        public double decay(double p) {
            return 1 - (1 - end) * p;
        }
    }

    /** decay(p) = end + (1 − end) (1 + cos πp) / 2 (Loshchilov and Hutter, 2017, without restarts). */
    record Cosine(long warmup, long total, double end) implements Schedule {
        /** Requires 0 ≤ warmup ≤ total and 0 ≤ end ≤ 1. */
        public Cosine {
            require(warmup, total, end);
        }

        @Override
        public double decay(double p) {
            return end + (1 - end) * (1 + Math.cos(Math.PI * p)) / 2;
        }
    }

    /** decay(p) = endᵖ: each step multiplies by the same number. */
    record Exponential(long warmup, long total, double end) implements Schedule {
        /** Requires 0 ≤ warmup ≤ total and 0 &lt; end ≤ 1. */
        public Exponential {
            require(warmup, total, end);
            if (end == 0) {
                throw new IllegalArgumentException("schedule: an exponential decay does not reach the end 0");
            }
        }

        @Override
        public double decay(double p) {
            return Math.pow(end, p);
        }
    }

    private static void require(long warmup, long total, double end) {
        if (warmup < 0 || total < warmup) {
            throw new IllegalArgumentException("schedule: expected 0 <= warmup <= total, found " + warmup + " and " + total);
        }
        if (!(end >= 0 && end <= 1)) {
            throw new IllegalArgumentException("schedule: expected an end from 0 to 1, found " + end);
        }
    }
}
