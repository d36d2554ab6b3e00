package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
    @TempDir
    private Path folder;

    /** Holds the lock until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            try (RunLock _ = RunLock.acquire(Path.of(args[0]))) {
                System.out.println("locked");
                System.in.read();
            }
        }
    }

    @Test
    void oneProcessHoldsARunAndTheErrorNamesItAndItsEndFreesTheRun() throws Exception {
        Path run = folder.resolve("new").resolve("run");
        Process process = ChildJvm.start(List.of("-Xmx32m"), Holder.class, run);
        assertEquals("locked", process.inputReader().readLine());
        assertRefused(run, process.pid());
        process.destroyForcibly().waitFor();
        RunLock.acquire(run).close();
    }

    @Test
    void theSameProcessCannotHoldARunTwice() throws IOException {
        try (RunLock _ = RunLock.acquire(folder)) {
            assertRefused(folder, ProcessHandle.current().pid());
        }
        try (RunLock _ = RunLock.acquire(folder)) {
            assertRefused(folder, ProcessHandle.current().pid());
        }
    }

    @Test
    void aFileLeftByAnotherProgramMeansNothing() throws IOException {
        Files.writeString(folder.resolve("run.lock"), "something much longer than the number of a process, left by somebody");
        try (RunLock _ = RunLock.acquire(folder)) {
            assertEquals(Long.toString(ProcessHandle.current().pid()), Files.readString(folder.resolve("run.lock")));
        }
    }

    private static void assertRefused(Path run, long holder) {
        FileSystemException refusal = assertThrows(FileSystemException.class, () -> RunLock.acquire(run));
        assertTrue(refusal.getMessage().startsWith(run + ": ") && refusal.getMessage().contains("in use by process " + holder + " "),
                refusal.getMessage());
    }
}
