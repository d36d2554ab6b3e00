package org.prosodia.pipeline.augment;

import java.util.Arrays;

/**
 * A changed clip, and where its sounds were before: what is at {@code t} seconds was at {@code offset + speed · t}. Times before or after
 * the clip mean silence that was put there.
 *
 * @param samples amplitudes [T'], T' ≥ 1; not copied
 * @param offset seconds into the clip at which the result begins, negative when silence was put before it
 * @param speed seconds of the clip that pass in one second of the result
 */
public record Augmented(float[] samples, double offset, double speed) {
    /** Where in the clip, in seconds, the sound at {@code t} seconds of the result was. */
    public double originalTime(double t) {
        return offset + speed * t;
    }

    /**
     * The same for many times, such as those of a model's frames: {@code timeline.interpolate(originalTimes(frameTimes))} gives the
     * emotions of the result's frames.
     */
    public double[] originalTimes(double[] times) {
        return Arrays.stream(times).map(this::originalTime).toArray();
    }
}
