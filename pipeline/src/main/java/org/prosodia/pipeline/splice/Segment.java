package org.prosodia.pipeline.splice;

import java.util.List;

/**
 * A clip's place in a sequence, in samples at 16 kHz, and how it comes and goes. Fades keep the power: while one clip's gain is
 * {@code cos(π u / 2)} the next one's is {@code sin(π u / 2)}, and the squares of both sum to 1.
 *
 * @param clip id of the clip
 * @param mixture shares of its emotions [K]
 * @param start first sample
 * @param end after its last sample
 * @param fadeIn samples in which it comes; 0 for the first
 * @param fadeOut samples in which it goes; 0 for the last
 */
public record Segment(String clip, List<Double> mixture, int start, int end, int fadeIn, int fadeOut) {
    /** Keeps a copy of the mixture. */
    public Segment {
        mixture = List.copyOf(mixture);
    }

    /** The share of the sound's power that is this clip's at a moment, in samples: 0 outside of it, 1 where it is alone. */
    double share(double at) {
        if (at < start || at >= end) {
            return 0;
        }
        double in = at < start + fadeIn ? Math.sin(Math.PI / 2 * (at - start) / fadeIn) : 1;
        double out = at > end - fadeOut ? Math.sin(Math.PI / 2 * (end - at) / fadeOut) : 1;
        return in * in * out * out;
    }

    /** What the samples are multiplied with: the square root of {@link #share}. */
    double gain(int sample) {
        return Math.sqrt(share(sample + 0.5));
    }
}
