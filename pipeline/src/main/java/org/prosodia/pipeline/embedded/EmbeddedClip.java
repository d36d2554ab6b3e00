package org.prosodia.pipeline.embedded;

import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.wav2vec2.Wav2Vec2Config;

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

    /** The truth at the frames of Wav2Vec2. */
    public Timeline trueTimeline() {
        Wav2Vec2Config.Features features = Wav2Vec2Config.base().features();
        double[] times = features.times(features.frames(samples.length));
        int k = EmbeddedCorpus.EMOTIONS.size();
        float[] mean = new float[times.length * k];
        for (int t = 0; t < times.length; t++) {
            double[] mixture = truth.at(times[t]);
            for (int j = 0; j < k; j++) {
                mean[t * k + j] = (float) mixture[j];
            }
        }
        return Timeline.ofMeans(id, duration(), EmbeddedCorpus.EMOTIONS, times, mean);
    }
}
