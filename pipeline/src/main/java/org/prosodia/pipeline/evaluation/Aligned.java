package org.prosodia.pipeline.evaluation;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.prosodia.pipeline.timeline.Timeline;

/** A predicted timeline brought to the times of the true one, its emotions to the order of the true ones. */
final class Aligned {
    /** Seconds by which a true time may lie beyond the audio: annotations seldom end with the sample. */
    private static final double SLACK = 0.1;

    private final Timeline truth;
    private final Timeline predicted;
    private final int[] column;

    private Aligned(Timeline truth, Timeline predicted, int[] column) {
        this.truth = truth;
        this.predicted = predicted;
        this.column = column;
    }

    static Aligned of(Timeline predicted, Timeline truth) {
        if (!predicted.isMixture() || !truth.isMixture()) {
            throw new IllegalArgumentException(truth.audio() + ": expected mixtures of emotions, found the raw values of "
                    + (truth.isMixture() ? predicted : truth).emotions());
        }
        List<String> names = truth.emotions();
        if (names.size() != predicted.emotions().size() || !new HashSet<>(names).containsAll(predicted.emotions())) {
            throw new IllegalArgumentException(truth.audio() + ": expected a prediction of " + names + ", found one of "
                    + predicted.emotions());
        }
        double[] times = truth.times();
        if (times[0] < -SLACK || times[times.length - 1] > predicted.duration() + SLACK) {
            throw new IllegalArgumentException(String.format(Locale.ROOT,
                    "%s: expected true times within the predicted audio, 0 to %.3f s, found %.3f to %.3f s", truth.audio(),
                    predicted.duration(), times[0], times[times.length - 1]));
        }
        return new Aligned(truth, predicted.interpolate(times), names.stream().mapToInt(predicted.emotions()::indexOf).toArray());
    }

    int frames() {
        return truth.frameCount();
    }

    /** The true mixture of frame t [K]. */
    double[] truth(int t) {
        double[] row = new double[column.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = truth.value(t, k);
        }
        return normalised(row);
    }

    /** The predicted mean at the time of frame t [K]. */
    double[] mean(int t) {
        double[] row = new double[column.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = predicted.value(t, column[k]);
        }
        return normalised(row);
    }

    /** The predicted concentrations at the time of frame t [K]. */
    double[] alpha(int t) {
        double[] row = new double[column.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = predicted.alpha(t, column[k]);
        }
        return row;
    }

    /** Files round: a row may be off the simplex by a little. */
    private static double[] normalised(double[] row) {
        double sum = 0;
        for (double share : row) {
            sum += share;
        }
        for (int k = 0; k < row.length; k++) {
            row[k] /= sum;
        }
        return row;
    }
}
