package org.prosodia.pipeline.timeline.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;

/**
 * Reads timelines in the schema {@code prosodia.timeline/1} ({@code docs/timeline-schema.md}), whatever the order of the keys. Strict: a
 * missing, doubled or ill-typed key, a vector of the wrong length, a mean off the simplex or at odds with its α is an error with its place.
 * Unknown keys are errors in frames and clip and ignored at the top, where later programs may add remarks.
 */
public final class TimelineReader {
    private final JsonCursor json;
    private final FrameReader frames;
    private String schema;
    private String audio;
    private double duration = Double.NaN;
    private List<String> emotions;
    private EmotionVector clip;
    private Window window;
    private List<String> notes = List.of();
    private boolean sawFrames;

    private TimelineReader(JsonCursor json) {
        this.json = json;
        this.frames = new FrameReader(json);
    }

    /** Reads a file, in UTF-8 with or without a byte order mark. */
    public static Timeline read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file); JsonParser parser = factory().createParser(in)) {
            return read(new JsonCursor(parser, file.toString()));
        }
    }

    /**
     * Reads one timeline up to the end of {@code in}.
     *
     * @param source what to call the input in errors
     */
    public static Timeline read(Reader in, String source) throws IOException {
        try (JsonParser parser = factory().createParser(in)) {
            return read(new JsonCursor(parser, source));
        }
    }

    private static JsonFactory factory() {
        return JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .build();
    }

    private static Timeline read(JsonCursor json) throws IOException {
        try {
            return new TimelineReader(json).timeline();
        } catch (IllegalArgumentException e) {
            throw json.failure(e);
        } catch (JacksonException e) {
            throw json.failure(e);
        } catch (CharConversionException e) {
            throw json.failure(e);
        }
    }

    private Timeline timeline() throws IOException {
        json.expectNext(JsonToken.START_OBJECT, "an object", "timeline");
        for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            readValue(key);
        }
        if (json.next() != null) {
            throw json.failure("timeline", "one object", "more after it");
        }
        require(schema != null, "schema");
        require(audio != null, "audio");
        require(!Double.isNaN(duration), "duration");
        require(emotions != null, "emotions");
        require(sawFrames, "frames");
        require(clip != null, "clip");
        Timeline timeline = frames.timeline(audio, duration, emotions).withClip(clip).withNotes(notes);
        return window == null ? timeline : timeline.withWindow(window);
    }

    private void readValue(String key) throws IOException {
        switch (key) {
            case "schema" -> {
                schema = json.string(key);
                if (!schema.equals(JsonTimelineWriter.SCHEMA)) {
                    throw json.failure(key, "\"" + JsonTimelineWriter.SCHEMA + "\"", "\"" + schema + "\"");
                }
            }
            case "audio" -> audio = json.string(key);
            case "duration" -> duration = json.number(key);
            case "emotions" -> emotions = json.strings(key);
            case "frames" -> {
                frames.readAll();
                sawFrames = true;
            }
            case "clip" -> clip = new VectorFields(json, key).readClip();
            case "window" -> window = readWindow();
            case "notes" -> notes = json.strings(key);
            default -> json.skip();
        }
    }

    private Window readWindow() throws IOException {
        json.expectNext(JsonToken.START_OBJECT, "an object", "window");
        double length = Double.NaN;
        double stride = Double.NaN;
        for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            switch (key) {
                case "length" -> length = json.number("window.length");
                case "stride" -> stride = json.number("window.stride");
                default -> throw json.failure("window", "the keys length and stride", "\"" + key + "\"");
            }
        }
        return new Window(length, stride);
    }

    private void require(boolean present, String key) throws TimelineFormatException {
        if (!present) {
            throw json.failure(key, "this key", "none");
        }
    }
}
