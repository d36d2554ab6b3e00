package org.prosodia.bench;

import org.prosodia.tensor.Rng;
import org.prosodia.wav2vec2.Preprocessor;

/** Audio that takes as long as speech, for no model cares. */
final class Noise {
    private static final double AMPLITUDE = 0.1;

    private Noise() {}

    /** Normal samples, mono at 16 kHz. */
    static float[] clip(double seconds, long seed) {
        if (!(seconds > 0 && seconds <= 100_000)) {
            throw new IllegalArgumentException("audio: expected more than 0 and at most 100000 s, found " + seconds);
        }
        Rng random = new Rng(seed);
        float[] samples = new float[(int) Math.round(seconds * Preprocessor.SAMPLE_RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (AMPLITUDE * random.nextGaussian());
        }
        return samples;
    }
}
