package org.prosodia.pipeline.embedded;

import org.prosodia.pipeline.synth.SpeechSynthesizer;

/**
 * A clip of the embedded corpus.
 *
 * @param id unique in its corpus
 * @param speaker who "speaks"
 * @param samples mono at 16 kHz
 * @param label index of the emotion that an acted clip is about; −1 for a dynamic clip
 */
public record EmbeddedClip(String id, String speaker, float[] samples, int label, Truth truth) {
    /** The true mixture at any time: what the paper had to estimate from faces is known here. */
    @FunctionalInterface
    public interface Truth {
        /** Shares [K] that sum to 1, at this time in seconds. */
        double[] at(double seconds);
    }

    /** Seconds. */
    public double duration() {
        return (double) samples.length / SpeechSynthesizer.SAMPLE_RATE;
    }
}
