package org.prosodia.pipeline.corpus;

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
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.AudioFormatException;
import org.prosodia.pipeline.audio.WavWriter;

class ClipLoaderTest {
    @TempDir
    private Path folder;

    /** A WAV whose sample {@code i} is {@code i / 2^24}. */
    private Path ramp(String name, int length, int rate) throws IOException {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = i / 16_777_216f;
        }
        Path file = folder.resolve(name);
        WavWriter.writeFloat(file, new AudioClip(samples, rate));
        return file;
    }

    private static ManifestEntry part(Path file, double start, double end) {
        return new ManifestEntry("x", file, start, end, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty());
    }

    private static ManifestEntry whole(Path file) {
        return ManifestEntry.of("x", file);
    }

    @Test
    void partsAreCutToTheSample() throws IOException {
        Path file = ramp("a.wav", 200_000, 16_000);
        float[] all = AudioClip.read(file).samples();
        ClipLoader loader = new ClipLoader(0);
        assertArrayEquals(all, loader.load(whole(file)).samples());
        assertArrayEquals(Arrays.copyOfRange(all, 16_000, 24_000), loader.load(part(file, 1, 1.5)).samples());
        assertArrayEquals(Arrays.copyOfRange(all, 160_008, 200_000), loader.load(part(file, 10.0005, Double.POSITIVE_INFINITY)).samples());
        assertArrayEquals(Arrays.copyOfRange(all, 0, 400), loader.load(part(file, 0, 0.025)).samples());
    }

    @Test
    void tablesThatRoundTheEndAreForgiven() throws IOException {
        Path file = ramp("a.wav", 16_000, 16_000);
        assertEquals(8_000, new ClipLoader(0).load(part(file, 0.5, 1.1)).samples().length);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            0    | 1.2  | end: expected at most the 1.000 s that the file has, found 1.200 s
            1    | 1.05 | start: expected less than the 1.000 s that the file has, found 1.000 s
            2    | 3    | start: expected less than the 1.000 s that the file has, found 2.000 s
            0.5  | 0.52 | length: expected at least 400 samples at 16 kHz, one frame of the model, found 320
            0.99 | 1.02 | length: expected at least 400 samples at 16 kHz, one frame of the model, found 160
            """)
    void clipsOutsideOfTheirFileOrWithoutAFrameAreNamed(double start, double end, String message) throws IOException {
        Path file = ramp("a.wav", 16_000, 16_000);
        assertEquals(file + ": clip x: " + message,
                assertThrows(ManifestException.class, () -> new ClipLoader(0).load(part(file, start, end))).getMessage());
    }

    @Test
    void shortAndBrokenFilesAreNamed() throws IOException {
        Path brief = ramp("brief.wav", 399, 16_000);
        assertTrue(assertThrows(ManifestException.class, () -> new ClipLoader(0).load(whole(brief))).getMessage().endsWith("found 399"));
        Path broken = Files.writeString(folder.resolve("broken.wav"), "no sound at all");
        assertThrows(AudioFormatException.class, () -> new ClipLoader(0).load(whole(broken)));
        assertThrows(AudioFormatException.class, () -> new ClipLoader(0).duration(whole(broken)));
        Path gone = folder.resolve("gone.wav");
        assertTrue(assertThrows(IOException.class, () -> new ClipLoader(0).load(whole(gone))).getMessage().contains("gone.wav"));
    }

    @Test
    void keptClipsOutliveTheirFilesAndTheCallersChanges() throws IOException {
        Path file = ramp("a.wav", 1_000, 16_000);
        ClipLoader loader = new ClipLoader(4_000);
        float[] first = loader.load(whole(file)).samples();
        float[] copy = first.clone();
        Arrays.fill(first, 9);
        Files.delete(file);
        assertArrayEquals(copy, loader.load(whole(file)).samples());
    }

    @Test
    void theBoundOnMemoryHolds() throws IOException {
        Path a = ramp("a.wav", 600, 16_000);
        Path b = ramp("b.wav", 500, 16_000);
        Path c = ramp("c.wav", 400, 16_000);
        ClipLoader loader = new ClipLoader(4_000);
        for (Path file : new Path[] {a, b, c, a, c}) {
            loader.load(whole(file));
            assertTrue(loader.cachedBytes() <= 4_000);
        }
        assertEquals(4_000, loader.cachedBytes());
        Files.delete(b);
        assertThrows(IOException.class, () -> loader.load(whole(b)));
        assertEquals(600, loader.load(whole(a)).samples().length);
    }

    @Test
    void durationsComeFromTheHeader() throws IOException {
        ClipLoader loader = new ClipLoader(0);
        Path wav = ramp("a.wav", 44_100, 44_100);
        assertEquals(1, loader.duration(whole(wav)));
        assertEquals(0.75, loader.duration(part(wav, 0.25, 1.05)));
        assertEquals(0.5, loader.duration(part(wav, 0.25, 0.75)));
        assertThrows(ManifestException.class, () -> loader.duration(part(wav, 1, 2)));
        // A header and nothing else: 0x02EE00 samples of 48 kHz are 4 s.
        byte[] flac = new byte[60];
        ByteBuffer.wrap(flac).put("fLaC".getBytes(StandardCharsets.US_ASCII)).putInt(34).putShort((short) 4096).putShort((short) 4096)
                .putShort((short) 0).putInt(0).putLong(48_000L << 44 | 15L << 36 | 0x02EE00);
        assertEquals(4, loader.duration(whole(Files.write(folder.resolve("a.flac"), flac))));
    }

    @Test
    void headersThatDoNotTellAreDecoded() throws IOException {
        Path whole = ramp("a.wav", 8_000, 8_000);
        byte[] streamed = Files.readAllBytes(whole);
        ByteBuffer.wrap(streamed).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 0).putInt(40, 0);
        assertEquals(1, new ClipLoader(0).duration(whole(Files.write(folder.resolve("b.wav"), streamed))));
        byte[] cut = Arrays.copyOf(Files.readAllBytes(whole), 44 + 4 * 2_000);
        assertEquals(0.25, new ClipLoader(0).duration(whole(Files.write(folder.resolve("c.wav"), cut))));
    }

    @Test
    void theAnswerAboutADurationStaysTheSame() throws IOException {
        Path file = ramp("a.wav", 44_101, 44_100);
        ClipLoader loader = new ClipLoader(1 << 20);
        double before = loader.duration(whole(file));
        assertEquals(before, loader.load(whole(file)).duration(), 1e-4);
        assertEquals(before, loader.duration(whole(file)));
    }
}
