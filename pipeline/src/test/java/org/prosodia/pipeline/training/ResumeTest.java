package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that end and go on, with dropout, augmentation, averages, accumulation and early stopping, to the last bit. */
class ResumeTest {
    private static final int STEPS_PER_EPOCH = 3;
    /** So that only epochs and stops leave checkpoints. */
    private static final int NEVER = 1000;

    @TempDir
    private Path temporary;

    private Runs.Result whole(Small.Stage stage) throws IOException {
        Path folder = temporary.resolve("whole");
        TrainingResult result = Runs.train(folder, stage, Runs.options(NEVER), TrainingListener.NONE, note -> fail(note));
        assertEquals(result.steps(), (long) STEPS_PER_EPOCH * result.epochs());
        assertTrue(result.steps() >= 3 * STEPS_PER_EPOCH, () -> "a run of " + result);
        return Runs.Result.of(folder);
    }

    @ParameterizedTest
    @EnumSource
    void aRunThatIsStoppedAnywhereGoesOnToTheSameBits(Small.Stage stage) throws IOException {
        Runs.Result expected = whole(stage);
        for (int every : new int[] {1, 2, 3, 4, 7}) { // in the middle of epochs and at their ends
            Path folder = temporary.resolve("every" + every);
            int processes = 1;
            while (Runs.train(folder, stage, Runs.options(NEVER), Runs.stopAfter(every), note -> fail(note)).interrupted()) {
                assertFalse(Files.exists(folder.resolve("final")));
                processes++;
            }
            assertTrue(processes > 1);
            Runs.Result found = Runs.Result.of(folder);
            assertEquals(expected.metrics(), found.metrics());
            assertArrayEquals(expected.model(), found.model());
        }
    }

    @Test
    void aRunThatHasEndedGivesItsModelAgain() throws IOException {
        Runs.Result expected = whole(Small.Stage.CLIPS);
        Path folder = temporary.resolve("whole");
        Files.delete(folder.resolve("final/model.safetensors"));
        Runs.train(folder, Small.Stage.CLIPS, Runs.options(NEVER), TrainingListener.NONE, note -> fail(note));
        assertTrue(expected.sameAs(Runs.Result.of(folder)));
    }

    @ParameterizedTest
    @EnumSource
    void aBrokenCheckpointIsPassedOverForTheOneBefore(Small.Stage stage) throws IOException {
        Runs.Result expected = whole(stage);
        Path folder = temporary.resolve("broken");
        Runs.train(folder, stage, Runs.options(1), Runs.stopAfter(STEPS_PER_EPOCH + 2), note -> fail(note));
        Path tensors = Runs.checkpoints(folder).getLast().resolve("tensors.safetensors");
        byte[] bytes = Files.readAllBytes(tensors);
        bytes[bytes.length - 5] ^= 1;
        Files.write(tensors, bytes);
        List<String> notes = new ArrayList<>();
        Runs.train(folder, stage, Runs.options(1), TrainingListener.NONE, notes::add);
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().contains("step-") && notes.getFirst().contains("expected SHA-256"), notes.getFirst());
        assertTrue(expected.sameAs(Runs.Result.of(folder)));
    }

    @Test
    void whenEveryCheckpointIsBrokenItSaysSoAndBeginsAnewWithoutThem() throws IOException {
        Runs.Result expected = whole(Small.Stage.CLIPS);
        Path folder = temporary.resolve("broken");
        Runs.train(folder, Small.Stage.CLIPS, Runs.options(1), Runs.stopAfter(4), note -> fail(note));
        for (Path checkpoint : Runs.checkpoints(folder)) {
            Files.writeString(checkpoint.resolve("state.json"), "{");
        }
        List<String> notes = new ArrayList<>();
        String message = assertThrows(FileSystemException.class,
                () -> Runs.train(folder, Small.Stage.CLIPS, Runs.options(1), TrainingListener.NONE, notes::add)).getMessage();
        assertTrue(message.contains("found 2 broken and none whole; remove the folder checkpoints"), message);
        assertEquals(2, notes.size());
        Files.move(folder.resolve("run/checkpoints"), temporary.resolve("removed"));
        Runs.train(folder, Small.Stage.CLIPS, Runs.options(1), TrainingListener.NONE, note -> fail(note));
        assertTrue(expected.sameAs(Runs.Result.of(folder)));
    }

    @Test
    void otherSettingsAreRefusedByName() throws IOException {
        Path folder = temporary.resolve("run");
        RunFolder.open(folder, Runs.SETTINGS, Clock.systemUTC(), note -> fail(note)).close();
        for (Map.Entry<String, Object> other : Map.<String, Object>of("seed", 2L, "rate", 0.01, "data", "abd", "augmentation", false,
                "new", "yes").entrySet()) {
            Map<String, Object> settings = new HashMap<>(Runs.SETTINGS);
            settings.put(other.getKey(), other.getValue());
            String message = refused(folder, settings);
            assertTrue(message.endsWith("holds a run with other settings: " + other.getKey() + " was "
                    + Runs.SETTINGS.get(other.getKey()) + " and is now " + other.getValue()
                    + "; choose another folder, or the same settings to go on"), message);
        }
        Map<String, Object> fewer = new HashMap<>(Runs.SETTINGS);
        fewer.remove("data");
        assertTrue(refused(folder, fewer).contains("data was abc and is now null"));
        RunFolder.open(folder, Runs.SETTINGS, Clock.systemUTC(), note -> fail(note)).close();
    }

    private static String refused(Path folder, Map<String, Object> settings) {
        return assertThrows(FileSystemException.class, () -> RunFolder.open(folder, settings, Clock.systemUTC(), note -> fail(note)))
                .getMessage();
    }

    @Test
    void aFolderOfOtherFilesIsLeftAlone() throws IOException {
        Path file = Files.writeString(temporary.resolve("thesis.txt"), "years of work");
        assertTrue(refused(temporary, Runs.SETTINGS).endsWith("expected a new folder or one of a run, found other files in it"));
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(file), files.toList());
        }
    }

    @Test
    void aRunBelongsToOneProcessAtATime() throws IOException {
        RunFolder run = RunFolder.open(temporary, Runs.SETTINGS, Clock.systemUTC(), note -> fail(note));
        try (run) {
            assertTrue(refused(temporary, Runs.SETTINGS).contains("in use by process " + ProcessHandle.current().pid()));
        }
    }

    @Test
    void whatAKilledProcessWasWritingIsNoHindranceAndGoes() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("run"));
        Files.writeString(folder.resolve(".tmp-0b8d"), "{\"seed\":");
        Files.writeString(folder.resolve("run.lock"), "1");
        RunFolder.open(folder, Runs.SETTINGS, Clock.systemUTC(), note -> fail(note)).close();
        Files.createDirectory(folder.resolve("best"));
        Files.writeString(folder.resolve("best/.tmp-77aa"), "half of a model");
        Files.writeString(folder.resolve("best/model.safetensors"), "a model");
        RunFolder.open(folder, Runs.SETTINGS, Clock.systemUTC(), note -> fail(note)).close();
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(List.of("", "best", "best/model.safetensors", "run.json", "run.lock"),
                    files.map(file -> folder.relativize(file).toString().replace('\\', '/')).sorted().toList());
        }
    }
}
