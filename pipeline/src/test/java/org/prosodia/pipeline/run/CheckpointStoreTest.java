package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.tensor.TensorRuntime;

class CheckpointStoreTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @TempDir
    private Path temporary;

    private Path folder;
    private CheckpointStore store;

    @BeforeEach
    void chooseFolder() {
        folder = temporary.resolve("runs").resolve("checkpoints");
        store = new CheckpointStore(folder, 2);
    }

    @AfterEach
    void closeRuntime() {
        runtime.close();
    }

    private Snapshot snapshot(long step) {
        return Snapshots.of(runtime, step, step);
    }

    private Snapshot newest() throws IOException {
        return new CheckpointStore(folder, 2).newest(runtime, note -> fail(note)).orElseThrow();
    }

    private Set<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void whatWasSavedComesBackBitByBit() throws IOException {
        assertEquals(folder.resolve("step-00000120"), store.save(snapshot(120)));
        Snapshots.assertSame(snapshot(120), newest());
    }

    @Test
    void aFolderHoldsTensorsStateAndManifestAndNothingElse() throws IOException {
        Path saved = store.save(snapshot(120));
        try (Stream<Path> files = Files.list(saved)) {
            assertEquals(Set.of("tensors.safetensors", "state.json", "manifest.json"),
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()));
        }
        String manifest = Files.readString(saved.resolve("manifest.json"));
        assertTrue(manifest.contains(Hashes.sha256(saved.resolve("tensors.safetensors"))), manifest);
        assertTrue(manifest.contains(Hashes.sha256(saved.resolve("state.json"))), manifest);
    }

    @Test
    void aSnapshotWithoutTensorsAndStateIsOneAsWell() throws IOException {
        Snapshot empty = new Snapshot(0, Map.of(), Map.of());
        store.save(empty);
        Snapshots.assertSame(empty, newest());
    }

    @Test
    void theNewestAreKeptByStepNotByName() throws IOException {
        for (long step : new long[] {99_999_998, 99_999_999, 100_000_000, 100_000_001}) {
            store.save(snapshot(step));
        }
        assertEquals(Set.of("step-100000000", "step-100000001"), names());
        Snapshots.assertSame(snapshot(100_000_001), newest());
    }

    @Test
    void withoutAFolderOrCheckpointThereIsNothing() throws IOException {
        assertEquals(Optional.empty(), store.newest(runtime, note -> fail(note)));
        Files.createDirectories(folder);
        assertEquals(Optional.empty(), store.newest(runtime, note -> fail(note)));
    }

    @Test
    void aStepThatIsSavedAgainTakesThePlaceOfTheOldOne() throws IOException {
        store.save(snapshot(110));
        store.save(snapshot(120));
        for (int again = 1; again < 12; again++) {
            Snapshot other = Snapshots.of(runtime, 120, 1000 + again);
            assertEquals(folder.resolve("step-00000120." + again), store.save(other));
            Snapshots.assertSame(other, newest());
            assertEquals(Set.of("step-00000110", "step-00000120." + again), names());
        }
        store.save(snapshot(130));
        assertEquals(Set.of("step-00000120.11", "step-00000130"), names());
    }

    @Test
    void foreignFilesAreNeitherReadNorTouched() throws IOException {
        Files.createDirectories(folder.resolve("step-120"));
        Files.createDirectories(folder.resolve("step-000000120"));
        Files.createDirectories(folder.resolve("step-00000120.0"));
        Files.createDirectories(folder.resolve("my-step-00000120"));
        Files.createDirectories(folder.resolve(".tmp-mine"));
        Files.writeString(folder.resolve("step-00000002"), "a file");
        Files.writeString(folder.resolve("step-99999999"), "a file");
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Set<String> foreign = names();
        for (long step = 1; step <= 5; step++) {
            store.save(snapshot(step));
        }
        Snapshots.assertSame(snapshot(5), newest());
        foreign.addAll(Set.of("step-00000004", "step-00000005"));
        assertEquals(foreign, names());
    }

    @Test
    void aFileInTheWayOfAStepIsPassedBy() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("step-00000007"), "a file");
        assertEquals(folder.resolve("step-00000007.1"), store.save(snapshot(7)));
        Snapshots.assertSame(snapshot(7), newest());
        assertEquals("a file", Files.readString(folder.resolve("step-00000007")));
    }

    @Test
    void leftoversOfDeadRunsAreSweptBeforeTheNextSave() throws IOException {
        Path leftover = Files.createDirectories(folder.resolve(".tmp-step-dead").resolve("deep")).getParent();
        Files.writeString(leftover.resolve("tensors.safetensors"), "half");
        store.save(snapshot(1));
        assertEquals(Set.of("step-00000001"), names());
    }

    @Test
    void aBrokenOneIsNotCountedAmongThoseKeptAndNotDeleted() throws IOException {
        store.save(snapshot(110));
        Path broken = store.save(snapshot(120)).resolve("state.json");
        Files.writeString(broken, "{}");
        CheckpointStore resumed = new CheckpointStore(folder, 2);
        List<String> notes = new ArrayList<>();
        Snapshots.assertSame(snapshot(110), resumed.newest(runtime, notes::add).orElseThrow());
        assertEquals(1, notes.size());
        resumed.save(snapshot(120));
        assertEquals(Set.of("abandoned-step-00000120", "step-00000110", "step-00000120.1"), names());
        Snapshots.assertSame(snapshot(120), newest());
    }

    @Test
    void aRunThatBeganAnewIsNewerThanTheOneItLeftBehind() throws IOException {
        for (int life = 1; life <= 2; life++) {
            store.save(Snapshots.of(runtime, 500, 0));
            store.save(Snapshots.of(runtime, 20, life));
            Snapshots.assertSame(Snapshots.of(runtime, 20, life), newest());
        }
        assertEquals(Set.of("abandoned-step-00000500", "abandoned-step-00000500-2", "step-00000020.1"), names());
    }

    @Test
    void anInterruptedThreadSavesAndStaysInterrupted() throws IOException {
        Thread.currentThread().interrupt();
        store.save(snapshot(3));
        assertTrue(Thread.interrupted());
        Snapshots.assertSame(snapshot(3), newest());
    }

    @Test
    void anInterruptedReadIsNoReasonToPassACheckpointOver() throws IOException {
        store.save(snapshot(3));
        Thread.currentThread().interrupt();
        assertThrows(IOException.class, () -> store.newest(runtime, note -> fail(note)));
        assertTrue(Thread.interrupted());
        store.save(snapshot(4));
        assertEquals(Set.of("step-00000003", "step-00000004"), names());
    }

    @Test
    void aStateTooLargeToBeReadIsRefusedWhenItIsSaved() throws IOException {
        store.save(snapshot(1));
        Snapshot large = new Snapshot(2, Map.of(), Map.of("text", "x".repeat(10_000_000)));
        IOException refusal = assertThrows(IOException.class, () -> store.save(large));
        assertTrue(refusal.getMessage().contains("state.json: expected at most 10000000 bytes"), refusal.getMessage());
        assertEquals(Set.of("step-00000001"), names());
    }

    @Test
    void keepsAtLeastOne() {
        assertThrows(IllegalArgumentException.class, () -> new CheckpointStore(folder, 0));
    }
}
