package org.prosodia.wav2vec2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A small JSON file as a tree, with typed access whose errors name the file, the field, what was expected and what was found.
 * Values are {@link Map}, {@link List}, String, Long, Double, Boolean or null. {@code NaN} and {@code Infinity}, which Python writes,
 * are read and written as Python does.
 */
public final class JsonObject {
    private static final int MAX_BYTES = 10_000_000;
    private static final int MAX_QUOTED = 120;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).maxDocumentLength(MAX_BYTES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .build();

    private final Path file;
    private final String path;
    private final Map<String, Object> fields;

    private JsonObject(Path file, String path, Map<String, Object> fields) {
        this.file = file;
        this.path = path;
        this.fields = fields;
    }

    /** @param file what messages call it */
    public static JsonObject of(Path file, Map<String, Object> fields) {
        return new JsonObject(file, "", Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    /** @throws ModelException when the file is missing, too large or no JSON object */
    public static JsonObject read(Path file) throws ModelException {
        try (InputStream in = open(file)) {
            return parse(file, FACTORY.createParser(in));
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    /**
     * The object in a text, such as {@link #line} writes.
     *
     * @param source what messages call it
     * @throws ModelException when it is no JSON object
     */
    public static JsonObject parse(Path source, String text) throws ModelException {
        try {
            return parse(source, FACTORY.createParser(text));
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(source, e);
        }
    }

    private static JsonObject parse(Path file, JsonParser parser) throws IOException {
        try (parser) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                throw new ModelException(file, "expected a JSON object, found " + (first == null ? "nothing" : quoted(parser.getText())));
            }
            JsonObject object = of(file, object(parser));
            if (parser.nextToken() != null) {
                throw new ModelException(file, "expected one JSON object, found more after it");
            }
            return object;
        } catch (JsonProcessingException e) {
            throw new ModelException(file, "no valid JSON (" + quoted(e.getOriginalMessage()) + position(e) + ")");
        }
    }

    private static ModelException unreadable(Path file, IOException e) {
        return new ModelException(file, "cannot be read (" + e + ")");
    }

    /** Only regular files have an end that can be relied on: a pipe would be waited for. */
    private static InputStream open(Path file) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ModelException(file, "expected a file of JSON, found something else");
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new ModelException(file, "expected at most " + MAX_BYTES + " bytes of JSON, found " + Files.size(file));
        }
        return Files.newInputStream(file);
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr();
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(parser));
                }
                yield items;
            }
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    yield parser.getDoubleValue();
                }
                yield parser.getLongValue();
            }
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    /** Writes this object, indented. */
    public void write(Writer to) throws IOException {
        try (JsonGenerator generator = FACTORY.createGenerator(to)) {
            generator.useDefaultPrettyPrinter();
            write(generator, fields);
        }
    }

    /** Any such object on one line. */
    public static String line(Map<String, ?> fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            write(generator, fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator generator, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                generator.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    generator.writeFieldName(String.valueOf(entry.getKey()));
                    write(generator, entry.getValue());
                }
                generator.writeEndObject();
            }
            case List<?> list -> {
                generator.writeStartArray();
                for (Object item : list) {
                    write(generator, item);
                }
                generator.writeEndArray();
            }
            case String s -> generator.writeString(s);
            case Boolean b -> generator.writeBoolean(b);
            case Double d -> generator.writeNumber(d);
            case Number n -> generator.writeNumber(n.longValue());
            case null -> generator.writeNull();
            default -> throw new IllegalArgumentException("no JSON value: " + value.getClass());
        }
    }

    public Path file() {
        return file;
    }

    public Map<String, Object> fields() {
        return fields;
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        return fields.get(name) != null;
    }

    public String string(String name, String fallback) throws ModelException {
        return typed(name, String.class, fallback, "a string");
    }

    public boolean bool(String name, boolean fallback) throws ModelException {
        return typed(name, Boolean.class, fallback, "true or false");
    }

    /** A whole number of at least {@code min}. */
    public int integer(String name, int fallback, int min) throws ModelException {
        return whole(name, typed(name, Number.class, (long) fallback, "a whole number"), min);
    }

    /** A finite number between {@code min} and {@code max}. */
    public double number(String name, double fallback, double min, double max) throws ModelException {
        double value = typed(name, Number.class, fallback, "a number").doubleValue();
        if (!(value >= min && value <= max)) {
            throw error(name, "a number from " + min + " to " + max, value);
        }
        return value;
    }

    /** A list of whole numbers of at least {@code min}. */
    public List<Integer> integers(String name, List<Integer> fallback, int min) throws ModelException {
        List<?> items = typed(name, List.class, fallback, "a list of whole numbers");
        List<Integer> out = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Number number)) {
                throw error(name, "a list of whole numbers", items);
            }
            out.add(whole(name, number, min));
        }
        return out;
    }

    /** A list of strings. */
    public List<String> strings(String name, List<String> fallback) throws ModelException {
        List<?> items = typed(name, List.class, fallback, "a list of strings");
        List<String> out = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof String text)) {
                throw error(name, "a list of strings", items);
            }
            out.add(text);
        }
        return out;
    }

    /** The object in a field, whose messages name that field as well; one without fields when it is missing. */
    public JsonObject object(String name) throws ModelException {
        Map<?, ?> found = typed(name, Map.class, Map.of(), "an object");
        Map<String, Object> inner = new LinkedHashMap<>();
        found.forEach((key, value) -> inner.put(String.valueOf(key), value));
        return new JsonObject(file, path + name + ".", Collections.unmodifiableMap(inner));
    }

    /** An error about one field of this file. */
    public ModelException error(String name, String expected, Object found) {
        return new ModelException(file, path + name + ": expected " + expected + ", found " + quoted(found));
    }

    /** A value for a message, and never a whole book. */
    private static String quoted(Object value) {
        String text = String.valueOf(value).strip();
        return text.length() <= MAX_QUOTED ? text : text.substring(0, MAX_QUOTED) + "…";
    }

    private int whole(String name, Number value, int min) throws ModelException {
        boolean exact = value.doubleValue() == Math.rint(value.doubleValue());
        if (!exact || value.doubleValue() < min || value.doubleValue() > Integer.MAX_VALUE) {
            throw error(name, "a whole number of at least " + min, value);
        }
        return value.intValue();
    }

    private <T> T typed(String name, Class<T> type, T fallback, String expected) throws ModelException {
        Object value = fields.get(name);
        if (value == null) {
            return fallback;
        }
        if (!type.isInstance(value)) {
            throw error(name, expected, value instanceof String text ? '"' + text + '"' : value);
        }
        return type.cast(value);
    }
}
