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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;

/** Reads one preference file once; opens each timeline and asks for each audio's length no more than once. */
final class PreferenceReader {
    private static final long MAX_TIMELINE_BYTES = 256L << 20;

    private final PreferenceFile file;
    private final Optional<AudioDuration> durations;
    private final Map<String, Timeline> timelines = new HashMap<>();
    private final Map<String, Double> lengths = new HashMap<>();

    PreferenceReader(PreferenceFile file, Optional<AudioDuration> durations) {
        this.file = file;
        this.durations = durations;
    }

    List<Preference> read() throws IOException {
        if (!Files.isRegularFile(file.path())) {
            throw new PreferenceFormatException(file.path(), "expected a file of preferences, found "
                    + (Files.exists(file.path()) ? "something else" : "nothing"));
        }
        List<Preference> preferences = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.path()))) {
            Line line = Line.next(in, 1, PreferenceFile.MAX_LINE_BYTES);
            while (line != null) {
                parse(line).ifPresent(preferences::add);
                line = Line.next(in, line.number() + 1, PreferenceFile.MAX_LINE_BYTES);
            }
        }
        return preferences;
    }

    /** Empty of a blank line. */
    private Optional<Preference> parse(Line line) throws IOException {
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
            Preference preference = PreferenceLine.parse(text, this::timeline);
            SideCheck.checkEmotions("chosen", preference.chosen().timeline(), file.emotions());
            checkLength(preference);
            return Optional.of(preference);
        } catch (CharacterCodingException e) {
            throw failure(line, "expected UTF-8, found other bytes", e);
        } catch (JacksonException e) {
            String column = e.getLocation() == null ? "" : " (column " + e.getLocation().getColumnNr() + ")";
            throw failure(line, "not valid JSON: " + e.getOriginalMessage() + column, e);
        } catch (IllegalArgumentException e) {
            throw failure(line, e.getMessage(), e);
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
