package org.prosodia.pipeline.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault is told by file, field, what was expected and what was found. The timeout is for loops that would never end. */
@Timeout(60)
class MalformedAudioTest {
    private static final String FORMATS = "WAV, AIFF, AU, FLAC, MP3 or Ogg Vorbis";

    @TempDir
    private Path directory;

    static Stream<Arguments> malformed() throws IOException {
        byte[] zeros = new byte[200_000];
        return Stream.of(
            arguments("an empty file", new byte[0], "file: expected audio, found an empty file"),
            arguments("text", ascii("Hello, this is text."), "file: expected " + FORMATS + ", found bytes 48 65 6c 6c 6f 2c 20 74"),
            arguments("zeros", zeros, "file: expected " + FORMATS + ", found bytes 00 00 00 00 00 00 00 00"),
            arguments("only an ID3 tag", ascii("ID3\4\0\0\0\0\0\4abcd"), "file: expected audio, found nothing after the ID3 tag"),
            arguments("only a magic", ascii("RIFF"), "RIFF size: expected 4 bytes, found the end of the file at byte 4"),
            arguments("another RIFF", ascii("RIFF\4\0\0\0AVI "), "unsupported: RIFF form 'AVI ', not 'WAVE'"),
            wav("no chunk", WavBuilder.riff(), "fmt chunk: expected one, found none before the end of the file"),
            wav("half a chunk header", WavBuilder.riff().text("fmt "), "fmt chunk: expected one, found none before the end of the file"),
            wav("no data", WavBuilder.riff().fmt(1, 1, 16000, 16), "data chunk: expected one, found none before the end of the file"),
            wav("data before the format", WavBuilder.riff().data16(1, 2).fmt(1, 1, 16000, 16),
                "fmt chunk: expected one before the data chunk, found none"),
            wav("format of size 0", WavBuilder.riff().chunk("fmt ").data16(1), "fmt size: expected at least 16 bytes, found 0"),
            wav("format cut", WavBuilder.riff().text("fmt ").u32(16).u16(1),
                "fmt.channels: expected 2 bytes, found the end of the file at byte 22"),
            wav("short extensible format", WavBuilder.riff().fmt(0xFFFE, 1, 16000, 16).data16(1),
                "fmt size: expected at least 40 bytes for WAVE_FORMAT_EXTENSIBLE, found 16"),
            wav("forged chunk size", WavBuilder.riff().text("LIST").u32(0xFFFF_FFFFL).data16(1),
                "fmt chunk: expected one, found none before the end of the file"),
            wav("forged format size",
                WavBuilder.riff().text("fmt ").u32(0xFFFF_FFF0L).u16(1).u16(1).u32(16000).u32(32000).u16(2).u16(16).data16(1),
                "data chunk: expected one, found none before the end of the file"),
            wav("chunks of zeros", WavBuilder.riff().bytes(zeros), "data chunk: expected one among the first 10000 chunks, found none"),
            wav("no channels", WavBuilder.riff().fmt(1, 0, 16000, 16).data16(1), "fmt.channels: expected at least 1 channel, found 0"),
            wav("rate 0", WavBuilder.riff().fmt(1, 1, 0, 16).data16(1), "fmt.sampleRate: expected 1000 to 1536000 Hz, found 0"),
            wav("rate 1", WavBuilder.riff().fmt(1, 1, 1, 16).data16(1), "fmt.sampleRate: expected 1000 to 1536000 Hz, found 1"),
            wav("rate 2^31", WavBuilder.riff().fmt(1, 1, 1L << 31, 16).data16(1),
                "fmt.sampleRate: expected 1000 to 1536000 Hz, found 2147483648"),
            wav("no bits", WavBuilder.riff().fmt(1, 1, 16000, 2, 0).data16(1), "fmt.bitsPerSample: expected 1 to 64 bits, found 0"),
            wav("too many bits", WavBuilder.riff().fmt(1, 1, 16000, 72).data16(1), "fmt.bitsPerSample: expected 1 to 64 bits, found 72"),
            wav("16-bit float", WavBuilder.riff().fmt(3, 1, 16000, 16).data16(1), "fmt.bitsPerSample: expected 32 or 64 bits, found 16"),
            wav("16-bit A-law", WavBuilder.riff().fmt(6, 1, 16000, 16).data16(1), "fmt.bitsPerSample: expected 8 bits, found 16"),
            wav("block of 0", WavBuilder.riff().fmt(1, 2, 16000, 0, 16).data16(1),
                "fmt.blockAlign: expected 4 bytes for 2 channels of 16 bits, found 0"),
            wav("block of other channels", WavBuilder.riff().fmt(1, 2, 16000, 5, 16).data16(1),
                "fmt.blockAlign: expected 4 bytes for 2 channels of 16 bits, found 5"),
            wav("Microsoft ADPCM", WavBuilder.riff().fmt(2, 1, 16000, 256, 4).data16(1),
                "unsupported: Microsoft ADPCM in WAV (format tag 0x0002)"),
            wav("IMA ADPCM", WavBuilder.riff().fmt(0x11, 1, 16000, 256, 4).data16(1), "unsupported: IMA ADPCM in WAV (format tag 0x0011)"),
            wav("GSM", WavBuilder.riff().fmt(0x31, 1, 16000, 65, 0).data16(1), "unsupported: GSM 6.10 in WAV (format tag 0x0031)"),
            wav("MP3 within WAV", WavBuilder.riff().fmt(0x55, 1, 16000, 1, 0).data16(1), "unsupported: MP3 in WAV (format tag 0x0055)"),
            wav("unknown tag", WavBuilder.riff().fmt(0x1234, 1, 16000, 16).data16(1),
                "unsupported: a coding we do not know in WAV (format tag 0x1234)"),
            wav("unknown sub-format", WavBuilder.riff().extensible(0x10001, 1, 16000, 16, 16).data16(1),
                "unsupported: fmt.subFormat GUID 00010001-0000-0010-800000aa00389b71"),
            wav("short ds64", WavBuilder.start("RF64", ByteOrder.LITTLE_ENDIAN, -1).chunk("ds64", new byte[8]),
                "ds64 size: expected at least 24 bytes, found 8"),
            wav("negative ds64", WavBuilder.start("RF64", ByteOrder.LITTLE_ENDIAN, -1).text("ds64").u32(28).u64(0).u64(-1).u64(0).u32(0),
                "ds64.dataSize: expected less than 2^63 bytes, found 18446744073709551615"),
            wav("no samples", WavBuilder.start("RIFF", ByteOrder.LITTLE_ENDIAN, 36).fmt(1, 1, 16000, 16).data16(),
                "data: expected at least one sample, found no samples"),
            wav("half a sample", WavBuilder.riff().fmt(1, 1, 16000, 16).chunk("data", (byte) 1),
                "data: expected at least one sample, found no samples"),
            wav("NaN", WavBuilder.riff().fmt(3, 2, 16000, 32).text("data").u32(16).u32(0).u32(0).u32(0).u32(0x7FC0_0000L),
                "sample 1 of channel 1: expected a finite number of at most 2^32, found NaN"),
            wav("infinity", WavBuilder.riff().fmt(3, 1, 16000, 32).text("data").u32(4).u32(0xFF80_0000L),
                "sample 0 of channel 0: expected a finite number of at most 2^32, found -Infinity"),
            wav("double beyond float", WavBuilder.riff().fmt(3, 1, 16000, 64).text("data").u32(8).u64(Double.doubleToLongBits(1e300)),
                "sample 0 of channel 0: expected a finite number of at most 2^32, found Infinity"),
            arguments("AIFF without COMM", ascii("FORM\0\0\0\0AIFFSSND\0\0\0\10\0\0\0\0\0\0\0\0"),
                "COMM chunk: expected one before the SSND chunk, found none"),
            arguments("AU without channels", ascii(".snd\0\0\0\30\0\0\0\0\0\0\0\3\0\0\76\200\0\0\0\0"),
                "channels: expected 1 to 65535, found 0"),
            arguments("AU in ADPCM", ascii(".snd\0\0\0\30\0\0\0\0\0\0\0\27\0\0\76\200\0\0\0\1"), "unsupported: AU encoding 23"),
            arguments("M4A", ascii("\0\0\0\40ftypM4A \0\0\0\0"), "unsupported: MP4/M4A (AAC or ALAC)"),
            arguments("WebM", ascii("\u001a\u0045\u00df\u00a3...."), "unsupported: Matroska/WebM"),
            arguments("Wave64", ascii("riff\u002e\u0091\u00cf\u0011"), "unsupported: Sony Wave64"),
            arguments("FLAC without STREAMINFO", ascii("fLaC\201\0\0\4abcd"), "STREAMINFO: expected one among the metadata, found none"),
            arguments("FLAC cut in the metadata", cut("mono-16bit.flac", 30),
                "metadata block header: expected 1 bytes, found the end of the file at byte 30"),
            arguments("FLAC cut", cut("mono-16bit.flac", 2000),
                "data: expected 4000 samples, found 0 before the end of the file: it is truncated"),
            arguments("MP3 cut", cut("stereo-vbr-id3.mp3", 3000),
                "data: expected 21 frames, found 10 before the end of the file: it is truncated"),
            arguments("Ogg cut in the headers", cut("mono.ogg", 2000),
                "data: expected a last page marked as such, found the end of the file: it is truncated"),
            arguments("Ogg cut", cut("stereo.ogg", 5000),
                "data: expected a last page marked as such, found the end of the file: it is truncated"),
            arguments("Ogg Opus", replaced("mono.ogg", "\u0001vorbis\0", "OpusHead"), "unsupported: Opus in Ogg"),
            arguments("two Ogg files joined", joined("mono.ogg", "mono.ogg"), "unsupported: several Ogg streams one after the other"),
            arguments("FLAC damaged", flipped("mono-16bit.flac", 1000),
                "frame 0 at byte 86: expected checksum 0x2c1d, found 0x2940: the file is damaged"),
            arguments("MP3 that changes", joined("no-tag-8khz.mp3", "mono.mp3"),
                "frame at byte 1296: expected layer 3, 8000 Hz, 1 channels as before, found layer 3, 16000 Hz, 1 channels"),
            arguments("layer II of MPEG-2", Arrays.copyOf(new byte[] {(byte) 0xFF, (byte) 0xF5, 0x18, (byte) 0xC0}, 72),
                "unsupported: MPEG audio of layer 2, 16000 Hz, 1 channels"));
    }

