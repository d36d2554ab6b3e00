package org.prosodia.pipeline.face;

import org.prosodia.pipeline.timeline.FrameTimes;

/**
 * A face that moves: the 52 channels of {@link Blendshape} at a constant frame rate. Immutable; frame {@code t} is shown from
 * {@code t / fps} seconds on. Values are within [0, 1].
 */
public final class BlendshapeCurve {
    /** Frames per second, at least: less is no animation. */
    public static final double SLOWEST = 1;
    /** Frames per second, at most. */
    public static final double FASTEST = 1000;

    private static final int C = Blendshape.COUNT;

    private final double fps;
    private final float[] values;

    /**
     * @param fps frames per second, {@value #SLOWEST} to {@value #FASTEST}
     * @param values [T, 52] row-major, T at least 1, each within [0, 1]
     * @throws IllegalArgumentException that names the frame and the channel
     */
    public BlendshapeCurve(double fps, float[] values) {
        requireRate(fps);
        if (values.length == 0 || values.length % C != 0) {
            throw new IllegalArgumentException("values: expected [T, " + C + "] with at least one frame, found " + values.length
                    + " numbers");
        }
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw new IllegalArgumentException("frame " + i / C + ", " + Blendshape.ALL.get(i % C).id()
                        + ": expected a number within [0, 1], found " + values[i]);
            }
        }
        this.fps = fps;
        this.values = values.clone();
    }

    /** Frames of an animation that lasts as long as the audio: {@code ⌈samples · fps / 16000⌉}, one at least. */
    public static int frameCount(int samples, double fps) {
        requireRate(fps);
        double frames = Math.max(1, Math.ceil(samples * fps / FrameTimes.SAMPLE_RATE));
        if (frames * C > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("frames: expected at most " + Integer.MAX_VALUE / C + ", found " + frames
                    + "; take a lower frame rate, or less audio");
        }
        return (int) frames;
    }

    private static void requireRate(double fps) {
        if (!(fps >= SLOWEST && fps <= FASTEST)) {
            throw new IllegalArgumentException("fps: expected " + SLOWEST + " to " + FASTEST + " frames per second, found " + fps);
        }
    }

    /** Frames per second. */
    public double fps() {
        return fps;
    }

    /** T, at least 1. */
    public int frameCount() {
        return values.length / C;
    }

    /** When frame {@code t} begins to be shown, seconds. */
    public double time(int t) {
        return t / fps;
    }

    /** When each frame begins to be shown [T], seconds. */
    public double[] times() {
        double[] times = new double[frameCount()];
        for (int t = 0; t < times.length; t++) {
            times[t] = time(t);
        }
        return times;
    }

    /** How long it lasts, {@code T / fps} seconds. */
    public double duration() {
        return frameCount() / fps;
    }

    /** Value of a channel in frame {@code t}. */
    public float value(int t, Blendshape channel) {
        return values[t * C + channel.ordinal()];
    }

    /** All values [T, 52], row-major. */
    public float[] values() {
        return values.clone();
    }

    @Override
    public String toString() {
        return "BlendshapeCurve[" + frameCount() + " frames at " + fps + " per second]";
    }
}
