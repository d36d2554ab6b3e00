package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.Rng;

/**
 * Trainings that are killed, and begun again with the same command, until they end. Few kills unless told otherwise:
 * {@code ./mvnw -pl tests -am verify -Dtest=KilledTrainingTest -Dsurefire.failIfNoSpecifiedTests=false -Dprosodia.kills=50}.
 */
class KilledTrainingTest {
    private static final int KILLS = Integer.getInteger("prosodia.kills", 3);
    /** Each life has time for some of them. */
    private static final int EPOCHS_PER_KILL = 2;
    private static final int LONGEST_LIFE_MILLISECONDS = 200;
    /** Every so often a process is killed while it starts or loads, before it has done anything. */
    private static final int STARTS = 5;
    private static final int LONGEST_START_MILLISECONDS = 700;

    @TempDir
    private Path folder;

    @Test
    void whateverKillsItTheModelAndTheLogAreThoseOfAnUninterruptedRun() throws Exception {
        TrainingFiles files = TrainingFiles.write(folder);
        int epochs = EPOCHS_PER_KILL * KILLS;
        Path whole = folder.resolve("whole");
        assertEquals(0, Cli.run(TrainingProcess.arguments(files, whole, epochs).toArray()).exit());

        Path run = folder.resolve("killed");
        Rng rng = new Rng(1);
        int training = 0;
        int saving = 0;
        int starting = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            TrainingProcess child = TrainingProcess.start(files, run, epochs);
            boolean early = kill % STARTS == STARTS - 1;
            boolean trains = !early && child.awaitCheckpoint();
            TimeUnit.MILLISECONDS.sleep(rng.nextInt(early ? LONGEST_START_MILLISECONDS : LONGEST_LIFE_MILLISECONDS));
            child.process().destroyForcibly();
            int exit = child.end();
            assertTrue(exit == 0 || exit != 1 && exit != 2, "neither killed nor done: " + exit + ", " + child.output());
            if (exit != 0) {
                boolean writing = TrainingProcess.halfWritten(run);
                saving += writing ? 1 : 0;
                training += !writing && trains ? 1 : 0;
                starting += !writing && !trains ? 1 : 0;
            }
        }
        TrainingProcess last = TrainingProcess.start(files, run, epochs);
        assertEquals(0, last.end(), last.output());
        System.out.println("killed " + training + " times between saves, " + saving + " while saving, " + starting + " while starting");
        assertTrue(training + saving + starting > 0, "no kill hit anything");
        assertFalse(TrainingProcess.halfWritten(run), "what killed processes left");
        assertSame(whole, run, "metrics.jsonl");
        assertSame(whole, run, "model/model.safetensors");
        assertSame(whole, run, "best/model.safetensors");
    }

    private static void assertSame(Path expected, Path found, String file) throws IOException {
        assertArrayEquals(Files.readAllBytes(expected.resolve(file)), Files.readAllBytes(found.resolve(file)), file);
    }

    /** Ctrl-C, and what service managers and containers send. */
    @ParameterizedTest
    @CsvSource({"INT, 2, 130", "TERM, 15, 143"})
    void aProcessThatIsAskedToEndSavesItsLastStepFirst(String signal, int number, int exit) throws Exception {
        assumeTrue(canSend(number), "no kill command here, or the signal is ignored");
        TrainingFiles files = TrainingFiles.write(folder);
        Path run = folder.resolve("asked");
        TrainingProcess child = TrainingProcess.start(files, run, 2000);
        assertTrue(child.awaitCheckpoint(), child.output());
        Process kill = new ProcessBuilder("kill", "-" + signal, Long.toString(child.process().pid())).inheritIO().start();
        assertEquals(0, kill.waitFor());
        assertEquals(exit, child.end(), child.output());
        Matcher said = Pattern.compile("interrupted after step (\\d+); the same command goes on from there").matcher(child.output());
        assertTrue(said.find(), child.output());
        List<String> log = Files.readAllLines(run.resolve("metrics.jsonl"));
        assertTrue(log.getLast().startsWith("{\"step\":" + said.group(1) + ","), log.getLast());
        assertEquals(said.group(1), newestCheckpoint(run));
        assertTrue(Files.notExists(run.resolve("model")));
    }

    private static String newestCheckpoint(Path run) throws IOException {
        try (Stream<Path> names = Files.list(run.resolve("checkpoints"))) {
            String last = names.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("step-")).sorted().toList()
                    .getLast();
            return Long.toString(Long.parseLong(last.substring("step-".length()).replaceAll("\\..*", "")));
        }
    }

    /** A process in the background of a shell is deaf to Ctrl-C, and so are its children. */
    private static boolean canSend(int signal) throws IOException {
        boolean command = Files.isExecutable(Path.of("/bin/kill")) || Files.isExecutable(Path.of("/usr/bin/kill"));
        Path status = Path.of("/proc/self/status");
        if (!command || !Files.exists(status)) {
            return command;
        }
        String ignored = Files.readAllLines(status).stream().filter(line -> line.startsWith("SigIgn:")).findFirst().orElse("SigIgn:0");
        return (Long.parseUnsignedLong(ignored.substring("SigIgn:".length()).strip(), 16) >> (signal - 1) & 1) == 0;
    }
}
