package org.prosodia.studio.study;

import java.util.HashMap;
import java.util.Map;

/** How often people say the same of the same pair; kept up to date, not counted anew. */
final class Agreement {
    private final Map<Pair, Map<String, Integer>> votes = new HashMap<>();
    private final Map<String, Share> shares = new HashMap<>();

    /** Counts a first answer; a tie is an answer like the other two. */
    synchronized void add(String annotator, Pair pair, int winner) {
        count(annotator, pair, winner, 1);
        votes.computeIfAbsent(pair, _ -> new HashMap<>()).put(annotator, winner);
    }

    /** Takes it out again. */
    synchronized void remove(String annotator, Pair pair) {
        int winner = votes.get(pair).remove(annotator);
        count(annotator, pair, winner, -1);
    }

    private void count(String annotator, Pair pair, int winner, int times) {
        votes.getOrDefault(pair, Map.of()).forEach((other, theirs) -> {
            Share more = new Share(theirs == winner ? times : 0, times);
            shares.merge(annotator, more, Share::plus);
            shares.merge(other, more, Share::plus);
        });
    }

    /** Of the comparisons with what others said of the same pairs, those that agree. */
    synchronized Share of(String annotator) {
        return shares.getOrDefault(annotator, Share.NONE);
    }
}
