package org.prosodia.pipeline.timeline;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a timeline in one file format. Implementations hold no state between calls. */
public interface TimelineWriter {
    /**
     * Writes the timeline and flushes; closing {@code out} is the caller's.
     *
     * @param samples the audio, mono at 16 kHz, for formats that draw it; may be empty, and pictures then show the curves alone
     */
    void write(Timeline timeline, float[] samples, Writer out) throws IOException;

    /** Writes the timeline to a file in UTF-8, replacing it when it exists. */
    default void write(Timeline timeline, float[] samples, Path file) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            write(timeline, samples, out);
        }
    }
}
