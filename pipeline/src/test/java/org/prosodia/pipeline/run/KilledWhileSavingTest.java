package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;

/** Processes that do nothing but save are killed at random moments. */
class KilledWhileSavingTest {
    private static final int KILLS = 8;
    private static final int LONGEST_LIFE_MILLISECONDS = 60;

    @TempDir
    private Path folder;

    /** Saves step after step, from where the one before ended, and says each step that is saved. */
    static final class SavesForEver {
        private SavesForEver() {}

        public static void main(String[] args) throws IOException {
            CheckpointStore store = new CheckpointStore(Path.of(args[0]), 2);
            try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
                for (long step = Long.parseLong(args[1]);; step++) {
                    store.save(Snapshots.of(runtime, step, step));
                    System.out.println(step);
                }
            }
        }
    }

    @Test
    void afterEveryKillTheLastCheckpointThatWasSaidToBeSavedIsThereOrTheOneAfter() throws Exception {
        Rng rng = new Rng(1);
        long step = 1;
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            for (int kill = 0; kill < KILLS; kill++) {
                long said = killedAfter(step, rng.nextInt(LONGEST_LIFE_MILLISECONDS));
                Optional<Snapshot> newest = new CheckpointStore(folder, 2).newest(runtime, note -> fail(note));
                long found = newest.orElseThrow().step();
                assertTrue(found == said || found == said + 1, () -> "said " + said + ", found " + found);
                Snapshots.assertSame(Snapshots.of(runtime, found, found), newest.orElseThrow());
                step = found + 1;
            }
        }
    }

    /** The last step that the process said, killed some time after its first. */
    private long killedAfter(long firstStep, int milliseconds) throws Exception {
        Process process = ChildJvm.start(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1"), SavesForEver.class, folder, firstStep);
        try (BufferedReader out = process.inputReader()) {
            String last = out.readLine();
            assertEquals(Long.toString(firstStep), last);
            TimeUnit.MILLISECONDS.sleep(milliseconds);
            process.toHandle().destroyForcibly(); // the process itself would close what it said
            process.waitFor();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                last = line;
            }
            return Long.parseLong(last);
        }
    }
}
