package org.prosodia.wav2vec2.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** JSON from a stretch of a file, token by token: strict UTF-8, bounded nesting, every error a {@link CheckpointException}. */
final class StrictJson implements Closeable {
    /** Bytes of JSON anybody may hand us; the limit of safetensors itself. */
    static final long MAX_BYTES = 100_000_000;
    private static final int MAX_NESTING = 32;
    /** Trainers store whole configurations as one string of the metadata. */
    private static final int MAX_STRING = 1 << 24;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).maxStringLength(MAX_STRING).build())
            .build();

    private final WeightFile file;
    private final String part;
    private final JsonParser parser;

    private StrictJson(WeightFile file, String part, JsonParser parser) {
        this.file = file;
        this.part = part;
        this.parser = parser;
    }

    /** Begins to read the {@code length} bytes from {@code start} on; {@code part} is what messages call them. */
    static StrictJson open(WeightFile file, String part, long start, long length) throws CheckpointException {
        InputStream bytes = new ByteCursor(file, part, start, start + length).asInputStream();
        CharsetDecoder strict = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
        Reader text = new InputStreamReader(bytes, strict);
        try {
            return new StrictJson(file, part, FACTORY.createParser(text));
        } catch (IOException e) {
            throw new CheckpointException(file.path(), part + " cannot be read (" + e + ")", e);
        }
    }

    /** The next token; {@code null} at the end of the text. */
    JsonToken next() throws CheckpointException {
        try {
            return parser.nextToken();
        } catch (IOException e) {
            throw translated(e);
        }
    }

    /** Text of the current token as it stands; for names and strings with escapes resolved. */
    String text() throws CheckpointException {
        try {
            return parser.getText();
        } catch (IOException e) {
            throw translated(e);
        }
    }

    /** Passes over the value that begins with the current token. */
    void skipValue() throws CheckpointException {
        try {
            parser.skipChildren();
        } catch (IOException e) {
            throw translated(e);
        }
    }

    /** Moves on to a token that must be {@code wanted}; {@code what} names it in the message. */
    void expect(JsonToken wanted, String what) throws CheckpointException {
        JsonToken found = next();
        if (found != wanted) {
            throw file.fault(part + ": expected " + what + ", found " + describe(found));
        }
    }

    /** The string that must come next. */
    String string(String what) throws CheckpointException {
        expect(JsonToken.VALUE_STRING, what);
        return text();
    }

    /** The current token for a message. */
    String describe(JsonToken token) throws CheckpointException {
        if (token == null) {
            return "the end of the text";
        }
        return switch (token) {
            case START_OBJECT, END_OBJECT, START_ARRAY, END_ARRAY -> token.asString();
            case VALUE_STRING -> "the string " + Quoted.of(text());
            default -> Quoted.of(text());
        };
    }

    private CheckpointException translated(IOException e) {
        return switch (e) {
            case CheckpointException own -> own;
            case CharacterCodingException coding -> new CheckpointException(file.path(), part + " is not valid UTF-8", coding);
            case JsonEOFException end -> new CheckpointException(file.path(), part + " ends in the middle of its JSON", end);
            case JsonProcessingException json ->
                    new CheckpointException(file.path(), part + " is not valid JSON: " + json.getOriginalMessage() + position(json), json);
            default -> new CheckpointException(file.path(), part + " cannot be read (" + e + ")", e);
        };
    }

    private static String position(JsonProcessingException e) {
        return e.getLocation() == null ? "" : " at character " + e.getLocation().getCharOffset();
    }

    @Override
    public void close() throws CheckpointException {
        try {
            parser.close();
        } catch (IOException e) {
            throw translated(e);
        }
    }
}
