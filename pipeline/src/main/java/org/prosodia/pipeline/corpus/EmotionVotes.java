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

    /** How far votes spread, nats: {@code −Σ_k y_k ln y_k} of the shares y with 0 ln 0 = 0; from 0, where all agree, to ln K. */
    public double entropy() {
        double sum = 0;
        for (double share : mixture()) {
            sum -= share > 0 ? share * Math.log(share) : 0;
        }
        return sum;
    }

    /**
     * The entropy of what these votes are a sample of, of n counts for m emotions: {@code entropy + (m − 1)/(2 n)}. A few votes miss what
     * few people hear, so that {@link #entropy} is too low on average; this mends it to the first order in 1/n (G. Miller, <i>Note on the
     * bias of information estimates</i>, 1955).
     */
    public double correctedEntropy() {
        long heard = counts.stream().filter(count -> count > 0).count();
        return entropy() + (heard - 1) / (2 * total());
    }

    /** Whether this is what a plain label gives: one vote for one emotion. */
    public boolean isLabel() {
        return counts.get(dominant()) == 1 && total() == 1;
    }
}
