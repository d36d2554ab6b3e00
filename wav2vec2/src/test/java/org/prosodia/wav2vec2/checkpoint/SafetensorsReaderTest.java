package org.prosodia.wav2vec2.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SafetensorsReaderTest {
    private static final String LENGTH_8 = "\10\0\0\0\0\0\0\0";

    @TempDir
    Path folder;

    static Stream<Arguments> malformed() {
        return Stream.of(
                arguments("empty file", raw(""), "is empty"),
                arguments("shorter than its length field", raw("\2\0\0\0\0\0\0"), "has 7 bytes"),
                arguments("header longer than the file", raw("\100\0\0\0\0\0\0\0{}"), "truncated: a header of 64 bytes, but only 2"),
                arguments("header length 0", raw("\0\0\0\0\0\0\0\0{}"), "header of 0 bytes"),
                arguments("header length above 100 MB", raw("\1\341\365\5\0\0\0\0{}"), "claim a header of 100000001 bytes"),
                arguments("header length negative as a long", raw("\377\377\377\377\377\377\377\377{}"),
                        "claim a header of 18446744073709551615 bytes"),
                arguments("header not UTF-8", raw("\1\0\0\0\0\0\0\0\377"), "begins with byte 0xff"),
                arguments("name not UTF-8", raw(LENGTH_8 + "{\"\300\200\":1}"), "header is not valid UTF-8"),
                arguments("header an open brace", file("{", 0), "ends in the middle of its JSON"),
                arguments("header ends within a name", file("{\"a", 0), "ends in the middle of its JSON"),
                arguments("header an array", file("[]", 0), "begins with byte 0x5b, expected '{'"),
                arguments("header begins with white space", file(" {}", 0), "begins with byte 0x20, expected '{'"),
                arguments("header not JSON", file("{a:1}", 0), "not valid JSON"),
                arguments("text after the object", file("{}{}", 0), "expected the end after the object"),
                arguments("zero bytes after the object", file("{}\0\0", 0), "not valid JSON"),
                arguments("tensor twice", tensors(8, entry("a", "[1]", 0, 4), entry("a", "[1]", 4, 8)), "'a' is twice in the header"),
                arguments("tensor twice by escape", tensors(8, entry("a", "[1]", 0, 4), entry("\\u0061", "[1]", 4, 8)),
                        "'a' is twice in the header"),
                arguments("metadata twice", file("{\"__metadata__\":{},\"__metadata__\":{}}", 0), "__metadata__ is twice"),
                arguments("metadata key twice", file("{\"__metadata__\":{\"k\":\"\",\"k\":\"\"}}", 0), "'k' is there twice"),
                arguments("metadata with a number", file("{\"__metadata__\":{\"k\":1}}", 0), "'k' to be a string, found '1'"),
                arguments("metadata an array", file("{\"__metadata__\":[]}", 0), "__metadata__ to be an object"),
                arguments("bytes after the last tensor", tensors(6, entry("a", "[1]", 0, 4)), "has 2 bytes after its last tensor"),
                arguments("bytes after no tensor", file("{}", 1), "has 1 bytes after its last tensor"),
                arguments("file short by two bytes", tensors(2, entry("a", "[1]", 0, 4)),
                        "truncated: tensors need 4 bytes of data, found 2"),
                arguments("hole", tensors(12, entry("a", "[1]", 0, 4), entry("b", "[1]", 8, 12)),
                        "hole of 4 bytes between tensors 'a' and 'b'"),
                arguments("overlap", tensors(6, entry("a", "[1]", 0, 4), entry("b", "[1]", 2, 6)), "'b' overlaps tensor 'a'"),
                arguments("ten tensors on one buffer", file(sharing(10), 16), "overlaps tensor"),
                arguments("100 000 tensors on one buffer", file(sharing(100_000), 16), "overlaps tensor"),
                arguments("begin after end", tensors(4, entry("a", "[1]", 4, 0)), "begins at 4 of the data, after its end at 0"),
                arguments("size disagrees with shape", tensors(4, entry("a", "[2]", 0, 4)), "F32[2] needs 8 bytes, data_offsets give it 4"),
                arguments("dimension beyond a long", tensors(4, entry("a", "[2,18446744073709551614]", 0, 4)),
                        "18446744073709551614 is beyond 2^63 - 1"),
                arguments("elements beyond a long", tensors(4, entry("a", "[2,9223372036854775807]", 0, 4)),
                        "more elements than can be counted"),
                arguments("bytes beyond a long", tensors(4, entry("a", "[9223372036854775807]", 0, 4)),
                        "more elements than can be counted"),
                arguments("negative dimension", tensors(4, entry("a", "[-1]", 0, 4)), "at least 0, found '-1'"),
                arguments("fractional dimension", tensors(4, entry("a", "[1.0]", 0, 4)), "at least 0, found '1.0'"),
                arguments("exponent dimension", tensors(4, entry("a", "[1e0]", 0, 4)), "at least 0, found '1e0'"),
                arguments("string dimension", tensors(4, entry("a", "[\"1\"]", 0, 4)), "at least 0, found the string '1'"),
                arguments("negative offset", tensors(4, entry("a", "[1]", -4, 0)), "data_offsets of tensor 'a': expected a whole number"),
                arguments("string offsets", offsets("\"0\",\"4\""), "data_offsets of tensor 'a': expected a whole number"),
                arguments("shape not an array", tensors(4, entry("a", "1", 0, 4)), "shape of tensor 'a' to be an array, found '1'"),
                arguments("65 dimensions", tensors(4, entry("a", Arrays.toString(new int[65]), 0, 4)), "more than 64 numbers"),
                arguments("unknown dtype", file("{\"a\":{\"dtype\":\"F33\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4),
                        "unknown dtype 'F33'"),
                arguments("dtype in lower case", file("{\"a\":{\"dtype\":\"f32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4),
                        "unknown dtype 'f32'"),
                arguments("first offset not 0", tensors(8, entry("a", "[1]", 4, 8)),
                        "is the first and begins at 4 of the data, expected 0"),
                arguments("one offset", offsets("0"), "have 1 numbers, expected 2"),
                arguments("three offsets", offsets("0,4,4"), "more than 2 numbers"),
                arguments("half a byte", file("{\"a\":{\"dtype\":\"F4\",\"shape\":[3],\"data_offsets\":[0,2]}}", 2),
                        "does not end at a whole byte"),
                arguments("deep nesting", file("{\"a\":" + "[".repeat(1_000_000), 0), "tensor 'a' to be an object"),
                arguments("deep nesting in a shape", tensors(4, entry("a", "[".repeat(100_000), 0, 4)), "at least 0, found ["),
                arguments("no dtype", file("{\"a\":{\"shape\":[1],\"data_offsets\":[0,4]}}", 4), "lacks dtype"),
                arguments("no shape", file("{\"a\":{\"dtype\":\"F32\",\"data_offsets\":[0,4]}}", 4), "lacks shape"),
                arguments("no offsets", file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1]}}", 4), "lacks data_offsets"),
                arguments("unknown field", file("{\"a\":{\"strides\":[1]}}", 4), "unknown field 'strides'"),
                arguments("field twice", file("{\"a\":{\"shape\":[1],\"shape\":[1]}}", 4), "has shape twice"),
                arguments("Git LFS pointer", raw("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n"),
                        "is a Git LFS pointer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void rejectsWhatIsMalformedByFileAndFault(String what, byte[] content, String fault) throws IOException {
        Path file = folder.resolve("bad.safetensors");
        Files.write(file, content);

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(file));

        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(fault), e.getMessage());
        assertTrue(e.getMessage().length() < 500 + file.toString().length(), e.getMessage());
    }

    static Stream<Arguments> unusual() {
        return Stream.of(
                arguments("no tensors", file("{}", 0), List.of()),
                arguments("scalar", tensors(4, entry("a", "[]", 0, 4)), List.of("a F32[]")),
                arguments("no elements", tensors(4, entry("a", "[2,0]", 0, 0), entry("b", "[1]", 0, 4), entry("c", "[0]", 4, 4)),
                        List.of("a F32[2, 0]", "b F32[1]", "c F32[0]")),
                arguments("only empty tensors", tensors(0, entry("a", "[0]", 0, 0), entry("b", "[0]", 0, 0)),
                        List.of("a F32[0]", "b F32[0]")),
                arguments("white space after the object", file("{" + entry("a", "[1]", 0, 4) + "} \t\r\n ", 4), List.of("a F32[1]")),
                arguments("empty metadata", file("{\"__metadata__\":{}," + entry("a", "[1]", 0, 4) + "}", 4), List.of("a F32[1]")),
                arguments("any order in the JSON", tensors(8, entry("b", "[1]", 4, 8), entry("a", "[1]", 0, 4)),
                        List.of("a F32[1]", "b F32[1]")),
                arguments("any order of fields", file("{\"a\":{\"data_offsets\":[0,4],\"shape\":[1],\"dtype\":\"F32\"}}", 4),
                        List.of("a F32[1]")),
                arguments("FP8", file("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[3],\"data_offsets\":[0,3]}}", 3), List.of("a F8_E4M3[3]")),
                arguments("packed FP4", file("{\"a\":{\"dtype\":\"F4\",\"shape\":[4],\"data_offsets\":[0,2]}}", 2), List.of("a F4[4]")),
                arguments("a name of many alphabets", tensors(4, entry("é💡\\n", "[1]", 0, 4)), List.of("é💡\n F32[1]")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unusual")
    void acceptsWhatIsUnusualButValid(String what, byte[] content, List<String> expected) throws IOException {
        Path file = folder.resolve("good.safetensors");
        Files.write(file, content);

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertEquals(expected, checkpoint.tensors().values().stream().map(StoredTensor::toString).toList());
            assertEquals("safetensors", checkpoint.format());
        }
    }

    @Test
    void readsNotANumberAndInfinityAsTheyAre() throws IOException {
        byte[] content = tensors(8, entry("a", "[2]", 0, 8));
        ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).putFloat(content.length - 8, Float.NaN)
                .putFloat(content.length - 4, Float.NEGATIVE_INFINITY);
        Path file = Files.write(folder.resolve("nan.safetensors"), content);

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertArrayEquals(new float[] {Float.NaN, Float.NEGATIVE_INFINITY}, TestFiles.floats(checkpoint.tensors().get("a")));
        }
    }

    @Test
    void refusesToReadTypesThatAreNoNumbersToUs() throws IOException {
        Path file = Files.write(folder.resolve("fp8.safetensors"),
                file("{\"a\":{\"dtype\":\"F8_E5M2\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1));

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            CheckpointException e = assertThrows(CheckpointException.class, () -> TestFiles.floats(checkpoint.tensors().get("a")));
            assertEquals(file + ": tensor 'a': elements of type F8_E5M2 cannot be read as numbers", e.getMessage());
        }
    }

    @Test
    void namesTheTensorThatDoesNotFitTheArray() throws IOException {
        Path file = Files.write(folder.resolve("a.safetensors"), tensors(8, entry("a", "[2]", 0, 8)));

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            StoredTensor tensor = checkpoint.tensors().get("a");
            assertTrue(assertThrows(IndexOutOfBoundsException.class, () -> tensor.read(new float[2], 1)).getMessage()
                    .contains("'a' of 2 elements"));
            assertThrows(IndexOutOfBoundsException.class, () -> tensor.read(new double[3], -1));
        }
    }

    @Test
    void stopsAtAHeaderFullOfTensors() throws IOException {
        String header = IntStream.range(0, Contents.MAX_TENSORS + 1).mapToObj(i -> entry("t" + i, "[0]", 0, 0))
                .collect(Collectors.joining(",", "{", "}"));
        Path file = Files.write(folder.resolve("many.safetensors"), file(header, 0));

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(file));

        assertEquals(file + ": more than 100000 tensors in the header", e.getMessage());
    }

    @Test
    void stopsAtMetadataFullOfEntries() throws IOException {
        String header = IntStream.range(0, Contents.MAX_TENSORS + 1).mapToObj(i -> "\"" + i + "\":\"\"")
                .collect(Collectors.joining(",", "{\"__metadata__\":{", "}}"));
        Path file = Files.write(folder.resolve("metadata.safetensors"), file(header, 0));

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(file));

        assertEquals(file + ": more than 100000 entries in __metadata__", e.getMessage());
    }

    @Test
    void noticesAFileThatIsCutWhileItIsOpen() throws IOException {
        Path file = Files.write(folder.resolve("cut.safetensors"), tensors(8, entry("a", "[2]", 0, 8)));

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            try (RandomAccessFile writer = new RandomAccessFile(file.toFile(), "rw")) {
                writer.setLength(writer.length() - 1);
            }
            CheckpointException e = assertThrows(CheckpointException.class, () -> TestFiles.floats(checkpoint.tensors().get("a")));
            assertTrue(e.getMessage().contains("expected 1 more bytes"), e.getMessage());
        }
    }

    @Test
    void followsASymbolicLinkToAFileAndNamesOneToNothing() throws IOException {
        Path file = Files.write(folder.resolve("blob"), tensors(4, entry("a", "[1]", 0, 4)));
        Path link = folder.resolve("model.safetensors");
        Files.createSymbolicLink(link, file);

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertEquals(List.of(link), checkpoint.files());
        }
        Files.delete(file);
        assertTrue(assertThrows(CheckpointException.class, () -> Checkpoint.open(folder)).getMessage()
                .startsWith(link + ": is a symbolic link to nothing"));
    }

    @Test
    void refusesAFolderWhereAFileShouldBe() throws IOException {
        Path model = Files.createDirectory(folder.resolve("model.safetensors"));

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(folder));

        assertEquals(model + ": is a folder, not a file", e.getMessage());
    }

    @Test
    void refusesAPipeWithoutWaitingForIt() throws IOException, InterruptedException {
        Path pipe = folder.resolve("model.safetensors");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/mkfifo")));
        Process mkfifo = new ProcessBuilder("/usr/bin/mkfifo", pipe.toString()).start();
        assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0);

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(folder));

        assertEquals(pipe + ": is not a regular file", e.getMessage());
    }

    private static byte[] raw(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] file(String header, int dataBytes) {
        return TestFiles.safetensors(header, dataBytes);
    }

    private static byte[] tensors(int dataBytes, String... entries) {
        return file("{" + String.join(",", entries) + "}", dataBytes);
    }

    private static byte[] offsets(String offsets) {
        return file("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[" + offsets + "]}}", 4);
    }

    private static String entry(String name, String shape, long begin, long end) {
        return TestFiles.entry(name, shape, begin, end);
    }

    private static String sharing(int count) {
        return IntStream.range(0, count).mapToObj(i -> entry("t" + i, "[4]", 0, 16)).collect(Collectors.joining(",", "{", "}"));
    }
}
