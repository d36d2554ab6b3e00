package org.prosodia.pipeline.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the greatest share of a clip's mixture is as often right as it is large: the reliability diagram of C. Guo et al., <i>On
 * calibration of modern neural networks</i>, 2017 (arXiv 1706.04599), with bins of equal width over (0, 1].
 *
 * @param bins in order of confidence, empty ones included
 */
public record Reliability(List<Bin> bins) {
    /** Bins, as in the paper. */
    public static final int DEFAULT_BINS = 15;

    /** Takes a copy. */
    public Reliability {
        bins = List.copyOf(bins);
    }

    /**
     * Clips of about one confidence; in an empty bin both means are NaN.
     *
     * @param clips how many
     * @param accuracy share of them whose label was found
     * @param confidence mean of their greatest shares
     */
    public record Bin(long clips, double accuracy, double confidence) {}

    /** With {@value #DEFAULT_BINS} bins. */
    public static Reliability of(List<ClipPrediction> predictions) {
        return of(predictions, DEFAULT_BINS);
    }

    /** @param bins at least 1 */
    public static Reliability of(List<ClipPrediction> predictions, int bins) {
        if (bins < 1) {
            throw new IllegalArgumentException("bins: expected at least 1, found " + bins);
        }
        long[] clips = new long[bins];
        long[] correct = new long[bins];
        double[] confidence = new double[bins];
        for (ClipPrediction prediction : predictions) {
            // Bin b holds (b / bins, (b + 1) / bins]; a float softmax may sum to a little more than 1.
            int bin = Math.clamp((long) Math.ceil(prediction.confidence() * bins) - 1, 0, bins - 1);
            clips[bin]++;
            correct[bin] += prediction.correct() ? 1 : 0;
            confidence[bin] += prediction.confidence();
        }
        List<Bin> found = new ArrayList<>();
        for (int b = 0; b < bins; b++) {
            found.add(new Bin(clips[b], (double) correct[b] / clips[b], confidence[b] / clips[b]));
        }
        return new Reliability(found);
    }

    /** {@code ECE = Σ_b n_b/n · |accuracy_b − confidence_b|}: 0 when calibrated, NaN without clips. */
    public double expectedCalibrationError() {
        double sum = 0;
        long clips = 0;
        for (Bin bin : bins) {
            sum += bin.clips == 0 ? 0 : bin.clips * Math.abs(bin.accuracy - bin.confidence);
            clips += bin.clips;
        }
        return sum / clips;
    }
}
