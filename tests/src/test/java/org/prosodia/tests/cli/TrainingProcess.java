package org.prosodia.tests.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.prosodia.pipeline.cli.Main;

/** {@code prosodia train stage1} in a process of its own. */
final class TrainingProcess {
    private static final long LIMIT_SECONDS = 120;
    private static final long POLL_MILLISECONDS = 5;

    private final Path run;
    private final Path output;
    private final Set<String> before;
    private final Process process;

    private TrainingProcess(Path run, Path output, Set<String> before, Process process) {
        this.run = run;
        this.output = output;
        this.before = before;
        this.process = process;
    }

    static List<String> arguments(TrainingFiles files, Path run, int epochs) {
        return List.of("train", "stage1", files.file("clips.csv").toString(), "--model", files.encoder().toString(), "--out",
                run.toString(), "--epochs", Integer.toString(epochs), "--batch", "1", "--patience", "0", "--lr", "1e-3", "--ema", "0.9",
                "--checkpoint-every", "1", "--backend", "plain", "--threads", "1");
    }

    static TrainingProcess start(TrainingFiles files, Path run, int epochs) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(arguments(files, run, epochs));
        Path output = files.file("output.txt");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH"));
        return new TrainingProcess(run, output, checkpoints(run), builder.start());
    }

    Process process() {
        return process;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** Waits for a checkpoint of its own. False when the process ended before. */
    boolean awaitCheckpoint() throws IOException, InterruptedException {
        while (process.isAlive()) {
            if (!before.containsAll(checkpoints(run))) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
        }
        return false;
    }

    /** Its exit code; one that hangs is killed. */
    int end() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new IllegalStateException("no end after " + LIMIT_SECONDS + " s: " + output());
        }
        return process.exitValue();
    }

    private static Set<String> checkpoints(Path run) throws IOException {
        Path folder = run.resolve("checkpoints");
        return Files.isDirectory(folder) ? names(folder).filter(name -> name.startsWith("step-")).collect(Collectors.toSet()) : Set.of();
    }

    /** Whether a process that was killed had begun to write something. */
    static boolean halfWritten(Path run) throws IOException {
        for (String folder : List.of("", "checkpoints", "best", "model")) {
            if (Files.isDirectory(run.resolve(folder)) && names(run.resolve(folder)).anyMatch(name -> name.startsWith(".tmp-"))) {
                return true;
            }
        }
        return false;
    }

    private static Stream<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList().stream();
        }
    }
}
