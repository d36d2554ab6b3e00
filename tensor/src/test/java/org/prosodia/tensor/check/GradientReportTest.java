package org.prosodia.tensor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a report says, and when it says that all is well. */
class GradientReportTest {
    private static GradientReport report(double tolerance, double... errors) {
        return new GradientReport(tolerance, IntStream.range(0, errors.length)
                .mapToObj(i -> new PartialDerivative("x[0]", List.of(i), errors[i], 0, 0, 0))
                .toList(), List.of());
    }

    @Test
    void anErrorOfExactlyTheToleranceIsWithinIt() {
        assertTrue(report(0.25, 0.25, 0).passed());
        assertEquals("passed: 2 partial derivatives agree within 2.5e-01, the largest error is 2.5e-01", report(0.25, 0.25, 0).toString());
        assertFalse(report(0.25, Math.nextUp(0.25)).passed());
    }

    @Test
    void tenRowsAreAllThereIsToShow() {
        double[] ten = IntStream.range(0, 10).mapToDouble(i -> 0.5).toArray();
        assertFalse(report(0.25, ten).toString().contains("more\n"));
        assertEquals(2 + 10, report(0.25, ten).toString().split("\n", -1).length);
    }

    @Test
    void aProblemFailsWhatAgrees() {
        GradientReport report = new GradientReport(1, List.of(), List.of("the result changes"));
        assertFalse(report.passed());
        assertEquals("FAILED: 0 partial derivatives agree within 1.0e+00, the largest error is 0.0e+00\nthe result changes",
                report.toString());
    }
}
