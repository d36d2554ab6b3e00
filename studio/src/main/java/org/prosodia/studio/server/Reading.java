package org.prosodia.studio.server;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;

/** What a request says, checked. */
final class Reading {
    private static final Path REQUEST = Path.of("request");
    private static final int LONGEST_TEXT = 1000;

    private Reading() {}

    /** The JSON object of the body, which has these keys, all of them strings, and no others. */
    static JsonObject body(Call call, Set<String> keys) throws Refusal {
        String type = call.header("content-type").orElse("none");
        if (!type.split(";")[0].strip().equalsIgnoreCase(Answer.JSON)) {
            throw new Refusal(415, "Content-Type: expected " + Answer.JSON + ", found " + type);
        }
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(call.body())).toString();
            JsonObject object = JsonObject.parse(REQUEST, text);
            if (!object.fields().keySet().equals(keys)) {
                throw new Refusal(400, "request: expected the keys " + keys + ", found " + object.fields().keySet());
            }
            for (String key : keys) {
                text(object, key);
            }
            return object;
        } catch (CharacterCodingException e) {
            throw new Refusal(400, "request: expected UTF-8, found other bytes");
        } catch (ModelException e) {
            throw new Refusal(400, e.getMessage());
        }
    }

    /** The string of a key that is there. */
    static String text(JsonObject object, String key) throws Refusal {
        if (object.fields().get(key) instanceof String text && text.length() <= LONGEST_TEXT) {
            return text;
        }
        throw new Refusal(400, key + ": expected a string of at most " + LONGEST_TEXT + " characters");
    }

    /** The numbers that end a path, below these counts: {@code /api/curves/3/1}. */
    static int[] numbers(Call call, String folder, int count) throws Refusal {
        String[] parts = call.path().substring(folder.length()).split("/", -1);
        int[] numbers = new int[count];
        boolean good = parts.length == count;
        for (int i = 0; good && i < count; i++) {
            good = parts[i].matches("\\d{1,9}");
            numbers[i] = good ? Integer.parseInt(parts[i]) : -1;
        }
        if (!good) {
            throw Refusal.nothingThere();
        }
        return numbers;
    }
}
