package org.prosodia.pipeline.preference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.pipeline.preference.Preferences.EMOTIONS;
import static org.prosodia.pipeline.preference.Preferences.NOON;
import static org.prosodia.pipeline.preference.Preferences.joy;
import static org.prosodia.pipeline.preference.Preferences.side;
import static org.prosodia.pipeline.preference.Preferences.tie;
import static org.prosodia.pipeline.preference.Preferences.vote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.pipeline.timeline.format.JsonTimelineWriter;

class PreferenceFileTest {
    @TempDir
    private Path folder;
    private PreferenceFile file;

    @BeforeEach
    void name() {
        file = new PreferenceFile(folder.resolve("preferences.jsonl"), EMOTIONS);
    }

    @Test
    void givesBackWhatWasAppendedOnePreferenceALine() throws IOException {
        Timeline windowed = joy(0.3).withWindow(new Window(1.4, 1)).withNotes(List.of("two\nlines"));
        Preference full = new Preference("Ärger & Freude/ā.wav", Preference.Side.of(windowed).withModel("stage1"), side(0.1),
                "ann \"the\" first", NOON.plusNanos(1), false, false);
        file.append(full);
        file.append(tie("bea", 0.5, 0.6));
        List<Preference> read = file.read();
        assertEquals(2, read.size());
        assertEquals(2, Files.readAllLines(file.path()).size());
        Preference first = read.getFirst();
        assertEquals(full.audio(), first.audio());
        assertEquals(full.annotator(), first.annotator());
        assertEquals(full.time(), first.time());
        assertEquals(Optional.of("stage1"), first.chosen().model());
        assertEquals(Optional.empty(), first.rejected().model());
        assertEquals(Optional.of(new Window(1.4, 1)), first.chosen().timeline().window());
        assertEquals(List.of("two\nlines"), first.chosen().timeline().notes());
        assertArrayEquals(windowed.values(), first.chosen().timeline().values());
        assertTrue(read.get(1).tie());
        assertEquals(Preferences.text(full), Preferences.text(first));
    }

    @Test
    void keepsConcentrationsToTheBit() throws IOException {
        Timeline a = Timelines.random("a.wav", Timelines.SIX, 150, 1);
        Timeline b = Timelines.random("a.wav", Timelines.SIX, 150, 2);
        PreferenceFile six = new PreferenceFile(file.path(), Timelines.SIX);
        six.append(new Preference("a.wav", Preference.Side.of(a), Preference.Side.of(b), "ann", NOON, false, false));
        Timeline read = six.read().getFirst().rejected().timeline();
        for (int t = 0; t < 150; t++) {
            for (int k = 0; k < 6; k++) {
                assertEquals(b.alpha(t, k), read.alpha(t, k));
            }
        }
    }

    @Test
    void findsTimelinesBesideItAndOpensEachOnce() throws IOException {
        Files.createDirectory(folder.resolve("candidates"));
        new JsonTimelineWriter().write(joy(0.3), new float[0], folder.resolve("candidates/0.json"));
        Preference.Side stored = side(0.3).withPath("candidates/0.json");
        file.append(new Preference("a.wav", stored, side(0.1), "ann", NOON, false, false));
        file.append(new Preference("a.wav", side(0.9), stored, "ann", NOON, false, false));
        List<Preference> read = file.read();
        assertEquals(0.3f, read.get(0).chosen().timeline().value(0, 1));
        assertEquals(Optional.of("candidates/0.json"), read.get(0).chosen().path());
        assertSame(read.get(0).chosen().timeline(), read.get(1).rejected().timeline());
        assertEquals(folder.resolve("candidates/0.json").toAbsolutePath(), file.resolve("candidates/0.json"));
    }

    @Test
    void readsWhatEditorsLeaveBehind() throws IOException {
        String line = Preferences.text(vote("ann", 0.9, 0.1));
        Files.writeString(file.path(), "\uFEFF" + line + "\r\n\r\n   \n" + line.replace("\"ann\"", "\"bea\""));
        assertEquals(List.of("ann", "bea"), file.read().stream().map(Preference::annotator).toList());
        file.append(vote("cay", 0.9, 0.1));
        assertEquals(List.of("ann", "bea", "cay"), file.read().stream().map(Preference::annotator).toList());
    }

    @Test
    void takesKeysInAnyOrderAndTieAndSimulatedAsFalseWhereMissing() throws IOException {
        String line = Preferences.text(vote("ann", 0.9, 0.1)).replace(",\"tie\":false,\"simulated\":false", "")
                .replace("\"schema\":\"prosodia.preference/1\",", "").replaceFirst("\\}$", ",\"schema\":\"prosodia.preference/1\"}");
        Files.writeString(file.path(), line + "\n");
        Preference read = file.read().getFirst();
        assertTrue(!read.tie() && !read.simulated());
    }

    @Test
    void anEmptyFileHoldsNoPreferences() throws IOException {
        Files.writeString(file.path(), "");
        assertEquals(List.of(), file.read());
        file.append(vote("ann", 0.9, 0.1));
        assertEquals(1, file.read().size());
    }

    @Test
    void checksLengthsAgainstTheAudioWhenAskedTo() throws IOException {
        WavWriter.writePcm16(folder.resolve("a.wav"), new AudioClip(new float[1360], FrameTimes.SAMPLE_RATE));
        file.append(vote("ann", 0.9, 0.1));
        file.append(vote("bea", 0.9, 0.1));
        List<Path> asked = new ArrayList<>();
        assertEquals(2, file.read(AudioDuration.decoded()).size());
        assertEquals(2, file.read(audio -> {
            asked.add(audio);
            return 0.085;
        }).size());
        assertEquals(List.of(folder.resolve("a.wav").toAbsolutePath()), asked, "each audio once");
        assertEquals(file.path() + ", line 1: chosen.duration: expected that of the audio, 0.300 s, found 0.085 s",
                assertThrows(PreferenceFormatException.class, () -> file.read(_ -> 0.3)).getMessage());
        Files.delete(folder.resolve("a.wav"));
        String missing = assertThrows(PreferenceFormatException.class, () -> file.read(AudioDuration.decoded())).getMessage();
        assertTrue(missing.startsWith(file.path() + ", line 1: audio: expected audio that can be read, found "), missing);
    }

    @Test
    void refusesToAppendWhatItCouldNotReadBack() throws IOException {
        PreferenceFile other = new PreferenceFile(file.path(), List.of("anger", "fear"));
        assertEquals("chosen.emotions: expected [anger, fear], found the unknown label \"joy\"",
                assertThrows(IllegalArgumentException.class, () -> other.append(vote("ann", 0.9, 0.1))).getMessage());
        Timeline long1 = Timelines.random("a.wav", Timelines.SIX, 60_000, 1);
        Timeline long2 = Timelines.random("a.wav", Timelines.SIX, 60_000, 2);
        PreferenceFile six = new PreferenceFile(file.path(), Timelines.SIX);
        Preference tooLong = new Preference("a.wav", Preference.Side.of(long1), Preference.Side.of(long2), "ann", NOON, false, false);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> six.append(tooLong)).getMessage().contains("give their paths"));
        assertTrue(Files.notExists(file.path()), "nothing was written");
    }

    @Test
    void saysThatThereIsNoFile() {
        assertEquals(file.path() + ": expected a file of preferences, found nothing",
                assertThrows(PreferenceFormatException.class, () -> file.read()).getMessage());
        PreferenceFile directory = new PreferenceFile(folder, EMOTIONS);
        assertEquals(folder + ": expected a file of preferences, found something else",
                assertThrows(PreferenceFormatException.class, directory::read).getMessage());
    }
}
