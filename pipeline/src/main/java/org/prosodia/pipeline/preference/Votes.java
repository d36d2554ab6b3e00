package org.prosodia.pipeline.preference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How answers become pairs to learn from. In either way ties give none, and what one annotator said twice of the same two sequences
 * counts once.
 */
public enum Votes {
    /** Every vote is a pair: annotators who contradict each other, or themselves, give pairs in both directions. */
    EVERY {
        @Override
        List<Preference> pairsOf(List<Preference> votes) {
            return votes.stream().filter(vote -> !vote.tie()).toList();
        }
    },
    /** One pair for each two sequences, the way that more votes went, ties aside; none where as many went either way. */
    MAJORITY {
        @Override
        List<Preference> pairsOf(List<Preference> votes) {
            Map<Comparison, List<Preference>> byComparison = new LinkedHashMap<>();
            votes.stream().filter(vote -> !vote.tie())
                    .forEach(vote -> byComparison.computeIfAbsent(Comparison.of(vote), _ -> new ArrayList<>()).add(vote));
            return byComparison.values().stream().flatMap(Votes::winner).toList();
        }
    };

    abstract List<Preference> pairsOf(List<Preference> votes);

    /** The preferences to learn from, a subset of these in their order (for {@link #MAJORITY}, the first of each winning side). */
    public List<Preference> pairs(List<Preference> preferences) {
        return pairsOf(withoutDuplicates(preferences));
    }

    /** The first of those that say the same of the same sequences by the same annotator, whenever that was. */
    static List<Preference> withoutDuplicates(List<Preference> preferences) {
        Map<Comparison.Vote, Preference> first = new LinkedHashMap<>();
        preferences.forEach(preference -> first.putIfAbsent(Comparison.Vote.of(preference), preference));
        return List.copyOf(first.values());
    }

    /** The first vote for the sequence that has more than half of these; none of a draw. */
    private static Stream<Preference> winner(List<Preference> votes) {
        Map<SequenceKey, List<Preference>> bySequence = new HashMap<>();
        votes.forEach(vote -> bySequence.computeIfAbsent(SequenceKey.of(vote.chosen().timeline()), _ -> new ArrayList<>()).add(vote));
        return bySequence.values().stream().filter(side -> 2 * side.size() > votes.size()).map(List::getFirst);
    }
}
