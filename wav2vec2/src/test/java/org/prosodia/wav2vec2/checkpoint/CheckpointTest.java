package org.prosodia.wav2vec2.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckpointTest {
    @TempDir
    Path folder;

    /** Half has 11 significant bits, bfloat16 has 8; rounding to nearest loses at most half a unit in the last place. */
    @ParameterizedTest
    @CsvSource({
        "model.safetensors, safetensors, F32, 0",
        "model_fp16.safetensors, safetensors, F16, 0x1p-11",
        "model_bf16.safetensors, safetensors, BF16, 0x1p-8",
        "pytorch_model.bin, PyTorch zip, F32, 0",
        "pytorch_model_pre16.bin, PyTorch before 1.6, F32, 0"})
    void readsTheSameModelFromEachOfItsFiles(String name, String format, StoredDType dtype, double relative) throws IOException {
        try (Checkpoint expected = Checkpoint.open(TestFiles.resource("hub/model.safetensors"));
                Checkpoint actual = Checkpoint.open(TestFiles.resource("hub/" + name))) {
            assertEquals(format, actual.format());
            assertEquals(expected.tensors().keySet(), actual.tensors().keySet());
            assertEquals(58, actual.tensors().size());
            for (StoredTensor tensor : expected.tensors().values()) {
                StoredTensor other = actual.tensors().get(tensor.name());
                assertEquals(dtype, other.dtype());
                assertArrayEquals(tensor.shape(), other.shape());
                requireClose(tensor.name(), TestFiles.floats(tensor), TestFiles.floats(other), relative);
                requireClose(tensor.name(), TestFiles.floats(tensor), toFloats(TestFiles.numbers(other)), relative);
            }
        }
    }

    private static void requireClose(String name, float[] expected, float[] actual, double relative) {
        for (int i = 0; i < expected.length; i++) {
            // The smallest half is 2^-24: below its normal range the error is absolute.
            assertEquals(expected[i], actual[i], relative == 0 ? 0 : relative * Math.abs(expected[i]) + 0x1p-25, name + "[" + i + "]");
        }
    }

    private static float[] toFloats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    @Test
    void readsIntoTheMiddleOfAnArray() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(TestFiles.resource("views.zip.bin"))) {
            float[] target = {9, 9, 9, 9};
            checkpoint.tensors().get("int8").read(target, 1);
            assertArrayEquals(new float[] {9, -128, 127, 9}, target);
        }
    }

    @Test
    void givesTheMetadataAndTheFile() throws IOException {
        Path path = TestFiles.resource("views.safetensors");
        try (Checkpoint checkpoint = Checkpoint.open(path)) {
            assertEquals(Map.of("format", "pt", "origin", "make_views.py"), checkpoint.metadata());
            assertEquals(List.of(path), checkpoint.files());
            assertThrows(UnsupportedOperationException.class, () -> checkpoint.tensors().clear());
        }
    }

    @Test
    void picksTheStandardNamesInTheOrderOfTheHub() throws IOException {
        List<String> picked = new ArrayList<>();
        Files.write(folder.resolve("model.safetensors"), TestFiles.safetensors("{}", 0));
        Files.write(folder.resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"other.safetensors\"}}".getBytes());
        Files.write(folder.resolve("other.safetensors"), TestFiles.safetensors("{" + TestFiles.entry("a", "[0]", 0, 0) + "}", 0));
        Files.copy(TestFiles.resource("views.zip.bin"), folder.resolve("pytorch_model.bin"));
        Files.write(folder.resolve("pytorch_model.bin.index.json"), "{\"weight_map\":{\"a\":\"other.safetensors\"}}".getBytes());
        for (String next : List.of("model.safetensors", "model.safetensors.index.json", "pytorch_model.bin",
                "pytorch_model.bin.index.json", "other.safetensors")) {
            try (Checkpoint checkpoint = Checkpoint.open(folder)) {
                picked.add(checkpoint.files().getFirst().getFileName().toString());
            }
            Files.delete(folder.resolve(next));
        }

        assertEquals(List.of("model.safetensors", "other.safetensors", "pytorch_model.bin", "other.safetensors", "other.safetensors"),
                picked);
    }

    @Test
    void takesTheOnlyOtherWeightsAndLeavesOutWhatTrainersWrite() throws IOException {
        Files.copy(TestFiles.resource("views.stream.bin"), folder.resolve("weights.bin"));
        Files.write(folder.resolve("training_args.bin"), new byte[] {1});

        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertEquals(List.of(folder.resolve("weights.bin")), checkpoint.files());
        }
    }

    @Test
    void asksWhichOfSeveralOtherWeightsIsMeant() throws IOException {
        Files.write(folder.resolve("b.bin"), new byte[1]);
        Files.write(folder.resolve("a.safetensors"), new byte[1]);

        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(folder));

        assertTrue(e.getMessage().startsWith(folder + ": none of model.safetensors, "), e.getMessage());
        assertTrue(e.getMessage().endsWith("several other weight files: a.safetensors, b.bin; name one of them"), e.getMessage());
    }

    @Test
    void saysWhichNamesItLookedForInAFolderWithoutAModel() {
        CheckpointException e = assertThrows(CheckpointException.class, () -> Checkpoint.open(folder));

        assertEquals(folder + ": no model in this folder; looked for model.safetensors, model.safetensors.index.json, pytorch_model.bin, "
                + "pytorch_model.bin.index.json and any single *.safetensors or *.bin", e.getMessage());
    }

    @Test
    void namesAFileThatDoesNotExist() {
        Path file = folder.resolve("none.safetensors");
        assertEquals(file + ": no such file", assertThrows(CheckpointException.class, () -> Checkpoint.open(file)).getMessage());
    }

    @Test
    void saysSoWhenABinFileIsOfNoKnownKind() throws IOException {
        Path file = Files.write(folder.resolve("pytorch_model.bin"), "<!DOCTYPE html>".getBytes());
        assertEquals(file + ": is neither of the containers torch.save writes (zip file, pickle stream) nor safetensors",
                assertThrows(CheckpointException.class, () -> Checkpoint.open(file)).getMessage());
    }

    @Test
    void opensSafetensorsUnderAnotherName() throws IOException {
        Path file = Files.copy(TestFiles.resource("views.safetensors"), folder.resolve("pytorch_model.bin"));
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            assertEquals("safetensors", checkpoint.format());
        }
    }
}
