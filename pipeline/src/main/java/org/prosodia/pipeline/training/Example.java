package org.prosodia.pipeline.training;

import java.io.IOException;
import org.prosodia.wav2vec2.Preprocessor;

/**
 * A clip to learn from.
 *
 * @param name in messages
 * @param speaker who speaks; empty when nobody knows
 * @param length in samples at 16 kHz, for batches of like length
 * @param target what is to be learnt of it
 */
public record Example<T>(String name, String speaker, int length, Audio audio, T target) {
    /** The samples of a clip, read when they are needed. */
    @FunctionalInterface
    public interface Audio {
        /** Mono at 16 kHz, at least one sample; not to be changed. */
        float[] read() throws IOException;
    }

    /** A clip that is in memory. */
    public static <T> Example<T> of(String name, String speaker, float[] samples, T target) {
        return new Example<>(name, speaker, samples.length, () -> samples, target);
    }

    /** Seconds. */
    public double duration() {
        return (double) length / Preprocessor.SAMPLE_RATE;
    }
}
