package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code preprocessor_config.json}, and what it makes of samples. */
class PreprocessorTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'do_normalize': true, 'sampling_rate': 16000, 'feature_size': 1, 'padding_value': 0, 'return_attention_mask': true} | true",
        "{'do_normalize': false, 'sampling_rate': 16000} | false",
        "{'do_normalize': null} | true",
        "{} | true"})
    void saysWhetherClipsAreNormalised(String text, boolean normalize) throws IOException {
        Files.writeString(folder.resolve("preprocessor_config.json"), text.replace('\'', '"'));
        assertEquals(new Preprocessor(normalize), Preprocessor.read(folder));
    }

    @Test
    void aFolderWithoutTheFileNormalisesAsTransformersDoes() throws IOException {
        assertEquals(new Preprocessor(true), Preprocessor.read(folder));
    }

    @Test
    void processorsOfTransformers5KeepItInAFileOfTheirOwn() throws IOException {
        Files.writeString(folder.resolve("processor_config.json"),
                "{\"feature_extractor\": {\"do_normalize\": false, \"sampling_rate\": 16000},"
                + " \"processor_class\": \"Wav2Vec2Processor\"}");
        assertEquals(new Preprocessor(false), Preprocessor.read(folder));
        Files.writeString(folder.resolve("preprocessor_config.json"), "{\"do_normalize\": true}");
        assertEquals(new Preprocessor(true), Preprocessor.read(folder), "the older file is the more specific one");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "preprocessor_config.json | {'sampling_rate': 8000} | sampling_rate: expected 16000, found 8000",
        "preprocessor_config.json | {'do_normalize': 'yes'} | do_normalize: expected true or false, found \"yes\"",
        "preprocessor_config.json | [] | expected a JSON object",
        "processor_config.json | {'feature_extractor': {'sampling_rate': 44100}}"
                + " | feature_extractor.sampling_rate: expected 16000, found 44100",
        "processor_config.json | {'feature_extractor': 'Wav2Vec2FeatureExtractor'} | feature_extractor: expected an object"})
    void refusesByFileAndField(String name, String text, String reason) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text.replace('\'', '"'));
        String message = assertThrows(ModelException.class, () -> Preprocessor.read(folder)).getMessage();
        assertTrue(message.startsWith(file + ": ") && message.contains(reason), message);
    }

    @Test
    void normalisedClipsHaveZeroMeanAndUnitVariance() {
        float[] out = new Preprocessor(true).apply(new float[] {1, 2, 3, 4});
        double scale = 1 / Math.sqrt(1.25 + 1e-7);
        assertArrayEquals(new float[] {(float) (-1.5 * scale), (float) (-0.5 * scale), (float) (0.5 * scale), (float) (1.5 * scale)}, out,
                1e-7f);
    }

    @Test
    void aPartIsNormalisedAsAClipOfItsOwn() {
        float[] samples = {9, 1, 2, 3, -9};
        assertArrayEquals(new Preprocessor(true).apply(new float[] {1, 2, 3}), new Preprocessor(true).apply(samples, 1, 4));
        assertArrayEquals(new float[] {9, 1, 2, 3, -9}, samples, "the input is left as it is");
    }

    @Test
    void silenceAConstantAndNothingStayFinite() {
        assertArrayEquals(new float[5], new Preprocessor(true).apply(new float[5]));
        assertArrayEquals(new float[3], new Preprocessor(true).apply(new float[] {0.25f, 0.25f, 0.25f}));
        assertArrayEquals(new float[0], new Preprocessor(true).apply(new float[0]));
    }

    @Test
    void aSmallSignalOnALargeOffsetKeepsItsShape() {
        float[] samples = new float[16_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = 0.9f + (i % 2 == 0 ? 0.01f : -0.01f);
        }
        float[] out = new Preprocessor(true).apply(samples);
        assertEquals(1, out[0], 1e-3);
        assertEquals(-1, out[1], 1e-3);
    }

    @Test
    void withoutNormalisationSamplesAreCopied() {
        float[] samples = {1, 2};
        float[] out = new Preprocessor(false).apply(samples);
        assertArrayEquals(samples, out);
        assertNotSame(samples, out);
    }
}
