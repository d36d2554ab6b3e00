package org.prosodia.pipeline.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WavReaderTest {
    /** The samples that the layouts below all hold. */
    private static final float[] SAMPLES = {0.5f, -1f, 0.25f};

    @TempDir
    private Path directory;

    private AudioClip read(WavBuilder wav) throws IOException {
        return AudioClip.read(Files.write(directory.resolve("odd.wav"), wav.build()));
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
            arguments("8-bit unsigned", WavBuilder.riff().fmt(1, 1, 16000, 8).chunk("data", b(0xC0, 0x00, 0xA0))),
            arguments("16-bit", WavBuilder.riff().fmt(1, 1, 16000, 16).data16(0x4000, 0x8000, 0x2000)),
            arguments("24-bit", WavBuilder.riff().fmt(1, 1, 16000, 24).chunk("data", b(0, 0, 0x40, 0, 0, 0x80, 0, 0, 0x20))),
            arguments("32-bit",
                WavBuilder.riff().fmt(1, 1, 16000, 32).text("data").u32(12).u32(0x4000_0000).u32(0x8000_0000L).u32(0x2000_0000)),
            arguments("64-bit",
                WavBuilder.riff().fmt(1, 1, 16000, 64).text("data").u32(24).u64(1L << 62).u64(Long.MIN_VALUE).u64(1L << 61)),
            arguments("32-bit float", floats(WavBuilder.riff().fmt(3, 1, 16000, 32))),
            arguments("64-bit float", doubles(WavBuilder.riff().fmt(3, 1, 16000, 64))),
            arguments("16-bit big endian",
                WavBuilder.start("RIFX", ByteOrder.BIG_ENDIAN, 0xFFFF_FFFFL).fmt(1, 1, 16000, 16).data16(0x4000, 0x8000, 0x2000)),
            arguments("float big endian", floats(WavBuilder.start("RIFX", ByteOrder.BIG_ENDIAN, 0xFFFF_FFFFL).fmt(3, 1, 16000, 32))),
            arguments("extensible, 24-bit",
                WavBuilder.riff().extensible(1, 1, 16000, 24, 24).chunk("data", b(0, 0, 64, 0, 0, 128, 0, 0, 32))),
            arguments("extensible, 20 bits in 24", WavBuilder.riff().extensible(1, 1, 16000, 24, 20)
                .chunk("data", b(0, 0, 64, 0, 0, 128, 0, 0, 32))),
            arguments("extensible float", floats(WavBuilder.riff().extensible(3, 1, 16000, 32, 32))),
            arguments("12 bits in 16", WavBuilder.riff().fmt(1, 1, 16000, 2, 12).data16(0x4000, 0x8000, 0x2000)),
            arguments("24 bits in 32", WavBuilder.riff().fmt(1, 1, 16000, 4, 24).text("data").u32(12)
                .u32(0x4000_0000).u32(0x8000_0000L).u32(0x2000_0000)));
    }

    private static byte[] b(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static WavBuilder floats(WavBuilder wav) {
        wav.text("data").u32(4L * SAMPLES.length);
        for (float sample : SAMPLES) {
            wav.u32(Float.floatToIntBits(sample));
        }
        return wav;
    }

    private static WavBuilder doubles(WavBuilder wav) {
        wav.text("data").u32(8L * SAMPLES.length);
        for (float sample : SAMPLES) {
            wav.u64(Double.doubleToLongBits(sample));
        }
        return wav;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("encodings")
    void everyEncodingGivesTheSameSamples(String name, WavBuilder wav) throws IOException {
        AudioClip clip = read(wav);
        assertArrayEquals(SAMPLES, clip.samples());
        assertEquals(List.of(), clip.warnings());
    }

    /** Values of ITU-T G.711: both extremes, both smallest steps, and one between. */
    @Test
    void aLawAndMuLawFollowTheStandard() throws IOException {
        float[] aLaw = read(WavBuilder.riff().fmt(6, 1, 16000, 8).chunk("data", b(0xAA, 0x2A, 0xD5, 0x55, 0x80))).samples();
        assertArrayEquals(new float[] {32256 / 32768f, -32256 / 32768f, 8 / 32768f, -8 / 32768f, 5504 / 32768f}, aLaw);
        float[] muLaw = read(WavBuilder.riff().fmt(7, 1, 16000, 8).chunk("data", b(0x80, 0x00, 0xFF, 0x7E, 0xB0))).samples();
        assertArrayEquals(new float[] {32124 / 32768f, -32124 / 32768f, 0, -8 / 32768f, 3900 / 32768f}, muLaw);
    }

    static Stream<Arguments> layouts() {
        WavBuilder many = WavBuilder.riff();
        for (int i = 0; i < 200; i++) {
            many.chunk("junk");
        }
        return Stream.of(
            arguments("size 0 of a stream", WavBuilder.start("RIFF", ByteOrder.LITTLE_ENDIAN, 0).fmt(1, 1, 16000, 16)
                .text("data").u32(0).u16(0x4000).u16(0x8000).u16(0x2000)),
            arguments("size 0xFFFFFFFF of a stream", WavBuilder.riff().fmt(1, 1, 16000, 16)
                .text("data").u32(0xFFFF_FFFFL).u16(0x4000).u16(0x8000).u16(0x2000)),
            arguments("size 0x7FFFF000 of a stream", WavBuilder.start("RIFF", ByteOrder.LITTLE_ENDIAN, 0x7FFF_F024L).fmt(1, 1, 16000, 16)
                .text("data").u32(0x7FFF_F000L).u16(0x4000).u16(0x8000).u16(0x2000)),
            arguments("RF64",
                WavBuilder.start("RF64", ByteOrder.LITTLE_ENDIAN, 0xFFFF_FFFFL).text("ds64").u32(28).u64(80).u64(6).u64(3).u32(0)
                .fmt(1, 1, 16000, 16).text("data").u32(0xFFFF_FFFFL).u16(0x4000).u16(0x8000).u16(0x2000).text("LIST").u32(0)),
            arguments("BW64 with a plain size", WavBuilder.start("BW64", ByteOrder.LITTLE_ENDIAN, 0xFFFF_FFFFL)
                .text("ds64").u32(28).u64(80).u64(6).u64(3).u32(0).fmt(1, 1, 16000, 16).data16(0x4000, 0x8000, 0x2000)),
            arguments("chunks before the format and the data", WavBuilder.riff().chunk("JUNK", new byte[28]).chunk("bext", new byte[602])
                .fmt(1, 1, 16000, 16).chunk("LIST", new byte[26]).chunk("fact", new byte[4]).data16(0x4000, 0x8000, 0x2000)),
            arguments("chunks after the data",
                WavBuilder.riff().fmt(1, 1, 16000, 16).data16(0x4000, 0x8000, 0x2000).chunk("LIST", new byte[26])),
            arguments("odd chunk with padding",
                WavBuilder.riff().fmt(1, 1, 16000, 16).chunk("LIST", new byte[5]).data16(0x4000, 0x8000, 0x2000)),
            arguments("odd chunk without padding", WavBuilder.riff().fmt(1, 1, 16000, 16).text("LIST").u32(5).bytes(new byte[5])
                .data16(0x4000, 0x8000, 0x2000)),
            arguments("a long format chunk",
                WavBuilder.riff().text("fmt ").u32(20).u16(1).u16(1).u32(16000).u32(32000).u16(2).u16(16).u32(0)
                .data16(0x4000, 0x8000, 0x2000)),
            arguments("a wrong RIFF size and byte rate", WavBuilder.start("RIFF", ByteOrder.LITTLE_ENDIAN, 7).text("fmt ").u32(16)
                .u16(1).u16(1).u32(16000).u32(1).u16(2).u16(16).data16(0x4000, 0x8000, 0x2000)),
            arguments("many empty chunks", many.fmt(1, 1, 16000, 16).data16(0x4000, 0x8000, 0x2000)),
            arguments("channels that differ but for their mean", WavBuilder.riff().fmt(1, 2, 16000, 16)
                .data16(0x7000, 0x1000, 0x8000, 0x8000, 0, 0x4000)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("layouts")
    void everyLegalOrCommonLayoutIsRead(String name, WavBuilder wav) throws IOException {
        AudioClip clip = read(wav);
        assertArrayEquals(SAMPLES, clip.samples());
        assertEquals(List.of(), clip.warnings());
    }

    @Test
    void truncatedDataAreReadAsFarAsTheyGoWithAWarning() throws IOException {
        AudioClip clip = read(WavBuilder.riff().fmt(1, 1, 16000, 16).text("data").u32(1000).u16(0x4000).u16(0x8000).bytes((byte) 7));
        assertArrayEquals(new float[] {0.5f, -1f}, clip.samples());
        assertEquals(List.of("odd.wav: truncated: the header promises 1000 bytes of samples, the file has 5",
            "odd.wav: the last 1 bytes are not a whole frame of 2 bytes and were left out"), clip.warnings());
    }

    @Test
    void manyChannelsAreMixed() throws IOException {
        WavBuilder wav = WavBuilder.riff().fmt(1, 4000, 16000, 16).text("data").u32(16000);
        for (int i = 0; i < 8000; i++) {
            wav.u16(i < 4000 ? 0x1000 : i % 2 == 0 ? 0x4000 : -0x4000);
        }
        assertArrayEquals(new float[] {0.125f, 0}, read(wav).samples());
    }

    @Test
    void denormalsAndAmplitudesBeyondOneAreKept() throws IOException {
        WavBuilder wav = WavBuilder.riff().fmt(3, 1, 16000, 32).text("data").u32(8).u32(1).u32(Float.floatToIntBits(3.5f));
        assertArrayEquals(new float[] {Float.MIN_VALUE, 3.5f}, read(wav).samples());
    }

    @Test
    void oneSampleIsAClip() throws IOException {
        AudioClip clip = read(WavBuilder.riff().fmt(1, 1, 48000, 16).data16(0x4000));
        assertEquals(1, clip.samples().length);
        assertTrue(clip.samples()[0] > 0);
    }
}
