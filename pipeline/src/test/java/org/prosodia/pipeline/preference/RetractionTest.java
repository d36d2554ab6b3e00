package org.prosodia.pipeline.preference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.pipeline.preference.Preferences.EMOTIONS;
import static org.prosodia.pipeline.preference.Preferences.NOON;
import static org.prosodia.pipeline.preference.Preferences.vote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was answered can be taken back, and no line is lost for it. */
class RetractionTest {
    @TempDir
    private Path folder;
    private PreferenceFile file;

    @BeforeEach
    void name() {
        file = new PreferenceFile(folder.resolve("p.jsonl"), EMOTIONS);
    }

    @Test
    void whatWasTakenBackDoesNotCountAndStaysInTheFile() throws IOException {
        file.append(vote("ann", 0.9, 0.1));
        file.append(vote("ann", 0.8, 0.2).withId("1"));
        file.append(vote("bea", 0.8, 0.2).withId("1"));
        file.append(new Retraction("1", "ann", NOON));
        file.append(vote("ann", 0.2, 0.8).withId("2"));
        assertEquals(List.of("ann", "bea", "ann"), file.read().stream().map(Preference::annotator).toList());
        assertEquals(List.of(Optional.empty(), Optional.of("1"), Optional.of("2")), file.read().stream().map(Preference::id).toList());
        assertEquals(5, file.entries().size());
        assertEquals(new Retraction("1", "ann", NOON), file.entries().get(3));
        assertEquals(3, file.read(_ -> 0.085).size());
    }

    @Test
    void severalLinesAreAppendedAtOnce() throws IOException {
        file.append(List.of(vote("ann", 0.9, 0.1).withId("1"), new Retraction("1", "ann", NOON), vote("ann", 0.9, 0.1).withId("2")));
        file.append(List.of());
        assertEquals(3, Files.readAllLines(file.path()).size());
        assertEquals(1, file.read().size());
    }

    @Test
    void anAnswerHasItsNameForItself() throws IOException {
        file.append(vote("ann", 0.9, 0.1).withId("1"));
        file.append(new Retraction("1", "ann", NOON));
        file.append(vote("ann", 0.8, 0.2).withId("1"));
        assertEquals(file.path() + ", line 3: id: expected one that no other answer of ann has, found \"1\" of line 1",
                assertThrows(PreferenceFormatException.class, () -> file.read()).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2 | ann | id: expected that of an answer of ann before it, found \"2\"",
        "1 | bea | id: expected that of an answer of bea before it, found \"1\""})
    void onlyTheAnnotatorTakesBackWhatWasSaid(String id, String annotator, String message) throws IOException {
        file.append(vote("ann", 0.9, 0.1).withId("1"));
        file.append(new Retraction(id, annotator, NOON));
        assertEquals(file.path() + ", line 2: " + message,
                assertThrows(PreferenceFormatException.class, () -> file.read()).getMessage());
    }

    @Test
    void nothingIsTakenBackTwice() throws IOException {
        file.append(vote("ann", 0.9, 0.1).withId("1"));
        file.append(new Retraction("1", "ann", NOON));
        file.append(new Retraction("1", "ann", NOON));
        assertTrue(assertThrows(PreferenceFormatException.class, () -> file.read()).getMessage()
                .endsWith("line 3: id: expected that of an answer of ann before it, found \"1\", which was taken back already"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"id\":\"1\"                    | annotator: expected this key, found none",
        "\"annotator\":\"ann\"           | id: expected this key, found none",
        "\"id\":\"1\",\"annotator\":\"ann\" | time: expected this key, found none",
        "\"id\":\"1\",\"tie\":false      | retraction: expected id, annotator and time, found keys of a preference",
        "\"id\":1                        | id: expected a string, found 1"})
    void aRetractionHasThreeKeys(String keys, String message) throws IOException {
        Files.writeString(file.path(), "{\"schema\":\"prosodia.retraction/1\"," + keys + "}\n");
        assertEquals(file.path() + ", line 1: " + message,
                assertThrows(PreferenceFormatException.class, () -> file.read()).getMessage());
    }
}
