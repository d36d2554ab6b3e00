package org.prosodia.tensor;

import java.util.random.RandomGenerator;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014): a seeded generator whose whole state is one number, so that it can be saved
 * with a checkpoint and restored bit for bit.
 */
public final class Rng implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    public Rng(long seed) {
        this.state = seed;
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** The number that {@link #nextLong()} gives after {@code i} others, from a generator in this state: many can be drawn at once. */
    public static long at(long state, long i) {
        return mix(state + (i + 1) * GOLDEN_GAMMA);
    }

    /** Goes on as if {@code n} numbers had been drawn. */
    public void skip(long n) {
        state += n * GOLDEN_GAMMA;
    }

    /** An independent generator, decided by this one's state and the given purpose; this generator does not advance. */
    public Rng fork(long purpose) {
        return new Rng(mix(state ^ mix(purpose + GOLDEN_GAMMA)));
    }

    /** The state to save; {@code new Rng(state)}, or {@link #restore}, continues from there. */
    public long state() {
        return state;
    }

    /** Goes back, or on, to a state that {@link #state()} gave. */
    public void restore(long saved) {
        state = saved;
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
