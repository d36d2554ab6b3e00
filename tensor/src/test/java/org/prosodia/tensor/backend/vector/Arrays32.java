package org.prosodia.tensor.backend.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;

/** What the tests of this package share. */
final class Arrays32 {
    private static final int L = FloatVector.SPECIES_PREFERRED.length();

    private Arrays32() {}

    /** Sizes around the lanes of this machine, primes, and large ones. */
    static IntStream raggedSizes() {
        return IntStream.of(0, 1, 2, L - 1, L, L + 1, 2 * L, 3 * L + 2, 4 * L, 97, 499, 1499).distinct();
    }

    /** Uniform in (−1, 1). */
    static float[] random(long seed, int n) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) random.nextDouble(-1, 1);
        }
        return x;
    }

    /** |expected − actual| ≤ tolerance · max(1, |expected|); non-finite values must be the same. */
    static void assertClose(float[] expected, float[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what);
        for (int i = 0; i < expected.length; i++) {
            float e = expected[i];
            float a = actual[i];
            boolean same = Float.isFinite(e) ? Math.abs((double) e - a) <= tolerance * Math.max(1, Math.abs(e)) : Float.compare(e, a) == 0;
            if (!same) {
                fail(String.format(Locale.ROOT, "%s: element %d of %d: expected %s, found %s", what, i, expected.length, e, a));
            }
        }
    }
}
