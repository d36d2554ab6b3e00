package org.prosodia.pipeline.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.pipeline.preference.Preferences.NOON;
import static org.prosodia.pipeline.preference.Preferences.joy;
import static org.prosodia.pipeline.preference.Preferences.side;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.Rng;

class SimulatedJudgeTest {
    private static final Timeline TRUTH = joy(0.5);
    private static final int ASKED = 4000;

    @Test
    void withoutTemperatureAlwaysPrefersTheNearer() {
        SimulatedJudge judge = SimulatedJudge.of(0, 0, 0);
        Rng random = new Rng(1);
        for (int i = 0; i < 50; i++) {
            assertEquals(0.6f, chosen(judge.judge("a.wav", side(0.2), side(0.6), TRUTH, NOON, random)));
            assertEquals(0.6f, chosen(judge.judge("a.wav", side(0.6), side(0.2), TRUTH, NOON, random)));
        }
    }

    /** With d = 0.1 and 0.3: σ(0.2 / temperature), then turned round at the error rate. */
    @ParameterizedTest
    @CsvSource({"0.1, 0, 0.880797", "0.2, 0, 0.731059", "0.2, 0.1, 0.684847", "0, 0.25, 0.75", "1e9, 0, 0.5", "0.1, 0.5, 0.5",
        "0.1, 1, 0.119203"})
    void prefersTheNearerAsOftenAsBradleyAndTerrySay(double temperature, double errorRate, double expected) {
        SimulatedJudge judge = SimulatedJudge.of(temperature, errorRate, 0);
        assertEquals(expected, judge.probability(0.1, 0.3), 1e-6);
        assertEquals(1 - expected, judge.probability(0.3, 0.1), 1e-6);
        Rng random = new Rng(2);
        int nearer = 0;
        for (int i = 0; i < ASKED; i++) {
            nearer += chosen(judge.judge("a.wav", side(0.6), side(0.8), TRUTH, NOON, random)) == 0.6f ? 1 : 0;
        }
        assertEquals(expected, (double) nearer / ASKED, 4 * 0.5 / Math.sqrt(ASKED));
    }

    @Test
    void callsItATieWhereTheDifferenceCannotBeNoticed() {
        assertTrue(SimulatedJudge.of(0, 0, 0.05).judge("a.wav", side(0.6), side(0.64), TRUTH, NOON, new Rng(1)).tie());
        assertTrue(!SimulatedJudge.of(0, 0, 0.05).judge("a.wav", side(0.6), side(0.66), TRUTH, NOON, new Rng(1)).tie());
        // As far on the other side of the truth: another sequence at the same distance, exactly, in binary.
        Preference tie = SimulatedJudge.of(0, 0, 0).judge("a.wav", side(0.75), side(0.25), TRUTH, NOON, new Rng(1));
        assertTrue(tie.tie());
        assertEquals(0.75f, chosen(tie), "a tie keeps the order of showing");
    }

    @Test
    void measuresDistanceByTheMeanAbsoluteError() {
        assertEquals(0.3, SimulatedJudge.distance(joy(0.8), TRUTH), 1e-7);
        assertEquals(0, SimulatedJudge.distance(TRUTH, TRUTH));
    }

    @Test
    void everyAnswerSaysThatItIsSimulatedInTheFileToo(@TempDir Path folder) throws Exception {
        PreferenceFile file = new PreferenceFile(folder.resolve("p.jsonl"), Preferences.EMOTIONS);
        List<Preference> answers = answers(5);
        for (Preference answer : answers) {
            file.append(answer);
        }
        assertEquals(6, file.read().size());
        for (Preference read : file.read()) {
            assertTrue(read.simulated());
            assertEquals("simulated-bradley-terry-t0.1-e0.1-n0.0", read.annotator());
            assertEquals(NOON, read.time());
        }
        assertEquals(6, PreferenceSummary.of(file.read()).simulated());
    }

    @Test
    void comparesDifferentPairsAndIsDecidedByItsSeed() {
        assertEquals(6, PreferenceSummary.of(answers(5)).comparisons());
        assertEquals(verdicts(5), verdicts(5));
        assertNotEquals(verdicts(5), verdicts(6));
    }

    @Test
    void judgesWithOtherSettingsMeetTheSamePairs() {
        RandomGenerator a = new Rng(1);
        RandomGenerator b = new Rng(1);
        SimulatedJudge.of(0.1, 0.2, 0).judge("a.wav", side(0.1), side(0.3), TRUTH, NOON, a);
        SimulatedJudge.of(0, 0, 1).judge("a.wav", side(0.1), side(0.3), TRUTH, NOON, b);
        assertEquals(a.nextLong(), b.nextLong());
    }

    private static List<Preference> answers(long seed) {
        List<Preference.Side> candidates = Stream.of(0.1, 0.3, 0.6, 0.8).map(Preferences::side).toList();
        return SimulatedJudge.of(0.1, 0.1, 0).judge("a.wav", candidates, TRUTH, 6, NOON, new Rng(seed));
    }

    private static List<String> verdicts(long seed) {
        return answers(seed).stream().map(answer -> chosen(answer) + ">" + answer.rejected().timeline().value(0, 1)).toList();
    }

    private static float chosen(Preference preference) {
        return preference.chosen().timeline().value(0, 1);
    }

    @ParameterizedTest
    @CsvSource({"-0.1, 0, 0", "NaN, 0, 0", "0, -0.1, 0", "0, 1.1, 0", "0, 0, -1", "Infinity, 0, 0"})
    void refusesSettingsOutOfRange(double temperature, double errorRate, double noticeableDifference) {
        assertThrows(IllegalArgumentException.class, () -> SimulatedJudge.of(temperature, errorRate, noticeableDifference));
    }

    @Test
    void nobodyPassesForSimulatedOrTheReverse() {
        assertThrows(IllegalArgumentException.class, () -> new SimulatedJudge(" ", 0, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Preference("a.wav", side(0.1), side(0.2), "ann", NOON, false, true));
        assertThrows(IllegalArgumentException.class,
                () -> new Preference("a.wav", side(0.1), side(0.2), "simulated-ann", NOON, false, false));
    }
}
