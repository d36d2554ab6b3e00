package org.prosodia.pipeline.corpus;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What people said about a clip: how many heard each emotion. A plain label is one vote for it. Shares will do where counts are not known;
 * counts say more, as ten votes are surer than one.
 *
 * @param counts votes or shares [K], finite and not negative, at least one positive
 */
public record EmotionVotes(List<Double> counts) {

    public EmotionVotes {
        counts = List.copyOf(counts);
        double sum = 0;
        for (double count : counts) {
            if (!(count >= 0)) {
                throw new IllegalArgumentException("votes: expected numbers that are not negative, found " + counts);
            }
            sum += count;
        }
        if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("votes: expected a positive finite sum, found " + counts);
        }
    }

    /** One vote for emotion {@code k} of {@code size}. */
    public static EmotionVotes label(int k, int size) {
        List<Double> counts = new ArrayList<>(Collections.nCopies(size, 0.0));
        counts.set(k, 1.0);
        return new EmotionVotes(counts);
    }

    /** K. */
    public int size() {
        return counts.size();
    }

    /** Σ of the counts. */
    public double total() {
        return counts.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The shares [K], {@code counts / total}: a point of the simplex. */
    public double[] mixture() {
        double total = total();
        return counts.stream().mapToDouble(count -> count / total).toArray();
    }

    /** The emotion with most votes, the first of equals. */
    public int dominant() {
        return counts.indexOf(Collections.max(counts));
    }

    /** Whether this is what a plain label gives: one vote for one emotion. */
    public boolean isLabel() {
        return counts.get(dominant()) == 1 && total() == 1;
    }
}
