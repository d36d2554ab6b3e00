package org.prosodia.pipeline.timeline.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A JSON parser that says where it is: every failure names the file, the field ({@code frames[3].mean}) and the line. */
final class JsonCursor {
    private final JsonParser parser;
    private final String source;

    JsonCursor(JsonParser parser, String source) {
        this.parser = parser;
        this.source = source;
    }

    JsonToken next() throws IOException {
        return parser.nextToken();
    }

    /** Moves on and fails unless the next token is this one. */
    void expectNext(JsonToken token, String expected, String field) throws IOException {
        next();
        expect(token, expected, field);
    }

    void expect(JsonToken token, String expected, String field) throws IOException {
        if (parser.currentToken() != token) {
            throw failure(field, expected, found());
        }
    }

    /** Moves to the next key of the current object; null at its end. */
    String nextKey() throws IOException {
        return next() == JsonToken.END_OBJECT ? null : parser.currentName();
    }

    String string(String field) throws IOException {
        expectNext(JsonToken.VALUE_STRING, "a string", field);
        return parser.getText();
    }

    List<String> strings(String field) throws IOException {
        expectNext(JsonToken.START_ARRAY, "an array of strings", field);
        List<String> strings = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            expect(JsonToken.VALUE_STRING, "a string", field + "[" + strings.size() + "]");
            strings.add(parser.getText());
        }
        return strings;
    }

    /** The next value as a finite double. */
    double number(String field) throws IOException {
        next();
        return doubleHere(field);
    }

    /** The next value as a finite float, or NaN where it is null. */
    float floatOrNull(String field) throws IOException {
        return next() == JsonToken.VALUE_NULL ? Float.NaN : floatHere(field);
    }

    /** Adds the floats of the next array to {@code numbers}; their count, or −1 where the value is null. */
    int floats(String field, Numbers.Floats numbers) throws IOException {
        if (next() == JsonToken.VALUE_NULL) {
            return -1;
        }
        expect(JsonToken.START_ARRAY, "an array of numbers", field);
        int count = 0;
        while (next() != JsonToken.END_ARRAY) {
            numbers.add(floatHere(field + "[" + count + "]"));
            count++;
        }
        return count;
    }

    /** Skips the next value, whatever it is. */
    void skip() throws IOException {
        next();
        int depth = 0;
        while (true) {
            JsonToken token = parser.currentToken();
            if (token == null) {
                throw new TimelineFormatException(source + ": not valid JSON: the file ends early" + line(), null);
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (depth == 0) {
                return;
            }
            next();
        }
    }

    TimelineFormatException failure(String field, String expected, String found) {
        return new TimelineFormatException(source + ": " + field + ": expected " + expected + ", found " + found + line(), null);
    }

    TimelineFormatException failure(IllegalArgumentException cause) {
        return new TimelineFormatException(source + ": " + cause.getMessage(), cause);
    }

    TimelineFormatException failure(JacksonException cause) {
        return new TimelineFormatException(source + ": not valid JSON: " + cause.getOriginalMessage() + line(), cause);
    }

    TimelineFormatException failure(CharConversionException cause) {
        return new TimelineFormatException(source + ": not valid JSON: " + cause.getMessage() + line(), cause);
    }

    // Parsed from the text: a float read by way of a double can differ in its last bit.
    private float floatHere(String field) throws IOException {
        requireNumber(field);
        float number = Float.parseFloat(parser.getText());
        if (Float.isInfinite(number)) {
            throw failure(field, "a number that a 32-bit float holds", parser.getText());
        }
        return number;
    }

    private double doubleHere(String field) throws IOException {
        requireNumber(field);
        double number = Double.parseDouble(parser.getText());
        if (Double.isInfinite(number)) {
            throw failure(field, "a number that a 64-bit float holds", parser.getText());
        }
        return number;
    }

    private void requireNumber(String field) throws IOException {
        if (parser.currentToken() == null || !parser.currentToken().isNumeric()) {
            throw failure(field, "a number", found());
        }
    }

    private String found() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return "the end of the file";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case END_ARRAY, END_OBJECT -> "nothing";
            case VALUE_STRING -> "the string \"" + shortened(parser.getText()) + "\"";
            default -> shortened(parser.getText());
        };
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    private String line() {
        return " (line " + parser.currentLocation().getLineNr() + ")";
    }
}
