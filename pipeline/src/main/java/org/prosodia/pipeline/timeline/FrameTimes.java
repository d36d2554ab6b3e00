package org.prosodia.pipeline.timeline;

/** When the frames of Wav2Vec2 are: frame {@code i} sees samples {@code 320 i … 320 i + 399} of the 16 kHz input. */
public final class FrameTimes {
    /** Sample rate of the model's input, Hz. */
    public static final int SAMPLE_RATE = 16_000;
    /** Samples from one frame to the next: the product of the encoder's strides, 5·2⁶. */
    public static final int STRIDE = 320;
    /** Samples one frame sees: the receptive field of the encoder's seven convolutions. */
    public static final int RECEPTIVE_FIELD = 400;

    private FrameTimes() {}

    /** Frames of a clip: {@code 1 + ⌊(samples − 400) / 320⌋}, and one of a clip that is shorter, which silence makes long enough. */
    public static int count(int samples) {
        return 1 + Math.max(0, samples - RECEPTIVE_FIELD) / STRIDE;
    }

    /** Centre of frame {@code i} in seconds: {@code (320 i + 200) / 16000}. */
    public static double centre(int i) {
        return ((double) STRIDE * i + RECEPTIVE_FIELD / 2) / SAMPLE_RATE;
    }

    /** Centres of the first {@code count} frames [count], seconds. */
    public static double[] centres(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("frame count: expected 0 or more, found " + count);
        }
        double[] times = new double[count];
        for (int i = 0; i < count; i++) {
            times[i] = centre(i);
        }
        return times;
    }
}
