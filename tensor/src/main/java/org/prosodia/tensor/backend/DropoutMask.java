package org.prosodia.tensor.backend;

import org.prosodia.tensor.math.SplitMix64;

/**
 * What dropout multiplies elements by, drawn by their places, so that a mask needs no memory and any part of it can be drawn again.
 *
 * @param state of the generator before it has drawn anything
 * @param threshold element i is dropped where number i of the generator, shifted right by {@value #SHIFT}, is below
 * @param kept factor of all others
 */
public record DropoutMask(long state, long threshold, double kept) {
    /** Leaves 53 bits: those of {@link org.prosodia.tensor.Rng#nextDouble()}. */
    public static final int SHIFT = 11;

    /** Drops nothing. */
    public static final DropoutMask NONE = new DropoutMask(0, 0, 1);

    /** @param p the probability to be dropped */
    public static DropoutMask of(double p, long state) {
        return p == 0 ? NONE : new DropoutMask(state, (long) Math.ceil(p * 0x1p53), p == 1 ? 0 : 1 / (1 - p));
    }

    public boolean isNone() {
        return threshold == 0;
    }

    /** 0 with probability p, else 1 / (1 − p). */
    public double factor(long i) {
        return SplitMix64.at(state, i) >>> SHIFT < threshold ? 0 : kept;
    }
}
