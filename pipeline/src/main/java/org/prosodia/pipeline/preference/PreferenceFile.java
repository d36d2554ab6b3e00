package org.prosodia.pipeline.preference;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/**
 * Preferences as JSON lines ({@code docs/preference-schema.md}). Reading is strict: the first line that is no preference is an error
 * that names it. Blank lines, CRLF, a byte order mark and a missing last line end are no errors.
 *
 * <p>Appending writes whole lines and forces them to the disk, so that a crash leaves at most one line half-written, the last; reading
 * and appending report such a line, and {@link #repair} takes it out.
 *
 * @param path of the file, which need not exist yet
 * @param emotions that its timelines must have, in their order
 */
public record PreferenceFile(Path path, List<String> emotions) {
    /** Bytes of the longest line: two timelines of a few minutes. Longer ones belong in files of their own. */
    public static final int MAX_LINE_BYTES = 16 << 20;

    /** Takes a copy of the emotions. */
    public PreferenceFile {
        emotions = List.copyOf(emotions);
    }

    /** Where a path that the file gives leads: it is relative to the file's folder. */
    public Path resolve(String relative) {
        return path.toAbsolutePath().resolveSibling(relative);
    }

    /**
     * All preferences that nobody took back, in their order, ties and duplicates included (see {@link Votes}). Timelines are opened, audio
     * is not.
     *
     * @throws PreferenceFormatException naming the file, the line, the field, what was expected and what was found
     */
    public List<Preference> read() throws IOException {
        return Entry.standing(entries());
    }

    /** All lines in their order, also answers that were taken back and what took them back. */
    public List<Entry> entries() throws IOException {
        return new PreferenceReader(this, Optional.empty()).read();
    }

    /** All preferences, each checked to be as long as its audio; each audio is asked about once. */
    public List<Preference> read(AudioDuration durations) throws IOException {
        return Entry.standing(new PreferenceReader(this, Optional.of(durations)).read());
    }

    /**
     * Adds a line at the end, creating the file if need be, and returns when it is on the disk. Programs that append to one file
     * wait for each other. When writing fails the file is cut back to what it was.
     *
     * @throws PreferenceFormatException when the last line is half-written: {@link #repair} first
     * @throws IllegalArgumentException when the preference is of other emotions, or too long for a line
     */
    public void append(Entry entry) throws IOException {
        append(List.of(entry));
    }

    /** Adds lines at the end, all of them or, when writing fails, none; otherwise as {@link #append(Entry)}. */
    public void append(List<? extends Entry> entries) throws IOException {
        Appending.append(path, lines(entries));
    }

    /** The same after {@link #repair}, in one turn: for programs that have to go on where others left a line half-written. */
    public void repairAndAppend(List<? extends Entry> entries) throws IOException {
        Appending.repairAndAppend(path, lines(entries));
    }

    private byte[] lines(List<? extends Entry> entries) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Entry entry : entries) {
            lines.write(line(entry));
        }
        return lines.toByteArray();
    }

    /**
     * Puts these preferences in the place of all that the file holds, in one step.
     *
     * @throws IllegalArgumentException when one is of other emotions, or too long for a line
     */
    public void write(List<Preference> preferences) throws IOException {
        AtomicFile.replace(path, file -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                for (Preference preference : preferences) {
                    out.write(line(preference));
                }
            }
        });
    }

    private byte[] line(Entry entry) throws IOException {
        if (entry instanceof Preference preference) {
            SideCheck.checkEmotions("chosen", preference.chosen().timeline(), emotions);
        }
        byte[] line = (PreferenceLine.format(entry) + "\n").getBytes(StandardCharsets.UTF_8);
        if (line.length > MAX_LINE_BYTES) {
            throw new IllegalArgumentException("preference: expected at most " + MAX_LINE_BYTES + " bytes on a line, found " + line.length
                    + ": save the timelines and give their paths");
        }
        return line;
    }

    /**
     * Takes a half-written last line out.
     *
     * @return the file beside this one, {@code NAME.half-written}, to which that part of a line was added before it was cut off; empty
     *     when no line was half-written
     */
    public Optional<Path> repair() throws IOException {
        return Appending.repair(path);
    }
}
