package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.TensorRuntime;

/** Saving fails at the first, second, … change of the disk, until it succeeds: there always is a checkpoint, and it is whole. */
class FullDiskTest {
    private static final int FEWEST_CHANGES = 20; // files, folders, writes, forces, moves of one save

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @TempDir
    private Path temporary;

    @AfterEach
    void closeRuntime() {
        runtime.close();
    }

    @ParameterizedTest
    @CsvSource({"ONCE, 1, 20", "ONCE, 2, 20", "FROM_THEN_ON, 1, 20", "FROM_THEN_ON, 2, 20", "ONCE, 1, 10", "FROM_THEN_ON, 1, 10"})
    void whereverASaveFailsThereIsAWholeCheckpoint(Faults.Kind kind, int keep, long step) throws IOException {
        Snapshot old = Snapshots.of(runtime, 10, 1);
        Snapshot next = Snapshots.of(runtime, step, 2);
        int failures = 0;
        for (int n = 1;; n++) {
            Path folder = temporary.resolve("n" + n);
            assertTrue(save(folder, keep, Faults.none(), Snapshots.of(runtime, 5, 0)));
            assertTrue(save(folder, keep, Faults.none(), old));
            Faults faults = Faults.at(n, kind);
            boolean saved = save(folder, keep, faults, next);
            Snapshot newest = newest(folder);
            if (saved) {
                Snapshots.assertSame(next, newest);
            } else {
                failures++;
                Snapshots.assertSame(isNext(newest, next) ? next : old, newest);
            }
            goesOn(folder, keep);
            if (!faults.struck()) {
                assertTrue(failures >= FEWEST_CHANGES, () -> "only " + faults.count() + " changes were tried");
                return;
            }
        }
    }

    private static boolean save(Path folder, int keep, Faults faults, Snapshot snapshot) {
        try {
            new CheckpointStore(FaultyFileSystem.path(folder, faults), keep).save(snapshot);
            return true;
        } catch (IOException e) {
            assertTrue(e.toString().contains("no space left"), e::toString);
            return false;
        }
    }

    /** A save that only failed to tell the disk of the new name has left the new checkpoint. */
    private static boolean isNext(Snapshot found, Snapshot next) {
        return found.state().equals(next.state());
    }

    private Snapshot newest(Path folder) throws IOException {
        return new CheckpointStore(folder, 1).newest(runtime, note -> fail(note)).orElseThrow();
    }

    /** After the failure, on a disk with room again, the next save leaves what every save leaves. */
    private void goesOn(Path folder, int keep) throws IOException {
        Snapshot later = Snapshots.of(runtime, 30, 3);
        assertTrue(save(folder, keep, Faults.none(), later));
        Snapshots.assertSame(later, newest(folder));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(keep, files.count());
        }
    }
}
