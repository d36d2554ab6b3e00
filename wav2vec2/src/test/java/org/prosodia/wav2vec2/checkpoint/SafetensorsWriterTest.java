package org.prosodia.wav2vec2.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsWriterTest {
    @TempDir
    Path folder;

    @Test
    void writesExactlyTheBytesOfTheFormat() throws IOException {
        Path file = folder.resolve("model.safetensors");
        new SafetensorsWriter()
                .float32("b", new long[] {1, 2}, () -> new float[] {1, 2})
                .float64("z", new long[] {}, () -> new double[] {3})
                .float32("a", new long[] {0}, () -> new float[0])
                .write(file);

        String header = "{\"__metadata__\":{\"format\":\"pt\"},\"z\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]},"
                + "\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[8,8]},"
                + "\"b\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[8,16]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        ByteBuffer expected = ByteBuffer.allocate(8 + padded.length() + 16).order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length()).put(padded.getBytes(StandardCharsets.UTF_8)).putDouble(3).putFloat(1).putFloat(2);
        assertArrayEquals(expected.array(), Files.readAllBytes(file));
    }

    /** Longer than the buffer of writer and reader, so that several chunks meet. */
    @Test
    void readsBackWhatItWrote() throws IOException {
        int count = 700_001;
        float[] floats = new float[count];
        double[] doubles = new double[count];
        for (int i = 0; i < count; i++) {
            floats[i] = i * 0.1f;
            doubles[i] = i * 0.1;
        }
        floats[0] = Float.NaN;
        doubles[1] = Double.NEGATIVE_INFINITY;
        Path file = folder.resolve("large.safetensors");
        new SafetensorsWriter().metadata("naïve", "\"\n💡").float32("ä.weight", new long[] {count}, () -> floats)
                .float64("b", new long[] {1, count}, () -> doubles).write(file);

        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertEquals(Map.of("format", "pt", "naïve", "\"\n💡"), checkpoint.metadata());
            assertEquals(List.of("b", "ä.weight"), List.copyOf(checkpoint.tensors().keySet()));
            assertArrayEquals(floats, TestFiles.floats(checkpoint.tensors().get("ä.weight")));
            assertArrayEquals(doubles, TestFiles.numbers(checkpoint.tensors().get("b")));
        }
    }

    @Test
    void replacesTheOldFileAndLeavesNothingBeside() throws IOException {
        Path file = folder.resolve("model.safetensors");
        one(() -> new float[] {1}).write(file);
        one(() -> new float[] {2}).write(file);

        assertArrayEquals(new float[] {2}, valueOf(file));
        assertEquals(List.of(file), listing());
    }

    @Test
    void keepsTheOldFileWhenWritingFails() throws IOException {
        Path file = folder.resolve("model.safetensors");
        one(() -> new float[] {1}).write(file);

        assertThrows(IllegalStateException.class, () -> one(() -> {
            throw new IllegalStateException("no numbers");
        }).write(file));
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> one(() -> new float[2]).write(file));

        assertEquals("tensor 'a' of shape [1] was given 2 elements", e.getMessage());
        assertArrayEquals(new float[] {1}, valueOf(file));
        assertEquals(List.of(file), listing());
    }

    @Test
    void namesTheFileItCannotWrite() {
        Path file = folder.resolve("missing").resolve("model.safetensors");

        CheckpointException e = assertThrows(CheckpointException.class, () -> one(() -> new float[1]).write(file));

        assertTrue(e.getMessage().startsWith(file + ": cannot be written ("), e.getMessage());
    }

    @Test
    void refusesTensorsThatCouldNotBeReadBack() {
        SafetensorsWriter writer = one(() -> new float[1]);
        long[] one = {1};
        assertThrows(IllegalArgumentException.class, () -> writer.float64("a", one, () -> new double[1]));
        assertThrows(IllegalArgumentException.class, () -> writer.float32("__metadata__", one, () -> new float[1]));
        assertThrows(IllegalArgumentException.class, () -> writer.float32("\ud800", one, () -> new float[1]));
        assertThrows(IllegalArgumentException.class, () -> writer.metadata("k", "\udc00"));
        assertThrows(IllegalArgumentException.class, () -> writer.float32("b", new long[] {-1}, () -> new float[1]));
        assertThrows(IllegalArgumentException.class, () -> writer.float32("b", new long[] {1L << 31}, () -> new float[1]));
        assertThrows(IllegalArgumentException.class, () -> writer.float32("b", new long[] {1L << 62, 4}, () -> new float[1]));
    }

    private static SafetensorsWriter one(Supplier<float[]> data) {
        return new SafetensorsWriter().float32("a", new long[] {1}, data);
    }

    private static float[] valueOf(Path file) throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            return TestFiles.floats(checkpoint.tensors().get("a"));
        }
    }

    private List<Path> listing() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
