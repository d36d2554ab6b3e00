package org.prosodia.wav2vec2.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShardIndexTest {
    @TempDir
    Path folder;

    @BeforeEach
    void writeShards() throws IOException {
        new SafetensorsWriter().metadata("part", "1").float32("a", new long[] {1}, () -> new float[] {1})
                .write(folder.resolve("1.safetensors"));
        new SafetensorsWriter().metadata("part", "2").float32("b", new long[] {2}, () -> new float[] {2, 3})
                .write(folder.resolve("2.safetensors"));
        new SafetensorsWriter().float32("a", new long[] {1}, () -> new float[] {4}).write(folder.resolve("again.safetensors"));
    }

    @Test
    void joinsTheTensorsOfAllShards() throws IOException {
        index("{\"metadata\":{\"total_size\":12,\"nested\":[{}]},\"weight_map\":{\"a\":\"1.safetensors\",\"b\":\"2.safetensors\"}}");

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertEquals(List.of("a", "b"), List.copyOf(checkpoint.tensors().keySet()));
            assertArrayEquals(new float[] {2, 3}, TestFiles.floats(checkpoint.tensors().get("b")));
            assertEquals(List.of(folder.resolve("1.safetensors"), folder.resolve("2.safetensors")), checkpoint.files());
            assertEquals(Map.of("format", "pt", "part", "1"), checkpoint.metadata());
        }
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("not JSON", "hello", "index is not valid JSON"),
                arguments("empty", "", "expected an object, found the end of the text"),
                arguments("no weight_map", "{}", "has no weight_map"),
                arguments("empty weight_map", "{\"weight_map\":{}}", "has no weight_map, or an empty one"),
                arguments("weight_map twice", "{\"weight_map\":{},\"weight_map\":{}}", "weight_map is there twice"),
                arguments("weight_map a list", "{\"weight_map\":[]}", "weight_map to be an object"),
                arguments("a number as file", "{\"weight_map\":{\"a\":1}}", "the file of tensor 'a' to be a string"),
                arguments("tensor twice", "{\"weight_map\":{\"a\":\"1.safetensors\",\"\\u0061\":\"2.safetensors\"}}",
                        "'a' is twice in the weight_map"),
                arguments("the folder above", map("../1.safetensors"), "'../1.safetensors', which is not a plain file name"),
                arguments("two dots", map(".."), "not a plain file name"),
                arguments("a folder below", map("x/1.safetensors"), "not a plain file name"),
                arguments("a backslash", map("x\\\\1.safetensors"), "not a plain file name"),
                arguments("an absolute path", map("/etc/passwd"), "not a plain file name"),
                arguments("a drive", map("C:1.safetensors"), "not a plain file name"),
                arguments("a control character", map("1\\u0000.safetensors"), "'1\\u0000.safetensors', which is not a plain file name"),
                arguments("no name", map(""), "not a plain file name"),
                arguments("a missing shard", map("3.safetensors"), "shard 3.safetensors is missing"),
                arguments("a tensor its shard lacks", map("2.safetensors"), "tensor 'a' is not in shard 2.safetensors"),
                arguments("shards swapped", "{\"weight_map\":{\"a\":\"2.safetensors\",\"b\":\"1.safetensors\"}}",
                        "tensor 'a' is not in shard 2.safetensors"),
                arguments("a tensor in two shards", "{\"weight_map\":{\"a\":\"1.safetensors\",\"b\":\"again.safetensors\"}}",
                        "again.safetensors: tensor 'a' is also in shard 1.safetensors"),
                arguments("deep nesting", "{\"metadata\":" + "[".repeat(100_000), "index is not valid JSON: Document nesting depth"),
                arguments("text after the end", map("1.safetensors") + "{}", "expected the end after the object"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void rejectsAnIndexThatIsMalformedOrDisagreesWithItsShards(String what, String json, String fault) throws IOException {
        index(json);

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(folder));

        assertTrue(e.getMessage().startsWith(folder.toString()), e.getMessage());
        assertTrue(e.getMessage().contains(fault), e.getMessage());
    }

    private void index(String json) throws IOException {
        Files.write(folder.resolve("model.safetensors.index.json"), json.getBytes(StandardCharsets.UTF_8));
    }

    private static String map(String shard) {
        return "{\"weight_map\":{\"a\":\"" + shard + "\"}}";
    }
}
