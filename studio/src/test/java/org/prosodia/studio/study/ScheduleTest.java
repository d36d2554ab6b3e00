package org.prosodia.studio.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTest {
    private static final Clip CLIP = new Clip(0, "a", Path.of("a.wav"), "a.wav", List.of());
    private static final List<Pair> PAIRS =
            IntStream.range(0, 1000).mapToObj(i -> new Pair(i, CLIP, 0, i + 1, (i * 7919 % 1000) / 1000.0)).toList();

    @Test
    void everyPairIsShownOnceAndAShareOfThemAgainTheOtherWayRound() {
        List<Showing> showings = new Schedule(1, 0.1, false).of(PAIRS, "ann");
        Map<Pair, Integer> firstAt = new HashMap<>();
        int again = 0;
        for (int i = 0; i < showings.size(); i++) {
            Showing showing = showings.get(i);
            if (!showing.repeated()) {
                assertEquals(null, firstAt.put(showing.pair(), i), "shown for the first time once");
                continue;
            }
            again++;
            Showing first = showings.get(firstAt.get(showing.pair()));
            assertEquals(first.mirrored(), showing);
            assertTrue(i - firstAt.get(showing.pair()) > Schedule.FEWEST_BETWEEN / 2 || i > showings.size() - 30, "not soon after");
        }
        assertEquals(PAIRS.size(), firstAt.size());
        assertTrue(again > 70 && again < 130, "a tenth of 1000, by chance: " + again);
    }

    @Test
    void sidesAreDealtEvenly() {
        long swapped = new Schedule(1, 0, false).of(PAIRS, "ann").stream().filter(showing -> showing.left() > showing.right()).count();
        assertTrue(swapped > 430 && swapped < 570, "half of 1000, by chance: " + swapped);
    }

    @Test
    void theSameSeedAndPersonSeeTheSameAndOthersSomethingElse() {
        List<Showing> one = new Schedule(1, 0.1, false).of(PAIRS, "ann");
        assertEquals(one, new Schedule(1, 0.1, false).of(PAIRS, "ann"));
        assertNotEquals(one, new Schedule(2, 0.1, false).of(PAIRS, "ann"));
        assertNotEquals(one, new Schedule(1, 0.1, false).of(PAIRS, "bea"));
        assertNotEquals(PAIRS, one.stream().map(Showing::pair).toList());
    }

    @Test
    void whatDisagreesMostComesFirstWhereThatIsAskedFor() {
        List<Showing> showings = new Schedule(1, 0, true).of(PAIRS, "ann");
        for (int i = 1; i < showings.size(); i++) {
            assertTrue(showings.get(i - 1).pair().disagreement() >= showings.get(i).pair().disagreement());
        }
    }

    @Test
    void allCanComeAgainAndNoneTwiceInARow() {
        List<Showing> showings = new Schedule(1, 1, false).of(PAIRS, "ann");
        assertEquals(2 * PAIRS.size(), showings.size());
        assertEquals(showings.size(), new HashSet<>(showings).size());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
    void aShareIsWithinZeroAndOne(double share) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Schedule(1, share, false)).getMessage().startsWith("--repeat: "));
    }
}
