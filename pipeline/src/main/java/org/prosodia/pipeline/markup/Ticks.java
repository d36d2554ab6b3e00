package org.prosodia.pipeline.markup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Round numbers along an axis. */
public final class Ticks {
    private static final double[] TIME_STEPS = {0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400};
    /** From here on, times are written in minutes, seconds. */
    private static final double CLOCK_FROM = 120;

    private Ticks() {}

    /** A step of 1, 2 or 5 times a power of ten that cuts {@code span} into at most {@code most} parts. */
    public static double step(double span, int most) {
        double power = Math.pow(10, Math.floor(Math.log10(span / most)));
        for (double factor : new double[] {1, 2, 5}) {
            if (span / (factor * power) <= most) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** The multiples of {@code step} in [from, to]. */
    public static List<Double> multiples(double from, double to, double step) {
        List<Double> ticks = new ArrayList<>();
        double slack = 1e-9 * step;
        for (double n = Math.ceil((from - slack) / step); n * step <= to + slack; n++) {
            ticks.add(n * step);
        }
        return ticks;
    }

    /** A step for a time axis with at most {@code most} parts, seconds. */
    public static double timeStep(double seconds, int most) {
        boolean tabled = seconds / most > TIME_STEPS[0] / 2;
        for (double step : TIME_STEPS) {
            if (tabled && seconds / step <= most) {
                return step;
            }
        }
        return step(seconds, most);
    }

    /** A time for an axis of this length: {@code 1.5}, {@code 2:30} or {@code 1:02:30}. */
    public static String time(double time, double length) {
        if (length < CLOCK_FROM) {
            return Markup.number(time, 6);
        }
        long whole = Math.round(time);
        return length < 3600 ? String.format(Locale.ROOT, "%d:%02d", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    /** What the times of an axis of this length are in. */
    public static String timeUnit(double length) {
        return length < CLOCK_FROM ? "time (s)" : length < 3600 ? "time (min:s)" : "time (h:min:s)";
    }
}
