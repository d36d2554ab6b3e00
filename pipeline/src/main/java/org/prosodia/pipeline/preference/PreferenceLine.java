package org.prosodia.pipeline.preference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.JsonTimelineWriter;
import org.prosodia.pipeline.timeline.format.TimelineFormatException;
import org.prosodia.pipeline.timeline.format.TimelineReader;

/**
 * One answer as one line of JSON in the schema {@value #SCHEMA}, or one that is taken back in the schema {@value #RETRACTION}. Strict:
 * every key is known, none comes twice.
 */
final class PreferenceLine {
    static final String SCHEMA = "prosodia.preference/1";
    static final String RETRACTION = "prosodia.retraction/1";

    private static final int MAX_QUOTED = 40;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /** Opens the timeline that a line names by its path. */
    @FunctionalInterface
    interface TimelineFiles {
        Timeline read(String path) throws IOException;
    }

    private final String text;
    private final TimelineFiles files;
    private String schema;
    private String audio;
    private Preference.Side chosen;
    private Preference.Side rejected;
    private Optional<String> chosenModel = Optional.empty();
    private Optional<String> rejectedModel = Optional.empty();
    private String annotator;
    private Instant time;
    private Optional<String> id = Optional.empty();
    private Optional<Boolean> tie = Optional.empty();
    private Optional<Boolean> simulated = Optional.empty();

    private PreferenceLine(String text, TimelineFiles files) {
        this.text = text;
        this.files = files;
    }

    /**
     * @throws IllegalArgumentException naming the field
     * @throws JacksonException when the line is no JSON
     */
    static Entry parse(String text, TimelineFiles files) throws IOException {
        return new PreferenceLine(text, files).entry();
    }

    /** Whether the line is one whole JSON object: nothing that was cut off is. */
    static boolean isWhole(String text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            json.skipChildren();
            return json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }

    private Entry entry() throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw failure("preference", "an object", json);
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                readValue(key, json);
            }
            if (json.nextToken() != null) {
                throw failure("preference", "one object on a line", json);
            }
        }
        require(schema, "schema");
        return schema.equals(SCHEMA) ? preference() : retraction();
    }

    private Preference preference() {
        require(audio, "audio");
        require(chosen, "chosen");
        require(rejected, "rejected");
        require(annotator, "annotator");
        require(time, "time");
        return new Preference(audio, with(chosen, chosenModel), with(rejected, rejectedModel), annotator, time, tie.orElse(false),
                simulated.orElse(false), id);
    }

    private Retraction retraction() {
        boolean more = audio != null || chosen != null || rejected != null || chosenModel.isPresent() || rejectedModel.isPresent()
                || tie.isPresent() || simulated.isPresent();
        if (more) {
            throw new IllegalArgumentException("retraction: expected id, annotator and time, found keys of a preference");
        }
        require(id.orElse(null), "id");
        require(annotator, "annotator");
        require(time, "time");
        return new Retraction(id.get(), annotator, time);
    }

    private void readValue(String key, JsonParser json) throws IOException {
        switch (key) {
            case "schema" -> {
                schema = string(key, json);
                if (!schema.equals(SCHEMA) && !schema.equals(RETRACTION)) {
                    throw failure(key, '"' + SCHEMA + "\" or \"" + RETRACTION + '"', json);
                }
            }
            case "audio" -> audio = string(key, json);
            case "chosen" -> chosen = side(key, json);
            case "rejected" -> rejected = side(key, json);
            case "chosen_model" -> chosenModel = Optional.of(string(key, json));
            case "rejected_model" -> rejectedModel = Optional.of(string(key, json));
            case "annotator" -> annotator = string(key, json);
            case "time" -> time = instant(key, json);
            case "id" -> id = Optional.of(string(key, json));
            case "tie" -> tie = Optional.of(bool(key, json));
            case "simulated" -> simulated = Optional.of(bool(key, json));
            default -> throw new IllegalArgumentException("preference: expected a key of the schema, found " + quoted(key));
        }
    }

    private static Preference.Side with(Preference.Side side, Optional<String> model) {
        return new Preference.Side(side.timeline(), side.path(), model);
    }

    private Preference.Side side(String key, JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return stored(key, json.getText());
        }
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw failure(key, "a timeline or the path of one", json);
        }
        int from = (int) json.currentTokenLocation().getCharOffset();
        json.skipChildren();
        int to = (int) json.currentLocation().getCharOffset();
        try {
            return Preference.Side.of(TimelineReader.read(new StringReader(text.substring(from, to)), key));
        } catch (TimelineFormatException e) {
            // The reader counts lines within what it was given.
            throw new IllegalArgumentException(e.getMessage().replace(" (line 1)", ""), e);
        }
    }

    private Preference.Side stored(String key, String path) {
        try {
            return Preference.Side.of(files.read(path)).withPath(path);
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(key + ": expected a timeline file, found " + e.getMessage(), e);
        }
    }

    private static String string(String key, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw failure(key, "a string", json);
        }
        return json.getText();
    }

    private static boolean bool(String key, JsonParser json) throws IOException {
        if (!json.currentToken().isBoolean()) {
            throw failure(key, "true or false", json);
        }
        return json.getBooleanValue();
    }

    private static Instant instant(String key, JsonParser json) throws IOException {
        try {
            return Instant.parse(string(key, json));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(key + ": expected a time such as 2026-11-01T12:00:00Z, found " + quoted(json.getText()), e);
        }
    }

    private static void require(Object value, String key) {
        if (value == null) {
            throw new IllegalArgumentException(key + ": expected this key, found none");
        }
    }

    private static IllegalArgumentException failure(String key, String expected, JsonParser json) throws IOException {
        return new IllegalArgumentException(key + ": expected " + expected + ", found " + found(json));
    }

    private static String found(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case null -> "nothing";
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> quoted(json.getText());
            default -> json.getText();
        };
    }

    private static String quoted(String found) {
        return '"' + (found.length() <= MAX_QUOTED ? found : found.substring(0, MAX_QUOTED) + "…") + '"';
    }

    /** The line, without its end. */
    static String format(Entry entry) throws IOException {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(line)) {
            json.writeStartObject();
            switch (entry) {
                case Preference preference -> write(json, preference);
                case Retraction retraction -> {
                    json.writeStringField("schema", RETRACTION);
                    json.writeStringField("id", retraction.id());
                    json.writeStringField("annotator", retraction.annotator());
                    json.writeStringField("time", retraction.time().toString());
                }
            }
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, Preference preference) throws IOException {
        json.writeStringField("schema", SCHEMA);
        if (preference.id().isPresent()) {
            json.writeStringField("id", preference.id().get());
        }
        json.writeStringField("audio", preference.audio());
        writeSide(json, "chosen", preference.chosen());
        writeSide(json, "rejected", preference.rejected());
        json.writeStringField("annotator", preference.annotator());
        json.writeStringField("time", preference.time().toString());
        json.writeBooleanField("tie", preference.tie());
        json.writeBooleanField("simulated", preference.simulated());
    }

    private static void writeSide(JsonGenerator json, String key, Preference.Side side) throws IOException {
        if (side.path().isPresent()) {
            json.writeStringField(key, side.path().get());
        } else {
            StringWriter timeline = new StringWriter();
            new JsonTimelineWriter().write(side.timeline(), new float[0], timeline);
            json.writeFieldName(key);
            // Line ends stand between tokens only: within strings they are escaped.
            json.writeRawValue(timeline.toString().replace("\n", ""));
        }
        if (side.model().isPresent()) {
            json.writeStringField(key + "_model", side.model().get());
        }
    }
}
