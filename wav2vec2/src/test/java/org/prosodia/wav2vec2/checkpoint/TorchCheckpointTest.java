package org.prosodia.wav2vec2.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchCheckpointTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"views.zip.bin", "views.stream.bin", "views.protocol4.bin"})
    void readsViewsOfEveryKindAsPythonSeesThem(String name) throws IOException {
        try (Checkpoint dense = Checkpoint.open(TestFiles.resource("views.safetensors"));
                Checkpoint views = Checkpoint.open(TestFiles.resource(name))) {
            assertEquals(18, views.tensors().size());
            assertEquals(dense.tensors().keySet(), views.tensors().keySet());
            assertEquals("dense", views.tensors().keySet().iterator().next());
            for (StoredTensor expected : dense.tensors().values()) {
                StoredTensor actual = views.tensors().get(expected.name());
                assertEquals(expected.toString(), actual.toString());
                assertArrayEquals(TestFiles.numbers(expected), TestFiles.numbers(actual), expected.name());
                assertArrayEquals(TestFiles.floats(expected), TestFiles.floats(actual), expected.name());
            }
        }
    }

    @Test
    void readsIntegersAsTheNumbersTheyAre() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(TestFiles.resource("views.stream.bin"))) {
            Map<String, StoredTensor> tensors = checkpoint.tensors();
            assertArrayEquals(new double[] {-0x1p40, 7}, TestFiles.numbers(tensors.get("int64")));
            assertArrayEquals(new double[] {-5, 5}, TestFiles.numbers(tensors.get("int32")));
            assertArrayEquals(new double[] {-300, 300}, TestFiles.numbers(tensors.get("int16")));
            assertArrayEquals(new double[] {0, 255}, TestFiles.numbers(tensors.get("uint8")));
            assertArrayEquals(new double[] {1, 0, 1}, TestFiles.numbers(tensors.get("bool")));
        }
    }

    /** Larger than the window of the strided reader, so that several windows meet. */
    @Test
    void readsALargeTransposedTensorThroughItsWindow() throws IOException {
        int rows = 300;
        int columns = 500;
        ByteBuffer numbers = ByteBuffer.allocate(rows * columns * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < rows * columns; i++) {
            numbers.putFloat(i);
        }
        byte[] pickle = dictionary().tensor("0", rows * columns, 0, new long[] {columns, rows}, new long[] {1, columns}).ops("s").stop();
        Path file = write(TestFiles.torchZip(pickle, Map.of("data/0", numbers.array())));

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            float[] transposed = TestFiles.floats(checkpoint.tensors().get("a"));
            for (int i = 0; i < transposed.length; i++) {
                assertEquals((i % rows) * columns + i / rows, transposed[i]);
            }
        }
    }

    @Test
    void readsBigEndianNumbersWhereTheFileSaysSo() throws IOException {
        byte[] pickle = dictionary().tensor("0", 1, 0, new long[0], new long[0]).ops("s").stop();
        byte[] number = ByteBuffer.allocate(Float.BYTES).putFloat(1.5f).array();
        Path file = write(TestFiles.torchZip(pickle, Map.of("data/0", number, "byteorder", "big".getBytes(StandardCharsets.US_ASCII))));

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertArrayEquals(new float[] {1.5f}, TestFiles.floats(checkpoint.tensors().get("a")));
        }
    }

    @Test
    void findsAStorageThatIsMissingOrOfAnotherSize() throws IOException {
        byte[] pickle = dictionary().tensor("7", 2, 0, new long[] {2}, new long[] {1}).ops("s").stop();

        requireFault(TestFiles.torchZip(pickle, Map.of()), "has no entry 'archive/data/7'");
        requireFault(TestFiles.torchZip(pickle, Map.of("data/7", new byte[7])),
                "entry 'archive/data/7' has 7 bytes, expected 2 elements of F32");
        requireFault(TestFiles.torchZip(pickle, Map.of("data/7", new byte[12])),
                "entry 'archive/data/7' has 12 bytes, expected 2 elements of F32");
        requireFault(TestFiles.torchZip(pickle, Map.of("data/7", new byte[8], "byteorder", new byte[] {'x'})), "byteorder is 'x'");
    }

    @Test
    void refusesZipFilesTorchDidNotWrite() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("archive/data.pkl"));
            zip.write(new byte[100]);
        }
        requireFault(bytes.toByteArray(), "entry 'archive/data.pkl' is compressed or encrypted");

        bytes.reset();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
        }
        requireFault(bytes.toByteArray(), "is a zip file with 0 entries NAME/data.pkl");
    }

    @Test
    void refusesAPickleThatTorchDidNotWrite() throws IOException {
        byte[] other = new PickleBuilder().protocol(2).longInteger(0x1234).stop();
        requireFault(other, "is a pickle, but not one torch.save wrote");
    }

    @Test
    void findsAStreamThatIsCutOrGoesOn() throws IOException {
        byte[] stream = TestFiles.bytesOf("views.stream.bin");
        requireFault(Arrays.copyOf(stream, stream.length - 1), "is truncated: storage ");
        requireFault(Arrays.copyOf(stream, stream.length + 1), "has 1 bytes after its last storage");
    }

    private static PickleBuilder dictionary() {
        return new PickleBuilder().protocol(2).ops("}").text("a");
    }

    private Path write(byte[] content) throws IOException {
        return Files.write(folder.resolve("pytorch_model.bin"), content);
    }

    private void requireFault(byte[] content, String fault) throws IOException {
        Path file = write(content);
        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(file));
        assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        assertTrue(e.getMessage().contains(fault), e.getMessage());
    }
}
