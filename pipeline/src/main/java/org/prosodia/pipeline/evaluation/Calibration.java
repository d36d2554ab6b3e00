package org.prosodia.pipeline.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * Whether predicted Dirichlet distributions are as wide as the truth is scattered. Of y ~ Dir(α) each share has the marginal
 * {@code y_k ~ Beta(α_k, α_0 − α_k)}, so the probability integral transform {@code u = I_(y_k)(α_k, α_0 − α_k)} is uniform on [0, 1] if
 * the model is calibrated; heaped at both ends it is too sure of itself, heaped in the middle not sure enough.
 *
 * @param frames compared
 * @param transforms how many u, over frames and emotions, fell into each of {@value #BINS} equal bins of [0, 1]
 * @param negativeLogLikelihood mean of {@code −log Dir(y; α)} over frames, nats; of a density, so it may be negative
 */
public record Calibration(long frames, List<Long> transforms, double negativeLogLikelihood) {
    /** Bins of u: the ends of every central interval of a multiple of 5 % lie between two of them. */
    public static final int BINS = 40;
    /** ε of {@code y ← (1 − ε) y + ε / K} that timelines are trained with: off the simplex' edge, where densities are infinite. */
    public static final double DEFAULT_SMOOTHING = 0.05;

    /** Requires a count for each bin. */
    public Calibration {
        transforms = List.copyOf(transforms);
        if (transforms.size() != BINS) {
            throw new IllegalArgumentException("transforms: expected " + BINS + " counts, found " + transforms.size());
        }
    }

    /** With {@link #DEFAULT_SMOOTHING}. */
    public static Calibration of(Timeline predicted, Timeline truth) {
        return of(predicted, truth, DEFAULT_SMOOTHING);
    }

    /**
     * Of one clip: the prediction is brought to the truth's times as in {@link SequenceError}.
     *
     * @param smoothing ε, 0 to 1, of the true mixtures, for likelihood and transforms alike: that of training, since the smoothed
     *     mixture is what the model was asked for. With 0 a share that is exactly 0 lies at the end of its marginal and costs an
     *     infinite likelihood.
     * @throws IllegalArgumentException if the prediction has no concentrations, or as {@link SequenceError#of} says
     */
    public static Calibration of(Timeline predicted, Timeline truth, double smoothing) {
        if (!predicted.hasAlpha()) {
            throw new IllegalArgumentException(predicted.audio() + ": expected a prediction with concentrations, found means alone");
        }
        Aligned aligned = Aligned.of(predicted, truth);
        long[] counts = new long[BINS];
        double total = 0;
        for (int t = 0; t < aligned.frames(); t++) {
            double[] y = Simplex.smooth(aligned.truth(t), smoothing);
            double[] alpha = aligned.alpha(t);
            total -= Dirichlet.of(alpha).logDensity(y);
            for (int k = 0; k < y.length; k++) {
                counts[Math.min((int) (transform(y, alpha, k) * BINS), BINS - 1)]++;
            }
        }
        return of(aligned.frames(), counts, total);
    }

    /** {@code u = I_(y_k)(α_k, α_0 − α_k)}, the share of draws y_k below this one. */
    static double transform(double[] y, double[] alpha, int k) {
        double others = 0; // α_0 − α_k without cancellation
        double rest = 0; // 1 − y_k likewise
        for (int j = 0; j < y.length; j++) {
            others += j == k ? 0 : alpha[j];
            rest += j == k ? 0 : y[j];
        }
        return rest < y[k] ? RegularizedBeta.complement(rest, others, alpha[k]) : RegularizedBeta.value(y[k], alpha[k], others);
    }

    private static Calibration of(long frames, long[] counts, double total) {
        List<Long> transforms = new ArrayList<>();
        for (long count : counts) {
            transforms.add(count);
        }
        return new Calibration(frames, transforms, total / frames);
    }

    /** Several clips together, each frame counting once. */
    public static Calibration pooled(List<Calibration> clips) {
        long frames = 0;
        long[] counts = new long[BINS];
        double total = 0;
        for (Calibration clip : clips) {
            frames += clip.frames;
            total += clip.frames * clip.negativeLogLikelihood;
            for (int b = 0; b < BINS; b++) {
                counts[b] += clip.transforms.get(b);
            }
        }
        return of(frames, counts, total);
    }

    /**
     * Share of the true shares that lie in the central interval of that probability of their marginal; the level itself when calibrated.
     *
     * @param level a multiple of 0.05 from 0.05 to 0.95, such as 0.5, 0.8 and 0.95
     */
    public double coverage(double level) {
        int outside = (int) Math.round((1 - level) / 2 * BINS);
        if (!(level > 0 && level < 1) || Math.abs((1 - level) / 2 * BINS - outside) > 1e-9) {
            throw new IllegalArgumentException("level: expected a multiple of 0.05 between 0 and 1, found " + level);
        }
        long all = transforms.stream().mapToLong(Long::longValue).sum();
        return (double) transforms.subList(outside, BINS - outside).stream().mapToLong(Long::longValue).sum() / all;
    }
}
