package org.prosodia.tensor.math;

/** The numbers of SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014) by their place. */
public final class SplitMix64 {
    /** By so much the state grows with each number: the odd number nearest to 2⁶⁴ / φ. */
    public static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** The factors of {@link #mix}. */
    public static final long FIRST_FACTOR = 0xbf58476d1ce4e5b9L;

    public static final long SECOND_FACTOR = 0x94d049bb133111ebL;

    private SplitMix64() {}

    /** The number that comes after {@code i} others, from a generator in this state: many can be drawn at once. */
    public static long at(long state, long i) {
        return mix(state + (i + 1) * GOLDEN_GAMMA);
    }

    /** Stafford's variant 13 of MurmurHash3's finaliser. */
    public static long mix(long z) {
        z = (z ^ (z >>> 30)) * FIRST_FACTOR;
        z = (z ^ (z >>> 27)) * SECOND_FACTOR;
        return z ^ (z >>> 31);
    }
}
