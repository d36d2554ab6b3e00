package org.prosodia.tensor.math;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Comparison of a computed value with a better one, on the scale in which an accuracy is stated. */
final class Accuracy {

    private Accuracy() {}

    /** |actual − expected| ≤ bound · |expected|; values that a double cannot hold must be infinite or 0 alike. */
    static void assertRelative(double expected, double actual, double bound) {
        assertWithin(expected, actual, bound * Math.abs(expected) + Double.MIN_NORMAL);
    }

    /** |actual − expected| ≤ bound · max(1, |expected|). */
    static void assertScaled(double expected, double actual, double bound) {
        assertWithin(expected, actual, bound * Math.max(1, Math.abs(expected)));
    }

    private static void assertWithin(double expected, double actual, double tolerance) {
        boolean within = expected == actual || Math.abs(actual - expected) <= tolerance;
        assertTrue(within && !(Double.isInfinite(expected) ^ Double.isInfinite(actual)),
                () -> "expected " + expected + " ± " + tolerance + " but was " + actual);
    }
}
