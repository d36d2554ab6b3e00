package org.prosodia.pipeline.preference;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Two candidates to be shown, by their index.
 *
 * @param first shown first
 * @param second another one
 */
public record CandidatePair(int first, int second) {

    /**
     * Different pairs of a clip's candidates, each in a random order, so that being shown first says nothing.
     *
     * @param candidates how many there are
     * @param count of pairs, at most candidates · (candidates − 1) / 2
     */
    public static List<CandidatePair> draw(int candidates, int count, RandomGenerator random) {
        List<CandidatePair> all = new ArrayList<>();
        for (int first = 0; first < candidates; first++) {
            for (int second = first + 1; second < candidates; second++) {
                all.add(new CandidatePair(first, second));
            }
        }
        if (count < 0 || count > all.size()) {
            throw new IllegalArgumentException("pairs: expected 0 to " + all.size() + " of " + candidates + " candidates, found " + count);
        }
        List<CandidatePair> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CandidatePair pair = all.remove(random.nextInt(all.size()));
            drawn.add(random.nextBoolean() ? pair : new CandidatePair(pair.second, pair.first));
        }
        return drawn;
    }
}
