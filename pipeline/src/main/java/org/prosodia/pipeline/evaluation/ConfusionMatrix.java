package org.prosodia.pipeline.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How often each label was taken for each: rows are the truth, columns the prediction. Immutable. What has no clips to be computed from
 * is NaN, and left out of averages: the recall of a label that no clip has, the precision of one that was never predicted.
 */
public final class ConfusionMatrix {
    private final List<String> labels;
    private final long[][] counts;

    private ConfusionMatrix(List<String> labels, long[][] counts) {
        this.labels = labels;
        this.counts = counts;
    }

    /** @param labels names of the K labels, in the order of the mixtures */
    public static ConfusionMatrix of(List<String> labels, List<ClipPrediction> predictions) {
        long[][] counts = new long[labels.size()][labels.size()];
        for (ClipPrediction prediction : predictions) {
            if (prediction.mixture().size() != labels.size()) {
                throw new IllegalArgumentException(prediction.clip() + ": expected a mixture of " + labels + ", found "
                        + prediction.mixture().size() + " shares");
            }
            counts[prediction.truth()][prediction.predicted()]++;
        }
        return new ConfusionMatrix(List.copyOf(labels), counts);
    }

    /** @param counts [K, K], 0 or more: truth, then prediction */
    public static ConfusionMatrix of(List<String> labels, long[][] counts) {
        long[][] copy = new long[labels.size()][];
        if (counts.length != labels.size()) {
            throw new IllegalArgumentException("counts: expected a row for each of " + labels + ", found " + counts.length);
        }
        for (int k = 0; k < copy.length; k++) {
            copy[k] = counts[k].clone();
            if (copy[k].length != copy.length || Arrays.stream(copy[k]).anyMatch(count -> count < 0)) {
                throw new IllegalArgumentException("counts of " + labels.get(k) + ": expected " + copy.length
                        + " counts, 0 or more, found " + Arrays.toString(copy[k]));
            }
        }
        return new ConfusionMatrix(List.copyOf(labels), copy);
    }

    /** Names of the labels [K]. */
    public List<String> labels() {
        return labels;
    }

    /** Clips of label {@code truth} that were taken for {@code predicted}. */
    public long count(int truth, int predicted) {
        return counts[truth][predicted];
    }

    /** Clips. */
    public long total() {
        return IntStream.range(0, labels.size()).mapToLong(this::actual).sum();
    }

    /** Share of clips whose label was found. */
    public double accuracy() {
        return ratio(IntStream.range(0, labels.size()).mapToLong(k -> counts[k][k]).sum(), total());
    }

    /** Unweighted average recall, also called balanced accuracy: the mean recall of the labels that clips have. */
    public double unweightedAverageRecall() {
        return average(this::recall);
    }

    /** Mean F1 of the labels that were there or predicted. */
    public double macroF1() {
        return average(this::f1);
    }

    /** Share of the clips of label k that were found. */
    public double recall(int k) {
        return ratio(counts[k][k], actual(k));
    }

    /** Share of the clips taken for label k that were so. */
    public double precision(int k) {
        return ratio(counts[k][k], predicted(k));
    }

    /** {@code 2 TP / (2 TP + FP + FN)}: the harmonic mean of precision and recall. */
    public double f1(int k) {
        return ratio(2 * counts[k][k], actual(k) + predicted(k));
    }

    /** Clips of label k. */
    public long actual(int k) {
        return Arrays.stream(counts[k]).sum();
    }

    /** Clips taken for label k. */
    public long predicted(int k) {
        return Arrays.stream(counts).mapToLong(row -> row[k]).sum();
    }

    private double average(IntToDoubleFunction ofLabel) {
        return IntStream.range(0, labels.size()).mapToDouble(ofLabel).filter(value -> !Double.isNaN(value)).average().orElse(Double.NaN);
    }

    private static double ratio(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }

    /** The matrix with recall, precision and F1 of each label, for people: columns in fixed-width text, each line ended. */
    public String toText() {
        return ConfusionTable.text(this);
    }

    /** The counts as CSV (RFC 4180): a header {@code truth,LABEL…}, then a line for each true label. */
    public String toCsv() {
        return ConfusionTable.csv(this);
    }

    @Override
    public String toString() {
        return "ConfusionMatrix" + labels + Arrays.deepToString(counts);
    }
}
