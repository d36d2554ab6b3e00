package org.prosodia.bench.measure;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The same quantity, measured several times.
 *
 * @param sorted at least one, ascending
 */
public record Sample(List<Double> sorted) {
    public Sample {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("expected at least one measurement");
        }
        sorted = sorted.stream().sorted().toList();
    }

    public static Sample of(DoubleStream measured) {
        return new Sample(Arrays.stream(measured.toArray()).boxed().toList());
    }

    public static Sample of(Collection<Double> measured) {
        return new Sample(List.copyOf(measured));
    }

    public int size() {
        return sorted.size();
    }

    public double min() {
        return sorted.getFirst();
    }

    public double max() {
        return sorted.getLast();
    }

    /** The one in the middle, or the mean of both. */
    public double median() {
        int n = size();
        return (sorted.get((n - 1) / 2) + sorted.get(n / 2)) / 2;
    }
}
