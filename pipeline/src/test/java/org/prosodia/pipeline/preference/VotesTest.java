package org.prosodia.pipeline.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.prosodia.pipeline.preference.Preferences.side;
import static org.prosodia.pipeline.preference.Preferences.tie;
import static org.prosodia.pipeline.preference.Preferences.vote;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VotesTest {

    @Test
    void tiesGiveNoPair() {
        List<Preference> preferences = List.of(tie("ann", 0.9, 0.1), vote("ann", 0.8, 0.1));
        for (Votes votes : Votes.values()) {
            assertEquals(List.of(preferences.get(1)), votes.pairs(preferences));
        }
    }

    @Test
    void whatOneAnnotatorSaysTwiceCountsOnceWheneverItWasSaid() {
        Preference first = vote("ann", 0.9, 0.1);
        Preference again = new Preference("a.wav", side(0.9).withModel("other"), side(0.1), "ann", first.time().plusSeconds(60), false,
                false);
        Preference other = new Preference("b.wav", side(0.9), side(0.1), "ann", first.time(), false, false);
        List<Preference> pairs = Votes.EVERY.pairs(List.of(first, again, vote("bea", 0.9, 0.1), other));
        assertEquals(3, pairs.size(), "another annotator and another audio are no repetitions");
        assertSame(first, pairs.getFirst());
    }

    @Test
    void contradictionsCountInBothDirectionsUnlessTheMajorityDecides() {
        List<Preference> preferences = List.of(vote("ann", 0.1, 0.9), vote("bea", 0.9, 0.1), vote("cay", 0.9, 0.1), tie("dot", 0.1, 0.9),
                vote("ann", 0.1, 0.9), vote("ann", 0.1, 0.9));
        assertEquals(List.of("ann", "bea", "cay"), Votes.EVERY.pairs(preferences).stream().map(Preference::annotator).toList());
        List<Preference> majority = Votes.MAJORITY.pairs(preferences);
        assertEquals(1, majority.size());
        assertSame(preferences.get(1), majority.getFirst(), "repeating oneself makes no majority");
    }

    @Test
    void aDrawGivesNoPairByMajority() {
        assertEquals(List.of(), Votes.MAJORITY.pairs(List.of(vote("ann", 0.1, 0.9), vote("ann", 0.9, 0.1))));
        assertEquals(2, Votes.EVERY.pairs(List.of(vote("ann", 0.1, 0.9), vote("ann", 0.9, 0.1))).size());
    }

    @Test
    void theMajorityIsOfEachComparisonInTheOrderOfTheFile() {
        List<Preference> preferences = List.of(vote("ann", 0.1, 0.9), vote("ann", 0.2, 0.9), vote("bea", 0.1, 0.9), vote("ann", 0.1, 0.2));
        assertEquals(List.of(preferences.get(0), preferences.get(1), preferences.get(3)), Votes.MAJORITY.pairs(preferences));
    }

    @Test
    void theSummaryCountsWhatTheFileHolds() {
        Preference simulated = new Preference("b.wav", side(0.1), side(0.9), "simulated-x", Preferences.NOON, false, true);
        PreferenceSummary summary = PreferenceSummary.of(List.of(vote("ann", 0.1, 0.9), vote("bea", 0.9, 0.1), vote("cay", 0.9, 0.1),
                vote("cay", 0.9, 0.1), tie("dot", 0.9, 0.1), tie("dot", 0.1, 0.9), vote("ann", 0.2, 0.3), simulated));
        // Votes of a, b, c and d on the first comparison make six pairs, of which b and c agree.
        assertEquals(new PreferenceSummary(8, 2, 1, 5, 1, 3, 1, 5, 3, OptionalDouble.of(1 / 6.0)), summary);
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("""
                    preferences 8 (duplicates 2), simulated 1, annotators 5, agreement 0.167
                    comparisons 3, ties 1, contradictions 1
                    training pairs 5, by majority 3
                    """, summary.toText());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void oneAnnotatorAloneHasNobodyToAgreeWith() {
        PreferenceSummary summary = PreferenceSummary.of(List.of(vote("ann", 0.1, 0.9), vote("ann", 0.9, 0.1)));
        assertEquals(OptionalDouble.empty(), summary.agreement());
        assertEquals(1, summary.contradictions());
        assertEquals(new PreferenceSummary(0, 0, 0, 0, 0, 0, 0, 0, 0, OptionalDouble.empty()), PreferenceSummary.of(List.of()));
    }
}
