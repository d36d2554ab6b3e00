package org.prosodia.pipeline.evaluation;

import java.util.Locale;

/**
 * An estimate and how sure it is.
 *
 * @param estimate of the sample itself
 * @param low lower end of the interval
 * @param high upper end
 */
public record Interval(double estimate, double low, double high) {

    /** Whether 0 lies outside: of a difference, whether it shows. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }

    /** {@code 0.195 [0.190, 0.201]}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", estimate, low, high);
    }
}
