package org.prosodia.pipeline.preference;

import com.fasterxml.jackson.core.JacksonException;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;

/** Reads one preference file once; opens each timeline and asks for each audio's length no more than once. */
final class PreferenceReader {
    private static final long MAX_TIMELINE_BYTES = 256L << 20;

    private final PreferenceFile file;
    private final Optional<AudioDuration> durations;
    private final Map<String, Timeline> timelines = new HashMap<>();
    private final Map<String, Double> lengths = new HashMap<>();
    private final Map<Entry.Name, Integer> lines = new HashMap<>();
    private final Set<Entry.Name> retracted = new HashSet<>();

    PreferenceReader(PreferenceFile file, Optional<AudioDuration> durations) {
        this.file = file;
        this.durations = durations;
    }

    List<Entry> read() throws IOException {
        if (!Files.isRegularFile(file.path())) {
            throw new PreferenceFormatException(file.path(), "expected a file of preferences, found "
                    + (Files.exists(file.path()) ? "something else" : "nothing"));
        }
        List<Entry> entries = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()))) {
            Line line = Line.next(in, 1, PreferenceFile.MAX_LINE_BYTES);
            while (line != null) {
                parse(line).ifPresent(entries::add);
                line = Line.next(in, line.number() + 1, PreferenceFile.MAX_LINE_BYTES);
            }
        }
        return entries;
    }

    /** Empty of a blank line. */
    private Optional<Entry> parse(Line line) throws IOException {
        try {
            if (line.bytes().length > PreferenceFile.MAX_LINE_BYTES) {
                throw new IllegalArgumentException("expected at most " + PreferenceFile.MAX_LINE_BYTES + " bytes on a line, found more:"
                        + " long timelines belong in files of their own");
            }
            if (line.halfWritten()) {
                throw new IllegalArgumentException(PreferenceFormatException.halfWritten(line.bytes().length));
            }
            String text = line.text();
            if (text.isBlank()) {
                return Optional.empty();
            }
            Entry entry = PreferenceLine.parse(text, this::timeline);
            switch (entry) {
                case Preference preference -> check(preference, line.number());
                case Retraction retraction -> check(retraction);
            }
            return Optional.of(entry);
        } catch (CharacterCodingException e) {
            throw failure(line, "expected UTF-8, found other bytes", e);
        } catch (JacksonException e) {
            String column = e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
            throw failure(line, "not valid JSON: " + e.getOriginalMessage() + column, e);
        } catch (IllegalArgumentException e) {
            throw failure(line, e.getMessage(), e);
        }
    }

    private void check(Preference preference, int line) {
        SideCheck.checkEmotions("chosen", preference.chosen().timeline(), file.emotions());
        checkLength(preference);
        if (preference.id().isPresent()) {
            Integer before = lines.putIfAbsent(new Entry.Name(preference.annotator(), preference.id().get()), line);
            if (before != null) {
                throw new IllegalArgumentException("id: expected one that no other answer of " + preference.annotator() + " has, found \""
                        + preference.id().get() + "\" of line " + before);
            }
        }
    }

    private void check(Retraction retraction) {
        Entry.Name name = new Entry.Name(retraction.annotator(), retraction.id());
        if (!lines.containsKey(name) || !retracted.add(name)) {
            throw new IllegalArgumentException("id: expected that of an answer of " + retraction.annotator() + " before it, found \""
                    + retraction.id() + (lines.containsKey(name) ? "\", which was taken back already" : "\""));
        }
    }

    private Timeline timeline(String path) throws IOException {
        Timeline known = timelines.get(path);
        if (known != null) {
            return known;
        }
        Path stored = file.resolve(path);
        if (!Files.isRegularFile(stored)) {
            throw new FileNotFoundException((Files.exists(stored) ? "something else: " : "nothing: ") + stored);
        }
        if (Files.size(stored) > MAX_TIMELINE_BYTES) {
            throw new IOException("more than " + MAX_TIMELINE_BYTES + " bytes: " + stored);
        }
        Timeline read = TimelineReader.read(stored);
        timelines.put(path, read);
        return read;
    }

    private void checkLength(Preference preference) {
        if (durations.isEmpty()) {
            return;
        }
        String audio = preference.audio();
        if (!lengths.containsKey(audio)) {
            try {
                lengths.put(audio, durations.get().seconds(file.resolve(audio)));
            } catch (IOException | InvalidPathException e) {
                throw new IllegalArgumentException("audio: expected audio that can be read, found " + e.getMessage(), e);
            }
        }
        double seconds = lengths.get(audio);
        if (!(Math.abs(seconds - preference.duration()) <= SideCheck.TOLERANCE)) {
            throw new IllegalArgumentException("chosen.duration: expected that of the audio, " + SideCheck.seconds(seconds) + ", found "
                    + SideCheck.seconds(preference.duration()));
        }
    }

    private PreferenceFormatException failure(Line line, String reason, Exception cause) {
        return new PreferenceFormatException(file.path(), line.number(), reason, cause);
    }
}
