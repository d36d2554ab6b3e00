package org.prosodia.tests.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Comparison as the project states its parity: the largest error relative to the largest magnitude of the reference. */
final class Closeness {
    private Closeness() {}

    /** Fails when max |found − expected| exceeds {@code tolerance} · max |expected|. */
    static void assertClose(String what, double[] expected, double[] found, double tolerance) {
        assertClose(what, expected, found, tolerance, 0);
    }

    /** The same with an absolute allowance, for references that are zero but for rounding. */
    static void assertClose(String what, double[] expected, double[] found, double tolerance, double floor) {
        assertEquals(expected.length, found.length, what + ": sizes differ");
        double scale = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            assertTrue(Double.isFinite(found[i]), what + ": element " + i + " is " + found[i]);
            scale = Math.max(scale, Math.abs(expected[i]));
            worst = Math.max(worst, Math.abs(found[i] - expected[i]));
        }
        assertTrue(worst <= tolerance * scale + floor, what + ": error " + worst + " of magnitude " + scale + " is " + worst / scale
                + ", allowed " + tolerance);
    }
}
