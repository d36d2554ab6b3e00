package org.prosodia.pipeline.evaluation;

import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * Which percentile of a bootstrap ends its interval. The plain percentile interval is too narrow for small samples: resampling n values
 * shrinks the variance of their mean by (n − 1)/n, and it leaves out that this variance is itself estimated. The expanded percentile
 * interval (T. Hesterberg, <i>What teachers should know about the bootstrap</i>, The American Statistician 69, 2015) makes up for both:
 * of normal values it is the t interval.
 */
final class ExpandedPercentile {
    private static final int BISECTIONS = 200;

    private ExpandedPercentile() {}

    /**
     * One thing that is resampled.
     *
     * @param variance of the mean, as far as it comes from this
     * @param units resampled, at least 2
     */
    record Source(double variance, int units) {}

    /**
     * {@code p = Φ(−t_(ν, (1 + level)/2) · √(Σ V_i / Σ V_i (n_i − 1)/n_i))} with the degrees of freedom of Welch and Satterthwaite,
     * {@code ν = (Σ V_i)² / Σ V_i²/(n_i − 1)}. For one source this is {@code Φ(−t_(n − 1) √(n/(n − 1)))}.
     *
     * @return p: the interval goes from percentile p to 1 − p
     */
    static double tail(double level, Source... sources) {
        double total = 0;
        double resampled = 0;
        double spread = 0;
        for (Source source : sources) {
            double v = source.variance;
            total += v;
            resampled += v * (source.units - 1) / source.units;
            spread += v * v / (source.units - 1);
        }
        if (total == 0) {
            return (1 - level) / 2; // nothing varies: every percentile is the estimate
        }
        return 0.5 * Erfc.value(quantile(total * total / spread, level) * Math.sqrt(total / resampled) / Math.sqrt(2));
    }

    /**
     * The t with {@code P(|T_ν| ≤ t) = level}, by bisection over {@code x = ν/(ν + t²)}: {@code P(|T_ν| > t) = I_x(ν/2, 1/2)} grows with x.
     */
    static double quantile(double degreesOfFreedom, double level) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double x = (low + high) / 2;
            if (RegularizedBeta.value(x, degreesOfFreedom / 2, 0.5) > 1 - level) {
                high = x;
            } else {
                low = x;
            }
        }
        return Math.sqrt(degreesOfFreedom * (1 - high) / high);
    }
}
