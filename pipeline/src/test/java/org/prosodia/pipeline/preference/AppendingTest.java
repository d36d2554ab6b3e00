package org.prosodia.pipeline.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.pipeline.preference.Preferences.EMOTIONS;
import static org.prosodia.pipeline.preference.Preferences.vote;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is saved stays saved, wherever a writer dies. */
class AppendingTest {
    @TempDir
    private Path folder;
    private PreferenceFile file;
    private Path halfWritten;

    @BeforeEach
    void name() {
        file = new PreferenceFile(folder.resolve("p.jsonl"), EMOTIONS);
        halfWritten = folder.resolve("p.jsonl.half-written");
    }

    @Test
    void aCrashAtAnyByteOfTheLastLineLosesNothingBeforeIt() throws IOException {
        file.append(vote("ann", 0.9, 0.1));
        int saved = (int) Files.size(file.path());
        file.append(vote("Bëa", 0.8, 0.2));
        byte[] whole = Files.readAllBytes(file.path());
        for (int length = saved + 1; length < whole.length - 1; length++) {
            Files.write(file.path(), Arrays.copyOf(whole, length));
            String read = assertThrows(PreferenceFormatException.class, () -> file.read()).getMessage();
            assertTrue(read.startsWith(file.path() + ", line 2: half-written: expected a whole preference, found the first "
                    + (length - saved) + " bytes of one"), read);
            assertThrows(PreferenceFormatException.class, () -> file.append(vote("cay", 0.7, 0.3)), "not onto half a line");
            assertArrayEquals(Arrays.copyOf(whole, length), Files.readAllBytes(file.path()), "a report changes nothing");

            assertEquals(Optional.of(halfWritten), file.repair());
            assertArrayEquals(Arrays.copyOf(whole, saved), Files.readAllBytes(file.path()));
            assertEquals(length - saved + 1, Files.size(halfWritten), "what was taken out is kept, on a line");
            Files.delete(halfWritten);
            assertEquals(Optional.empty(), file.repair());
            file.append(vote("cay", 0.7, 0.3));
            assertEquals(List.of("ann", "cay"), file.read().stream().map(Preference::annotator).toList());
        }
    }

    @Test
    void aLineThatLacksOnlyItsLineFeedIsWhole() throws IOException {
        file.append(vote("ann", 0.9, 0.1));
        byte[] whole = Files.readAllBytes(file.path());
        Files.write(file.path(), Arrays.copyOf(whole, whole.length - 1));
        assertEquals(Optional.empty(), file.repair());
        assertEquals(1, file.read().size());
        file.append(vote("bea", 0.9, 0.1));
        assertEquals(2, file.read().size());
    }

    @Test
    void whoHasToGoOnRepairsAndAppendsInOneTurn() throws IOException {
        file.repairAndAppend(List.of(vote("ann", 0.9, 0.1)));
        Files.writeString(file.path(), "{\"audio\":\"a", StandardOpenOption.APPEND);
        file.repairAndAppend(List.of(vote("bea", 0.8, 0.2), vote("cay", 0.7, 0.3)));
        assertEquals(List.of("ann", "bea", "cay"), file.read().stream().map(Preference::annotator).toList());
        assertEquals("{\"audio\":\"a\n", Files.readString(halfWritten));
    }

    /** After a power cut some file systems leave zeros where bytes were to be. */
    @ParameterizedTest
    @ValueSource(ints = {1, 4096, 200_000})
    void repairsATailOfZeros(int zeros) throws IOException {
        file.append(vote("ann", 0.9, 0.1));
        Files.write(file.path(), new byte[zeros], StandardOpenOption.APPEND);
        assertThrows(PreferenceFormatException.class, () -> file.read());
        assertEquals(Optional.of(halfWritten), file.repair());
        assertEquals(1, file.read().size());
    }

    @Test
    void repairsTheFirstLineAndCollectsWhatItTakesOut() throws IOException {
        Files.writeString(file.path(), "\uFEFF{\"schema\"");
        file.repair();
        Files.writeString(file.path(), "{\"audio\":\"a");
        file.repair();
        assertEquals(0, Files.size(file.path()));
        assertEquals("\uFEFF{\"schema\"\n{\"audio\":\"a\n", Files.readString(halfWritten));
    }

    @Test
    void leavesLinesAloneThatAreWrongButWhole() throws IOException {
        Files.writeString(file.path(), "{\"schema\":\"other\"}\nno json\n{\"whole\":true}");
        assertEquals(Optional.empty(), file.repair());
        assertEquals("{\"schema\":\"other\"}\nno json\n{\"whole\":true}", Files.readString(file.path()));
    }

    @Test
    void aWriteThatFailsAnywhereLeavesTheFileAsItWas() throws IOException {
        file.append(vote("ann", 0.9, 0.1));
        byte[] before = Files.readAllBytes(file.path());
        byte[] line = (Preferences.text(vote("bea", 0.8, 0.2)) + "\n").getBytes(StandardCharsets.UTF_8);
        int failed = 0;
        for (int budget = 0; budget < line.length; budget += 7) {
            try (FileChannel channel = new FullDisk(FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE),
                    budget)) {
                assertEquals("No space left on device",
                        assertThrows(IOException.class, () -> Appending.append(file.path(), channel, line)).getMessage());
                failed++;
            }
            assertArrayEquals(before, Files.readAllBytes(file.path()));
        }
        assertTrue(failed > 50);
        try (FileChannel channel = new FullDisk(FileChannel.open(file.path(), StandardOpenOption.READ, StandardOpenOption.WRITE),
                line.length)) {
            Appending.append(file.path(), channel, line);
        }
        assertEquals(2, file.read().size());
    }

    @Test
    void twoThreadsDoNotWriteIntoEachOther() throws IOException {
        file.append(vote("ann", 0.9, 0.1));
        try (FileChannel other = FileChannel.open(file.path(), StandardOpenOption.WRITE)) {
            other.lock();
            assertTrue(assertThrows(IOException.class, () -> file.append(vote("bea", 0.8, 0.2))).getMessage()
                    .contains("expected one thread to append at a time"));
        }
        assertEquals(1, file.read().size());
    }

    @Test
    void refusesToGuessAboutATailLongerThanAnyLine() throws IOException {
        Files.write(file.path(), new byte[PreferenceFile.MAX_LINE_BYTES + 1]);
        assertTrue(assertThrows(IOException.class, () -> file.repair()).getMessage().contains("expected at most 16777216 bytes"));
    }
}
