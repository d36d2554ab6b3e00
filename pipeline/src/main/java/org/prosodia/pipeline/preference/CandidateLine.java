package org.prosodia.pipeline.preference;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.wav2vec2.JsonObject;

/** One clip's candidates as one line of JSON in the schema {@value #SCHEMA}. Strict: every key is known and there, none comes twice. */
final class CandidateLine {
    static final String SCHEMA = "prosodia.candidates/1";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(64).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonParser json;

    private CandidateLine(JsonParser json) {
        this.json = json;
    }

    /**
     * @throws IllegalArgumentException naming the field
     * @throws JacksonException when the line is no JSON
     */
    static CandidateSet parse(String text) throws IOException {
        try (JsonParser json = FACTORY.createParser(text)) {
            json.nextToken();
            CandidateSet set = new CandidateLine(json).set();
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("clip: expected one object on a line, found more after it");
            }
            return set;
        }
    }

    private CandidateSet set() throws IOException {
        require(JsonToken.START_OBJECT, "clip", "an object");
        String schema = null;
        String id = null;
        String audio = null;
        String model = null;
        List<CandidateSet.Candidate> candidates = List.of();
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            switch (key) {
                case "schema" -> schema = string(key);
                case "id" -> id = string(key);
                case "audio" -> audio = string(key);
                case "model" -> model = string(key);
                case "candidates" -> candidates = candidates();
                default -> throw new IllegalArgumentException("clip: expected a key of the schema, found \"" + key + '"');
            }
        }
        if (!SCHEMA.equals(schema)) {
            throw new IllegalArgumentException("schema: expected \"" + SCHEMA + "\", found "
                    + (schema == null ? "none" : '"' + schema + '"'));
        }
        return new CandidateSet(id, audio, model, candidates);
    }

    private List<CandidateSet.Candidate> candidates() throws IOException {
        json.nextToken();
        require(JsonToken.START_ARRAY, "candidates", "a list");
        List<CandidateSet.Candidate> candidates = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            candidates.add(candidate("candidates[" + candidates.size() + "]"));
        }
        return candidates;
    }

    private CandidateSet.Candidate candidate(String name) throws IOException {
        require(JsonToken.START_OBJECT, name, "an object");
        String file = null;
        double window = Double.NaN;
        double stride = Double.NaN;
        for (String key = json.nextFieldName(); key != null; key = json.nextFieldName()) {
            switch (key) {
                case "file" -> file = string(name + ".file");
                case "window" -> window = number(name + ".window");
                case "stride" -> stride = number(name + ".stride");
                default -> throw new IllegalArgumentException(name + ": expected a key of the schema, found \"" + key + '"');
            }
        }
        return new CandidateSet.Candidate(file, new Window(window, stride));
    }

    private String string(String name) throws IOException {
        json.nextToken();
        require(JsonToken.VALUE_STRING, name, "a string");
        return json.getText();
    }

    private double number(String name) throws IOException {
        JsonToken token = json.nextToken();
        if (!token.isNumeric()) {
            require(JsonToken.VALUE_NUMBER_FLOAT, name, "a number");
        }
        return json.getDoubleValue();
    }

    private void require(JsonToken wanted, String name, String expected) {
        JsonToken token = json.currentToken();
        if (token != wanted) {
            String found = token == null ? "nothing" : switch (token) {
                case START_OBJECT -> "an object";
                case START_ARRAY -> "a list";
                case VALUE_STRING -> "a string";
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
                default -> token.asString();
            };
            throw new IllegalArgumentException(name + ": expected " + expected + ", found " + found);
        }
    }

    /** The line, without its end. */
    static String format(CandidateSet set) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("schema", SCHEMA);
        line.put("id", set.id());
        line.put("audio", set.audio());
        line.put("model", set.model());
        line.put("candidates", set.candidates().stream().map(CandidateLine::fields).toList());
        return JsonObject.line(line);
    }

    private static Map<String, Object> fields(CandidateSet.Candidate candidate) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", candidate.file());
        fields.put("window", candidate.window().length());
        fields.put("stride", candidate.window().stride());
        return fields;
    }
}
