package org.prosodia.pipeline.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * How far the predicted timeline of one clip is from the true one. The prediction is brought to the truth's times by linear
 * interpolation, constant beyond its first and last frame; emotions are matched by name.
 *
 * @param audio name of the clip
 * @param frames of the truth, over which everything here is averaged
 * @param emotions names [K]
 * @param perEmotion mean over frames of {@code |mean_k − truth_k|} [K]
 * @param klDivergence mean over frames of {@code KL(truth ‖ mean) = Σ_k truth_k ln(truth_k / mean_k)}, nats, both sides smoothed as
 *     {@code (1 − ε) y + ε / K} with ε = {@value #KL_SMOOTHING}: a true emotion given no share costs much, not everything
 */
public record SequenceError(String audio, int frames, List<String> emotions, List<Double> perEmotion, double klDivergence) {
    /** ε of the divergence: it bounds what one frame can cost by ln(K / ε). */
    public static final double KL_SMOOTHING = 0.01;
    /** The emotion that {@link #maeWithoutNeutral} leaves out. */
    public static final String NEUTRAL = "neutral";

    /** Requires a number for each emotion. */
    public SequenceError {
        emotions = List.copyOf(emotions);
        perEmotion = List.copyOf(perEmotion);
        if (perEmotion.size() != emotions.size()) {
            throw new IllegalArgumentException(audio + ": expected an error for each of " + emotions + ", found " + perEmotion);
        }
    }

    /** @throws IllegalArgumentException if one has no mixtures, their emotions differ, or the truth goes on after the predicted audio */
    public static SequenceError of(Timeline predicted, Timeline truth) {
        Aligned aligned = Aligned.of(predicted, truth);
        int size = truth.emotions().size();
        double[] error = new double[size];
        double divergence = 0;
        for (int t = 0; t < aligned.frames(); t++) {
            double[] mean = aligned.mean(t);
            double[] target = aligned.truth(t);
            for (int k = 0; k < size; k++) {
                error[k] += Math.abs(mean[k] - target[k]) / aligned.frames();
            }
            divergence += divergence(Simplex.smooth(target, KL_SMOOTHING), Simplex.smooth(mean, KL_SMOOTHING)) / aligned.frames();
        }
        return new SequenceError(truth.audio(), aligned.frames(), truth.emotions(), Arrays.stream(error).boxed().toList(), divergence);
    }

    private static double divergence(double[] truth, double[] mean) {
        double sum = 0;
        for (int k = 0; k < truth.length; k++) {
            sum += truth[k] * Math.log(truth[k] / mean[k]);
        }
        return sum;
    }

    /** Mean absolute error over frames and emotions, 0 to 2/K. */
    public double mae() {
        return perEmotion.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /**
     * Mean absolute error over frames and the K − 1 emotions other than {@value #NEUTRAL}; NaN when there is no other.
     *
     * <p>The paper's targets have no neutral channel: a neutral face is one where all others are 0. So the channel is dropped on both
     * sides and the others are compared as they are. They are not renormalised: a frame that is 90 % neutral and 10 % joy stays 10 %
     * joy, where renormalising would make it all joy and a wholly neutral frame undefined.
     */
    public double maeWithoutNeutral() {
        return IntStream.range(0, emotions.size()).filter(k -> !emotions.get(k).equals(NEUTRAL)).mapToDouble(perEmotion::get).average()
                .orElse(Double.NaN);
    }
}
