package org.prosodia.wav2vec2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
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
 * Values are {@link Map}, {@link List}, String, Long, Double, Boolean or null.
 */
public final class JsonObject {
    private static final int MAX_BYTES = 10_000_000;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).maxDocumentLength(MAX_BYTES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;
    private final Map<String, Object> fields;

    private JsonObject(Path file, Map<String, Object> fields) {
        this.file = file;
        this.fields = fields;
    }

    /** @param file what messages call it */
    public static JsonObject of(Path file, Map<String, Object> fields) {
        return new JsonObject(file, Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    /** @throws ModelException when the file is missing, too large or no JSON object */
    public static JsonObject read(Path file) throws ModelException {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ModelException(file, "expected at most " + MAX_BYTES + " bytes of JSON, found " + Files.size(file));
            }
        } catch (IOException e) {
            throw new ModelException(file, "cannot be read (" + e + ")");
        }
        try (JsonParser parser = FACTORY.createParser(Files.newInputStream(file))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ModelException(file, "expected a JSON object, found " + parser.currentToken());
            }
            JsonObject object = of(file, object(parser));
            if (parser.nextToken() != null) {
                throw new ModelException(file, "expected one JSON object, found more after it");
            }
            return object;
        } catch (ModelException e) {
            throw e;
        } catch (IOException e) {
            throw new ModelException(file, "no valid JSON (" + firstLine(e) + ")");
        }
    }

    private static String firstLine(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
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
            case VALUE_NUMBER_INT -> parser.getLongValue();
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

    /** An error about one field of this file. */
    public ModelException error(String name, String expected, Object found) {
        return new ModelException(file, name + ": expected " + expected + ", found " + found);
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
            throw error(name, expected, value);
        }
        return type.cast(value);
    }
}