    private static Arguments wav(String name, WavBuilder wav, String fault) {
        return arguments(name, wav.build(), fault);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] cut(String resource, int length) throws IOException {
        return Arrays.copyOf(Chirp.resource(resource), length);
    }

    private static byte[] flipped(String resource, int at) throws IOException {
        byte[] bytes = Chirp.resource(resource);
        bytes[at] ^= 1;
        return bytes;
    }

    private static byte[] joined(String resource, String other) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Chirp.resource(resource));
        out.writeBytes(Chirp.resource(other));
        return out.toByteArray();
    }

    /** Replaces text in the first page of an Ogg file and mends the page's checksum (RFC 3533, section 6). */
    private static byte[] replaced(String resource, String from, String to) throws IOException {
        byte[] bytes = ascii(new String(Chirp.resource(resource), StandardCharsets.ISO_8859_1).replaceFirst(from, to));
        int pageBytes = 27 + 1 + 30;
        Arrays.fill(bytes, 22, 26, (byte) 0);
        int crc = 0;
        for (int i = 0; i < pageBytes; i++) {
            crc ^= bytes[i] << 24;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ (crc < 0 ? 0x04C1_1DB7 : 0);
            }
        }
        for (int i = 0; i < 4; i++) {
            bytes[22 + i] = (byte) (crc >> 8 * i);
        }
        return bytes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("malformed")
    void saysWhatIsWrong(String name, byte[] content, String fault) throws IOException {
        Path file = Files.write(directory.resolve("odd.wav"), content);
        AudioFormatException e = assertThrows(AudioFormatException.class, () -> AudioClip.read(file));
        assertEquals("odd.wav: " + fault, e.getMessage());
    }

    @Test
    void aDirectoryIsNoAudio() {
        AudioFormatException e = assertThrows(AudioFormatException.class, () -> AudioClip.read(directory));
        assertEquals(directory.getFileName() + ": file: expected an audio file, found a directory", e.getMessage());
    }
}
