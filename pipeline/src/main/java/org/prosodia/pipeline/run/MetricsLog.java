package org.prosodia.pipeline.run;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/**
 * The metrics of a run as JSON lines, such as {@code {"step":120,"loss":-3.5,"lr":1.0E-4}}. A line is handed to the operating system
 * whole before {@link #append} returns, so the end of the process loses none. Holds no times: the same run gives the same bytes.
 */
public final class MetricsLog implements Closeable {
    private static final String STEP = "step";

    private final Path file;
    private final OutputStream out;
    private boolean torn;

    private MetricsLog(Path file, OutputStream out) {
        this.file = file;
        this.out = out;
    }

    /**
     * Opens the log of a run that goes on after a step; of what the file holds, the lines up to that step stay. Lines of later steps, which
     * the run is about to write again, go; so do lines that are no JSON with a step, such as half of one that was being written when the
     * process ended.
     *
     * @param step the step of the checkpoint resumed from; −1 for a new run, which keeps nothing
     */
    public static MetricsLog open(Path file, long step) throws IOException {
        Disk.createFolders(file.toAbsolutePath().getParent());
        if (Files.exists(file)) {
            AtomicFile.replace(file, shorter -> copyUpTo(step, file, shorter));
        }
        return new MetricsLog(file, Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    }

    /** Every byte is a character of ISO 8859-1, so lines that are no UTF-8 pass through the reader, to be refused one by one. */
    private static void copyUpTo(long step, Path from, Path to) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(from, StandardCharsets.ISO_8859_1);
                BufferedWriter out = Files.newBufferedWriter(to, StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                OptionalLong found = MetricsLine.step(line.getBytes(StandardCharsets.ISO_8859_1));
                if (found.isPresent() && found.getAsLong() <= step) {
                    out.write(line);
                    out.write('\n');
                }
            }
        }
    }

    /**
     * Writes one line.
     *
     * @param values by name; a tree as in {@link Snapshot#state}, NaN and infinities included
     * @throws IllegalArgumentException when a value is called {@code step} or cannot be said in JSON
     */
    public void append(long step, Map<String, ?> values) throws IOException {
        if (values.containsKey(STEP)) {
            throw new IllegalArgumentException(file + ": expected metrics, found one called " + STEP);
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put(STEP, step);
        fields.putAll(JsonTree.checked("metrics", values));
        String start = torn ? "\n" : ""; // after half of a line, which the next resume drops
        torn = true;
        out.write((start + JsonObject.line(fields) + "\n").getBytes(StandardCharsets.UTF_8));
        torn = false;
    }

    /** Waits until all lines are on the disk. Called before a checkpoint is saved, no line of a saved step is lost in a power cut. */
    public void force() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
