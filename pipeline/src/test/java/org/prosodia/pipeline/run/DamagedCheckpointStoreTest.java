package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;

/** Whatever is wrong with the newest checkpoint is said, and the one before is taken. */
class DamagedCheckpointStoreTest {
    private static final int MUTATIONS = 200;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path folder;

    private Path newer;
    private Snapshot before;
    private Snapshot after;

    @BeforeEach
    void saveTwo() throws IOException {
        before = Snapshots.of(runtime, 110, 1);
        after = Snapshots.of(runtime, 120, 2);
        CheckpointStore store = new CheckpointStore(folder, 2);
        store.save(before);
        newer = store.save(after);
    }

    @AfterEach
    void closeRuntime() {
        runtime.close();
    }

    private Optional<Snapshot> newest() throws IOException {
        notes.clear();
        return new CheckpointStore(folder, 2).newest(runtime, notes::add);
    }

    private void assertFallsBack(String expected) throws IOException {
        Snapshots.assertSame(before, newest().orElseThrow());
        assertEquals(1, notes.size());
        assertTrue(notes.getFirst().startsWith("checkpoint step-00000120 is passed over: " + newer) && notes.getFirst().contains(expected),
                notes.getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tensors.safetensors", "state.json", "manifest.json"})
    void aFileCutAnywhereIsNoticed(String name) throws IOException {
        Path file = newer.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertFallsBack(name.equals("manifest.json") ? name : name + ": expected " + whole.length + " bytes, found " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tensors.safetensors", "state.json"})
    void aBitFlippedAnywhereIsNoticed(String name) throws IOException {
        Path file = newer.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        String hash = Hashes.sha256(file);
        for (int i = 0; i < whole.length; i += 1 + whole.length / 97) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            Files.write(file, flipped);
            assertFallsBack(name + ": expected SHA-256 " + hash + ", found " + Hashes.sha256(file));
        }
    }

    /** A manifest that says the same in other words (a blank elsewhere) is as good; any other is passed over, and nothing else happens. */
    @Test
    void aManifestThatIsNotAsWrittenIsNoticedOrSaysTheSame() throws IOException {
        Path file = newer.resolve("manifest.json");
        byte[] whole = Files.readAllBytes(file);
        int noticed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Files.write(file, mutated(whole, new Rng(i)));
            Snapshot found = newest().orElseThrow();
            Snapshots.assertSame(notes.isEmpty() ? after : before, found);
            noticed += notes.size();
        }
        assertTrue(noticed > MUTATIONS / 2, "noticed " + noticed);
    }

    /** As if a program with a fault had written it: the hashes are right and the contents are not. */
    @ParameterizedTest
    @ValueSource(strings = {"state.json", "tensors.safetensors"})
    void contentsThatMakeNoSenseUnderRightHashesAreNoticedOrRead(String name) throws IOException {
        Path file = newer.resolve(name);
        byte[] whole = Files.readAllBytes(file);
        int noticed = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            Files.write(file, mutated(whole, new Rng(i)));
            sign();
            long step = newest().orElseThrow().step();
            assertEquals(notes.isEmpty() ? 120 : 110, step);
            noticed += notes.size();
        }
        assertTrue(noticed > MUTATIONS / 20, "noticed " + noticed);
    }

    /** Changes one to four bytes, or cuts or doubles a piece. */
    private static byte[] mutated(byte[] whole, Rng rng) {
        byte[] bytes = whole.clone();
        int at = rng.nextInt(bytes.length);
        int length = rng.nextInt(1, 32);
        switch (rng.nextInt(3)) {
            case 0 -> {
                for (int i = 0; i < 1 + length % 4; i++) {
                    bytes[rng.nextInt(bytes.length)] = (byte) rng.nextInt();
                }
            }
            case 1 -> {
                int rest = Math.max(0, bytes.length - at - length);
                System.arraycopy(whole, bytes.length - rest, bytes, at, rest);
                bytes = Arrays.copyOf(bytes, at + rest);
            }
            default -> {
                bytes = Arrays.copyOf(bytes, bytes.length + length);
                System.arraycopy(whole, at, bytes, Math.min(at + length, whole.length), Math.min(length, whole.length - at));
            }
        }
        return bytes;
    }

    private void sign() throws IOException {
        CheckpointManifest.write(FaultyFileSystem.path(newer, Faults.none()), 120, List.of("tensors.safetensors", "state.json"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = {
        "``; manifest.json: expected a JSON object, found nothing",
        "[]; manifest.json: expected a JSON object, found [",
        "{; manifest.json: no valid JSON",
        "{}; manifest.json: schema: expected a string, found nothing",
        "{\"schema\":\"prosodia.checkpoint/2\"}; schema: expected prosodia.checkpoint/1, found prosodia.checkpoint/2",
        "{\"schema\":\"prosodia.checkpoint/1\"}; step: expected a whole number, found nothing",
        "{\"schema\":\"prosodia.checkpoint/1\",\"step\":120.5}; step: expected a whole number, found 120.5",
        "{\"schema\":\"prosodia.checkpoint/1\",\"step\":110}; step: expected 120, found 110",
        "{\"schema\":\"prosodia.checkpoint/1\",\"step\":120,\"files\":{}}; files: expected tensors.safetensors, state.json, found []",
        "{\"schema\":\"prosodia.checkpoint/1\",\"step\":120,\"files\":7}; files: expected an object, found 7",
        "{\"schema\":\"prosodia.checkpoint/1\",\"step\":120,\"files\":{\"../x\":{},\"state.json\":{}}}; "
                + "files: expected tensors.safetensors, state.json",
        "{\"schema\":\"prosodia.checkpoint/1\",\"step\":120,\"files\":{\"tensors.safetensors\":{},\"state.json\":{}}}; "
                + "files.tensors.safetensors.size: expected a whole number, found nothing"
    })
    void theNoteSaysWhatIsWrongWithTheManifest(String json, String expected) throws IOException {
        Files.writeString(newer.resolve("manifest.json"), json);
        assertFallsBack(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "{}; state.json: step: expected a whole number, found nothing",
        "{\"step\":119,\"state\":{}}; state.json: step: expected 120, found 119",
        "{\"step\":120}; state.json: state: expected an object, found nothing",
        "{\"step\":120,\"state\":[]}; state.json: state: expected an object, found []",
        "{\"step\":120,\"state\":{\"a\":[\"\\ud800\"]}}; state.json: state.a[0]: expected Unicode text"
    })
    void theNoteSaysWhatIsWrongWithTheState(String json, String expected) throws IOException {
        Files.writeString(newer.resolve("state.json"), json);
        sign();
        assertFallsBack(expected);
    }

    @Test
    void aStateNestedWithoutEndIsNoticed() throws IOException {
        Files.writeString(newer.resolve("state.json"), "{\"step\":120,\"state\":" + "{\"a\":".repeat(100_000));
        sign();
        assertFallsBack("state.json: no valid JSON");
    }

    @Test
    void tensorsOfOtherTypesAreNoticed() throws IOException {
        String header = "{\"a\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[0,4]}}     ";
        byte[] bytes = ("\0\0\0\0\0\0\0\0" + header + "\0\0\0\0").getBytes(StandardCharsets.US_ASCII);
        bytes[0] = (byte) header.length();
        Files.write(newer.resolve("tensors.safetensors"), bytes);
        sign();
        assertFallsBack("expected tensors of F32 or F64 that an array can hold, found a I32[1]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tensors.safetensors", "state.json", "manifest.json"})
    void aMissingFileIsNoticed(String name) throws IOException {
        Files.delete(newer.resolve(name));
        Snapshots.assertSame(before, newest().orElseThrow());
        assertTrue(notes.getFirst().contains(name) && notes.getFirst().contains("NoSuchFile"), notes.getFirst());
    }

    @Test
    void aFolderInThePlaceOfAFileIsNoticed() throws IOException {
        Files.delete(newer.resolve("state.json"));
        Files.createDirectory(newer.resolve("state.json"));
        Snapshots.assertSame(before, newest().orElseThrow());
        assertTrue(notes.getFirst().contains("state.json"), notes.getFirst());
    }

    @Test
    void whenAllAreBrokenAllAreNamedAndThereIsNone() throws IOException {
        Files.delete(newer.resolve("manifest.json"));
        Files.delete(folder.resolve("step-00000110").resolve("state.json"));
        assertEquals(Optional.empty(), newest());
        assertEquals(2, notes.size());
        assertTrue(notes.getLast().startsWith("checkpoint step-00000110 "), notes.getLast());
    }
}
