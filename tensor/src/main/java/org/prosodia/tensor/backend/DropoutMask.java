package org.prosodia.tensor.backend;

import org.prosodia.tensor.math.SplitMix64;

/**
 * What dropout multiplies elements by, drawn by their places, so that a mask needs no memory and any part of it can be drawn again.
 *
 * @param p probability to be dropped
 * @param state of the generator before it has drawn anything
 */
public record DropoutMask(double p, long state) {
    /** What is left of numbers shifted right by so much has 53 bits: those of {@link org.prosodia.tensor.Rng#nextDouble()}. */
    public static final int SHIFT = 11;

    /** Drops nothing. */
    public static final DropoutMask NONE = new DropoutMask(0, 0);

    public boolean isNone() {
        return p == 0;
    }

    /** Dropped is where a number of the generator, shifted right by {@link #SHIFT}, is below. */
    public long threshold() {
        return (long) Math.ceil(p * 0x1p53);
    }

    /** Factor of what is not dropped. */
    public double kept() {
        return p == 1 ? 0 : 1 / (1 - p);
    }

    /** 0 with probability p, else 1 / (1 − p). */
    public double factor(long i) {
        return SplitMix64.at(state, i) >>> SHIFT < threshold() ? 0 : kept();
    }

    /** The mask of what comes from element {@code first} on. */
    public DropoutMask from(long first) {
        return new DropoutMask(p, state + first * SplitMix64.GOLDEN_GAMMA);
    }
}
