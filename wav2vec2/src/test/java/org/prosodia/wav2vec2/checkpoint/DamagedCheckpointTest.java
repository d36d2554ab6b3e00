package org.prosodia.wav2vec2.checkpoint;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damage of every kind ends in a {@link CheckpointException} or in numbers, never in anything else. */
class DamagedCheckpointTest {
    private static final int MUTATIONS = 4000;
    private static final int LARGEST = 1 << 20;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"views.safetensors", "views.zip.bin", "views.stream.bin"})
    void findsEveryTruncation(String name) throws IOException {
        byte[] whole = TestFiles.bytesOf(name);
        Path file = Files.write(folder.resolve(name), whole);
        for (int length = whole.length - 1; length >= 0; length--) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }
            CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(file), "cut to " + length);
            assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"views.safetensors", "views.zip.bin", "views.stream.bin", "views.protocol4.bin"})
    void survivesChangedBytes(String name) throws IOException {
        byte[] whole = TestFiles.bytesOf(name);
        Path file = Files.write(folder.resolve(name), whole);
        Random random = new Random(20);
        int refused = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            byte[] damaged = whole.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            Files.write(file, damaged, StandardOpenOption.WRITE);
            try (Checkpoint checkpoint = Checkpoint.open(file)) {
                readAll(checkpoint);
            } catch (CheckpointException e) {
                assertTrue(e.getMessage().startsWith(file + ": "), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 0 && refused < MUTATIONS, refused + " of " + MUTATIONS + " were refused");
    }

    private static void readAll(Checkpoint checkpoint) throws CheckpointException {
        for (StoredTensor tensor : checkpoint.tensors().values()) {
            if (tensor.count() <= LARGEST) {
                TestFiles.floats(tensor);
            }
        }
    }
}
