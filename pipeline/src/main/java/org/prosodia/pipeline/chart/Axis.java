package org.prosodia.pipeline.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.prosodia.pipeline.markup.Ticks;

/**
 * Numbers along one side.
 *
 * @param low at the beginning
 * @param high at the end
 * @param ticks that are labelled
 * @param log whether equal steps are equal factors
 */
record Axis(double low, double high, List<Double> ticks, boolean log) {
    private static final int MOST_TICKS = 6;

    /** Round numbers around all of these that are finite. */
    static Axis around(DoubleStream values) {
        double[] finite = values.filter(Double::isFinite).toArray();
        double least = Arrays.stream(finite).min().orElse(0);
        double most = Arrays.stream(finite).max().orElse(1);
        double span = most > least ? most - least : Math.max(Math.abs(most), 1) * 0.1;
        double step = Ticks.step(span, MOST_TICKS - 1);
        double low = Math.floor(least / step + 1e-9) * step;
        double high = Math.max(Math.ceil(most / step - 1e-9) * step, low + step);
        return new Axis(low, high, Ticks.multiples(low, high, step), false);
    }

    /** From 0 to 1. */
    static Axis unit() {
        return new Axis(0, 1, Ticks.multiples(0, 1, 0.2), false);
    }

    /** A logarithmic axis with a tick at each of these, all positive. */
    static Axis logarithmic(double[] values) {
        double[] places = Arrays.stream(values).distinct().sorted().toArray();
        double margin = Math.pow(places[places.length - 1] / places[0], 0.06);
        return new Axis(places[0] / Math.max(margin, 1.1), places[places.length - 1] * Math.max(margin, 1.1),
                Arrays.stream(places).boxed().toList(), true);
    }

    /** Where a value is, 0 at the beginning, 1 at the end. */
    double share(double value) {
        return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
    }
}
