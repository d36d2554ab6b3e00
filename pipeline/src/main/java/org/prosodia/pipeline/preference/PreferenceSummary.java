package org.prosodia.pipeline.preference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What a set of preferences holds. All but the first two numbers are of what is left when duplicates are taken out.
 *
 * @param preferences as read
 * @param duplicates repetitions of what the same annotator had said of the same two sequences
 * @param simulated votes of simulated annotators
 * @param annotators different names
 * @param ties votes for neither
 * @param comparisons different pairs of sequences that were judged
 * @param contradictions comparisons with votes in both directions
 * @param everyPairs training pairs by {@link Votes#EVERY}
 * @param majorityPairs training pairs by {@link Votes#MAJORITY}
 * @param agreement of any two votes of different annotators on one comparison, the share that say the same, a tie being an answer like
 *     the other two; by guessing without ties, ½. Empty when no comparison has two annotators
 */
public record PreferenceSummary(int preferences, int duplicates, int simulated, int annotators, int ties, int comparisons,
        int contradictions, int everyPairs, int majorityPairs, OptionalDouble agreement) {

    /** Counts. */
    public static PreferenceSummary of(List<Preference> preferences) {
        List<Preference> distinct = Votes.withoutDuplicates(preferences);
        Map<Comparison, List<Comparison.Vote>> votes = new LinkedHashMap<>();
        for (Preference preference : distinct) {
            Comparison.Vote vote = Comparison.Vote.of(preference);
            votes.computeIfAbsent(vote.comparison(), _ -> new ArrayList<>()).add(vote);
        }
        return new PreferenceSummary(preferences.size(), preferences.size() - distinct.size(),
                (int) distinct.stream().filter(Preference::simulated).count(),
                (int) distinct.stream().map(Preference::annotator).distinct().count(),
                (int) distinct.stream().filter(Preference::tie).count(),
                votes.size(),
                (int) votes.values().stream().filter(PreferenceSummary::contradictory).count(),
                Votes.EVERY.pairsOf(distinct).size(), Votes.MAJORITY.pairsOf(distinct).size(), agreement(votes.values()));
    }

    private static boolean contradictory(List<Comparison.Vote> votes) {
        return votes.stream().map(Comparison.Vote::winner).filter(Objects::nonNull).distinct().count() > 1;
    }

    private static OptionalDouble agreement(Collection<List<Comparison.Vote>> comparisons) {
        long same = 0;
        long all = 0;
        for (List<Comparison.Vote> votes : comparisons) {
            for (int i = 0; i < votes.size(); i++) {
                for (int j = 0; j < i; j++) {
                    if (!votes.get(i).annotator().equals(votes.get(j).annotator())) {
                        all++;
                        same += Objects.equals(votes.get(i).winner(), votes.get(j).winner()) ? 1 : 0;
                    }
                }
            }
        }
        return all == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) same / all);
    }

    /** A few lines for people, each ended. */
    public String toText() {
        String agreed = agreement.isEmpty() ? "-" : String.format(Locale.ROOT, "%.3f", agreement.getAsDouble());
        return String.format(Locale.ROOT, "preferences %d (duplicates %d), simulated %d, annotators %d, agreement %s\n"
                + "comparisons %d, ties %d, contradictions %d\n"
                + "training pairs %d, by majority %d\n", preferences, duplicates, simulated, annotators, agreed, comparisons, ties,
                contradictions, everyPairs, majorityPairs);
    }
}
