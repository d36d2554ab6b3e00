package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are no JSON objects say so, by name; everything Python writes is read. */
class JsonObjectTest {
    @TempDir
    Path folder;

    static Stream<Arguments> noObjects() {
        return Stream.of(
                Arguments.of("", "expected a JSON object, found nothing"),
                Arguments.of("  \n", "expected a JSON object, found nothing"),
                Arguments.of("[1]", "expected a JSON object, found ["),
                Arguments.of("null", "expected a JSON object, found null"),
                Arguments.of("\"text\"", "expected a JSON object, found text"),
                Arguments.of("{", "no valid JSON"),
                Arguments.of("{\"a\": 1", "no valid JSON"),
                Arguments.of("{\"a\": }", "no valid JSON"),
                Arguments.of("{\"a\": 1,}", "no valid JSON"),
                Arguments.of("{\"a\": 1} {}", "found more after it"),
                Arguments.of("{\"a\": 1, \"a\": 2}", "Duplicate field 'a'"),
                Arguments.of("{\"a\": 1, \"\\u0061\": 2}", "Duplicate field 'a'"),
                Arguments.of("{\"a\": {\"b\": 1, \"b\": 1}}", "Duplicate field 'b'"),
                Arguments.of("{\"a\": " + "[".repeat(100_000), "nesting depth"),
                Arguments.of("{\"a\":".repeat(100_000), "nesting depth"),
                Arguments.of("{\"a\": " + "9".repeat(100_000) + "}", "length"),
                Arguments.of("<html>404</html>", "no valid JSON"),
                Arguments.of("version https://git-lfs.github.com/spec/v1", "no valid JSON"));
    }

    @ParameterizedTest
    @MethodSource("noObjects")
    void saysWhatIsWrongWithAFile(String text, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"), text);
        String message = assertThrows(ModelException.class, () -> JsonObject.read(file)).getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(reason), message);
        assertTrue(message.length() < 400 + file.toString().length(), message);
    }

    @Test
    void saysSoWhenThereIsNoSuchFileOrNoFileAtAll() throws IOException {
        Path missing = folder.resolve("config.json");
        assertTrue(assertThrows(ModelException.class, () -> JsonObject.read(missing)).getMessage().contains("NoSuchFile"));
        Path directory = Files.createDirectory(folder.resolve("folder"));
        assertTrue(assertThrows(ModelException.class, () -> JsonObject.read(directory)).getMessage().contains("found something else"));
    }

    @Test
    void refusesBrokenUtf8AndHugeFiles() throws IOException {
        Path broken = Files.write(folder.resolve("broken.json"), new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
        assertTrue(assertThrows(ModelException.class, () -> JsonObject.read(broken)).getMessage().contains("UTF-8"));
        Path huge = Files.write(folder.resolve("huge.json"), new byte[10_000_001]);
        assertTrue(assertThrows(ModelException.class, () -> JsonObject.read(huge)).getMessage().contains("at most 10000000 bytes"));
    }

    @Test
    void readsWhatPythonAndWindowsEditorsWrite() throws IOException {
        Path file = Files.writeString(folder.resolve("config.json"),
                "\uFEFF{\r\n\"nan\": NaN, \"inf\": -Infinity, \"big\": 123456789012345678901234567890,"
                + " \"none\": null, \"text\": \"ü\"}\r\n");
        JsonObject json = JsonObject.read(file);
        assertEquals(Double.NaN, json.fields().get("nan"));
        assertEquals(Double.NEGATIVE_INFINITY, json.fields().get("inf"));
        assertEquals(123456789012345678901234567890.0, json.fields().get("big"));
        assertEquals("ü", json.string("text", ""));
        assertEquals("fallback", json.string("none", "fallback"), "null is as good as missing");
        StringWriter written = new StringWriter();
        json.write(written);
        Files.writeString(file, written.toString());
        assertEquals(json.fields(), JsonObject.read(file).fields());
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("integer", "12", "n: expected a whole number, found \"12\""),
                Arguments.of("integer", 1.5, "n: expected a whole number of at least 1, found 1.5"),
                Arguments.of("integer", 0L, "n: expected a whole number of at least 1, found 0"),
                Arguments.of("integer", 1L << 40, "n: expected a whole number of at least 1, found 1099511627776"),
                Arguments.of("integer", Double.POSITIVE_INFINITY, "n: expected a whole number of at least 1, found Infinity"),
                Arguments.of("integer", true, "n: expected a whole number, found true"),
                Arguments.of("number", Double.NaN, "n: expected a number from 0.0 to 1.0, found NaN"),
                Arguments.of("number", -0.1, "n: expected a number from 0.0 to 1.0, found -0.1"),
                Arguments.of("number", List.of(), "n: expected a number, found []"),
                Arguments.of("bool", 1L, "n: expected true or false, found 1"),
                Arguments.of("string", 1L, "n: expected a string, found 1"),
                Arguments.of("integers", List.of(1L, "2"), "n: expected a list of whole numbers, found [1, 2]"),
                Arguments.of("integers", List.of(1L, -2L), "n: expected a whole number of at least 1, found -2"),
                Arguments.of("integers", 512L, "n: expected a list of whole numbers, found 512"),
                Arguments.of("strings", List.of("a", 2L), "n: expected a list of strings, found [a, 2]"),
                Arguments.of("object", List.of("a"), "n: expected an object, found [a]"),
                Arguments.of("inner", Map.of("rate", "x"), "n.rate: expected a whole number, found \"x\""));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void anErrorNamesFileAndField(String kind, Object value, String reason) {
        JsonObject json = JsonObject.of(Path.of("some", "config.json"), Map.of("n", value));
        String message = assertThrows(ModelException.class, () -> {
            switch (kind) {
                case "integer" -> json.integer("n", 1, 1);
                case "number" -> json.number("n", 0, 0, 1);
                case "bool" -> json.bool("n", true);
                case "string" -> json.string("n", "");
                case "integers" -> json.integers("n", List.of(), 1);
                case "strings" -> json.strings("n", List.of());
                case "object" -> json.object("n");
                default -> json.object("n").integer("rate", 1, 1);
            }
        }).getMessage();
        assertEquals(Path.of("some", "config.json") + ": " + reason, message);
    }

    @Test
    void aMessageDoesNotRepeatAHugeValue() {
        JsonObject json = JsonObject.of(Path.of("config.json"), Map.of("n", "x".repeat(1_000_000)));
        assertTrue(assertThrows(ModelException.class, () -> json.integer("n", 1, 1)).getMessage().length() < 300);
    }
}
