package org.prosodia.pipeline.preference;

import java.util.Arrays;
import org.prosodia.pipeline.timeline.Timeline;

/** What makes two timelines the same sequence: their times and means, bit for bit, however they were made. */
final class SequenceKey {
    private final double[] times;
    private final float[] values;
    private final int hash;

    private SequenceKey(double[] times, float[] values) {
        this.times = times;
        this.values = values;
        this.hash = 31 * Arrays.hashCode(times) + Arrays.hashCode(values);
    }

    static SequenceKey of(Timeline timeline) {
        return new SequenceKey(timeline.times(), timeline.values());
    }

    @Override
    public boolean equals(Object object) {
        return object instanceof SequenceKey other && hash == other.hash && Arrays.equals(times, other.times)
                && Arrays.equals(values, other.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
