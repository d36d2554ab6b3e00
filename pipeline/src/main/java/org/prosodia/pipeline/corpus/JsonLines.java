package org.prosodia.pipeline.corpus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads one JSON object a line, whose fields are text, numbers or null; lines of white space do not count. */
final class JsonLines {
    private static final int MAX_DEPTH = 64;

    private final Path file;
    private final TableRows table;
    private final JsonFactory factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private JsonLines(Path file, Columns columns) {
        this.file = file;
        this.table = new TableRows(file, columns);
    }

    static TableRows read(Path file, String text, Columns columns) throws IOException {
        JsonLines reader = new JsonLines(file, columns);
        Iterator<String> lines = text.lines().iterator();
        for (long number = 1; lines.hasNext(); number++) {
            String line = lines.next();
            if (!line.isBlank()) {
                reader.readLine(line, number);
            }
        }
        return reader.table;
    }

    private void readLine(String line, long number) throws IOException {
        try (JsonParser parser = factory.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new ManifestException(file, number, "line", "a JSON object", ManifestException.quoted(line));
            }
            table.add(number, fields(parser, number));
            if (parser.nextToken() != null) {
                throw new ManifestException(file, number, "line", "one JSON object", "more after it");
            }
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 1 : e.getLocation().getColumnNr();
            String problem = ManifestException.quoted(e.getOriginalMessage());
            throw new ManifestException(file, "line " + number + ", column " + column + ": no valid JSON (" + problem + ")");
        }
    }

    private Map<String, String> fields(JsonParser parser, long number) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, String> headers = new HashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String meaning = table.meaning(name).orElse(null);
            JsonToken value = parser.nextToken();
            if (meaning == null) {
                parser.skipChildren();
                continue;
            }
            table.claim(headers, meaning, name, number);
            switch (value) {
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fields.put(meaning, parser.getText());
                case VALUE_NULL -> { }
                default -> throw new ManifestException(file, number, name, "text or a number", found(value));
            }
        }
        return fields;
    }

    private static String found(JsonToken value) {
        return switch (value) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            default -> value.asString();
        };
    }
}
