package org.prosodia.bench.process;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.prosodia.wav2vec2.JsonObject;

/**
 * A process that ended.
 *
 * @param name what messages call it
 * @param exit its exit code; {@link #TIMED_OUT} when it was ended because it took too long
 * @param out what it printed
 * @param err what it printed on standard error
 * @param millis wall time from before its start to after its end
 */
public record Finished(String name, int exit, String out, String err, double millis) {
    /** No exit code of a process. */
    public static final int TIMED_OUT = Integer.MIN_VALUE;

    private static final int MOST_QUOTED = 2000;

    /** Runs a process to its end, or at most so long. */
    static Finished of(String name, List<String> command, double limitSeconds) throws IOException {
        Path out = Files.createTempFile("prosodia-bench", ".out");
        Path err = Files.createTempFile("prosodia-bench", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectInput(ProcessBuilder.Redirect.from(nothing().toFile()))
                    .redirectOutput(out.toFile()).redirectError(err.toFile());
            long start = System.nanoTime();
            Process process = builder.start();
            int exit = await(process, limitSeconds);
            double millis = (System.nanoTime() - start) / 1e6;
            return new Finished(name, exit, Files.readString(out), Files.readString(err), millis);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static Path nothing() {
        return Path.of(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
    }

    private static int await(Process process, double limitSeconds) throws IOException {
        try {
            if (process.waitFor((long) (1000 * limitSeconds), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly().waitFor();
            return TIMED_OUT;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a process was measured");
        }
    }

    /** @throws IOException with the end of what it said when it failed */
    public Finished requireSuccess() throws IOException {
        if (exit != 0) {
            String said = (err + out).strip();
            throw new IOException(name + ": expected exit code 0, found " + (exit == TIMED_OUT ? "no end" : exit) + "; it said: "
                    + said.substring(Math.max(0, said.length() - MOST_QUOTED)));
        }
        return this;
    }

    /**
     * The JSON objects among the lines that it printed.
     *
     * @throws IOException when a line begins like one and is none, or there is none at all
     */
    public List<Map<String, Object>> jsonLines() throws IOException {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (String line : out.lines().toList()) {
            if (line.startsWith("{")) {
                objects.add(JsonObject.parse(Path.of("output of " + name), line).fields());
            }
        }
        if (objects.isEmpty()) {
            throw new IOException(name + ": expected lines of JSON on its standard output, found none");
        }
        return objects;
    }
}
