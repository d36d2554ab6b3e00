package org.prosodia.pipeline.preference;

import com.fasterxml.jackson.core.JacksonException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/**
 * What is to be compared, a clip a line ({@code docs/candidates-schema.md}). Written as clips are done: a crash leaves at most one line
 * half-written, the last, which {@link #repair} takes out.
 *
 * @param path of the file
 */
public record CandidateFile(Path path) {

    /** Where a path that the file gives leads: it is relative to the file's folder. */
    public Path resolve(String relative) {
        return path.toAbsolutePath().resolveSibling(relative);
    }

    /**
     * All clips in their order. Neither timelines nor audio are opened.
     *
     * @throws PreferenceFormatException naming the file, the line, the field, what was expected and what was found
     */
    public List<CandidateSet> read() throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new PreferenceFormatException(path, "expected a file of candidates, found "
                    + (Files.exists(path) ? "something else" : "nothing"));
        }
        List<CandidateSet> sets = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path))) {
            Line line = Line.next(in, 1, PreferenceFile.MAX_LINE_BYTES);
            while (line != null) {
                int number = line.number();
                Optional<CandidateSet> set = parse(line);
                if (set.isPresent()) {
                    Integer before = lines.putIfAbsent(set.get().id(), number);
                    if (before != null) {
                        throw new PreferenceFormatException(path, number, "id: expected one that no other clip has, found \""
                                + set.get().id() + "\" of line " + before, null);
                    }
                    sets.add(set.get());
                }
                line = Line.next(in, number + 1, PreferenceFile.MAX_LINE_BYTES);
            }
        }
        return sets;
    }

    /** Empty of a blank line. */
    private Optional<CandidateSet> parse(Line line) throws IOException {
        try {
            if (line.bytes().length > PreferenceFile.MAX_LINE_BYTES) {
                throw new IllegalArgumentException("expected at most " + PreferenceFile.MAX_LINE_BYTES + " bytes on a line, found more");
            }
            if (line.halfWritten()) {
                throw new IllegalArgumentException("half-written: expected a whole line, found the first " + line.bytes().length
                        + " bytes of one and the end of the file");
            }
            String text = line.text();
            return text.isBlank() ? Optional.empty() : Optional.of(CandidateLine.parse(text));
        } catch (CharacterCodingException e) {
            throw new PreferenceFormatException(path, line.number(), "expected UTF-8, found other bytes", e);
        } catch (JacksonException e) {
            throw new PreferenceFormatException(path, line.number(), "not valid JSON: " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new PreferenceFormatException(path, line.number(), e.getMessage(), e);
        }
    }

    /** Adds a clip at the end, creating the file if need be, and returns when it is on the disk. */
    public void append(CandidateSet set) throws IOException {
        Appending.append(path, (CandidateLine.format(set) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Puts these clips in the place of all that the file holds, in one step. */
    public void write(List<CandidateSet> sets) throws IOException {
        StringBuilder text = new StringBuilder();
        sets.forEach(set -> text.append(CandidateLine.format(set)).append('\n'));
        AtomicFile.replace(path, file -> Files.writeString(file, text));
    }

    /** Takes a half-written last line out, as {@link PreferenceFile#repair} does. */
    public Optional<Path> repair() throws IOException {
        return Appending.repair(path);
    }
}
