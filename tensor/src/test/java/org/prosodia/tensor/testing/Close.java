package org.prosodia.tensor.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;

/** Comparison of arrays up to rounding. */
public final class Close {
    private Close() {}

    /** Each element within {@code tolerance} of the expected one, relative to the largest expected magnitude or 1. NaN meets only NaN. */
    public static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
        assertEquals(expected.length, actual.length, what + ": size");
        double largest = Arrays.stream(expected).map(Math::abs).filter(Double::isFinite).max().orElse(1);
        double allowed = tolerance * Math.max(1, largest);
        for (int i = 0; i < expected.length; i++) {
            boolean same = Double.compare(expected[i], actual[i]) == 0;
            if (!same && !(Math.abs(expected[i] - actual[i]) <= allowed)) {
                fail(what + ", element " + i + ": expected " + expected[i] + ", found " + actual[i]);
            }
        }
    }

    /** Rounding to be expected of sums over at most some hundred numbers around 1. */
    public static double tolerance(DType dtype) {
        return dtype == DType.F32 ? 5e-6 : 1e-13;
    }

    public static void assertClose(double[] expected, Tensor actual, String what) {
        assertClose(expected, actual.toDoubles(), tolerance(actual.dtype()), what);
    }
}
