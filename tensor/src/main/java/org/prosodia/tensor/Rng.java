package org.prosodia.tensor;

import java.util.random.RandomGenerator;
import org.prosodia.tensor.math.SplitMix64;

/**
 * SplitMix64 (Steele, Lea and Flood, 2014): a seeded generator whose whole state is one number, so that it can be saved
 * with a checkpoint and restored bit for bit.
 */
public final class Rng implements RandomGenerator {
    private long state;

    public Rng(long seed) {
        this.state = seed;
    }

    @Override
    public long nextLong() {
        state += SplitMix64.GOLDEN_GAMMA;
        return SplitMix64.mix(state);
    }

    /** Goes on as if {@code n} numbers had been drawn. */
    public void skip(long n) {
        state += n * SplitMix64.GOLDEN_GAMMA;
    }

    /** An independent generator, decided by this one's state and the given purpose; this generator does not advance. */
    public Rng fork(long purpose) {
        return new Rng(SplitMix64.mix(state ^ SplitMix64.mix(purpose + SplitMix64.GOLDEN_GAMMA)));
    }

    /** The state to save; {@code new Rng(state)}, or {@link #restore}, continues from there. */
    public long state() {
        return state;
    }

    /** Goes back, or on, to a state that {@link #state()} gave. */
    public void restore(long saved) {
        state = saved;
    }
}
