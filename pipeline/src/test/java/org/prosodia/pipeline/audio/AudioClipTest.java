package org.prosodia.pipeline.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AudioClipTest {
    @TempDir
    private Path directory;

    private static AudioClip chirp(int sampleRate, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) Chirp.at(i, sampleRate, 0);
        }
        return new AudioClip(samples, sampleRate);
    }

    @Test
    void floatFilesGiveBackTheSameSamples() throws IOException {
        float[] samples = chirp(16000, 50_000).samples();
        Path file = directory.resolve("a.wav");
        WavWriter.writeFloat(file, new AudioClip(samples, 16000));
        assertArrayEquals(samples, AudioClip.read(file).samples());
    }

    @Test
    void sixteenBitFilesRoundAndClip() throws IOException {
        Path file = directory.resolve("a.wav");
        WavWriter.writePcm16(file, new AudioClip(new float[] {0.5f, -1f, 1f, -7f, 7f, 1.4f / 32768, 1.6f / 32768}, 16000));
        float top = 32767 / 32768f;
        assertArrayEquals(new float[] {0.5f, -1, top, -1, top, 1 / 32768f, 2 / 32768f}, AudioClip.read(file).samples());
        assertEquals(44 + 14, Files.size(file));
    }

    @Test
    void streamsGetTheSameBytesAsFiles() throws IOException {
        Path file = directory.resolve("a.wav");
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        WavWriter.writePcm16(file, chirp(16000, 50_000));
        WavWriter.writePcm16(stream, chirp(16000, 50_000));
        assertArrayEquals(Files.readAllBytes(file), stream.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(ints = {8000, 11025, 22050, 44100, 48000})
    void filesOfOtherRatesAreResampledTo16kHz(int sampleRate) throws IOException {
        Path file = directory.resolve("a.wav");
        WavWriter.writeFloat(file, chirp(sampleRate, sampleRate));
        AudioClip clip = AudioClip.read(file);
        assertEquals(16000, clip.sampleRate());
        assertEquals(1.0, clip.duration());
        for (int i = 1000; i < 8000; i++) {
            assertEquals(Chirp.at(i, 16000, 0), clip.samples()[i], 1e-3, "sample " + i);
        }
    }

    @Test
    void readerAndClipAgree() throws IOException {
        Path file = directory.resolve("a.wav");
        WavWriter.writePcm16(file, chirp(44100, 200_000));
        float[] whole = AudioClip.read(file).samples();
        float[] parts = new float[whole.length];
        try (AudioReader reader = AudioReader.open(file, 16000)) {
            assertEquals(44100, reader.sourceSampleRate());
            assertEquals(1, reader.sourceChannels());
            int filled = 0;
            for (int n = reader.read(parts, 0, 777); n > 0; n = reader.read(parts, filled, Math.min(777, parts.length - filled))) {
                filled += n;
            }
            assertEquals(whole.length, filled);
        }
        assertArrayEquals(whole, parts);
    }

    @Test
    void oppositeChannelsCancel() throws IOException {
        byte[] wav = WavBuilder.riff().fmt(1, 2, 16000, 16).data16(1000, -1000, -5, 5).build();
        assertArrayEquals(new float[2], AudioClip.read(Files.write(directory.resolve("a.wav"), wav)).samples());
    }

    @Test
    void aMillionSamplesAndMoreAreJoined() throws IOException {
        float[] samples = new float[2_500_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i;
        }
        Path file = directory.resolve("a.wav");
        WavWriter.writeFloat(file, new AudioClip(samples, 16000));
        assertArrayEquals(samples, AudioClip.read(file).samples());
    }

    @Test
    void missingFilesAreNamed() {
        Path file = directory.resolve("missing.wav");
        NoSuchFileException e = assertThrows(NoSuchFileException.class, () -> AudioClip.read(file));
        assertTrue(e.getMessage().contains("missing.wav"));
    }

    @Test
    void aClipHasSamplesAndARate() {
        assertThrows(IllegalArgumentException.class, () -> new AudioClip(new float[0], 16000));
        assertThrows(IllegalArgumentException.class, () -> new AudioClip(new float[1], 0));
    }
}
