package org.prosodia.pipeline.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FLAC gives back what went in, bit by bit; MP3 and Vorbis nearly, and at the right time. */
class EncodedAudioTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "mono-16bit.flac, 16000, 1, 4000, 16",
        "stereo-24bit.flac, 44100, 2, 2000, 24",
        "stereo-32bit.flac, 96000, 2, 500, 32",
        "eight-channels.flac, 48000, 8, 500, 16",
        "fixed-8bit.flac, 8000, 1, 2000, 8",
    })
    void flacIsLossless(String resource, int sampleRate, int channels, int length, int bits) throws IOException {
        float[] samples = AudioClip.read(Chirp.file(directory, resource), sampleRate).samples();
        assertEquals(length, samples.length);
        for (int i = 0; i < length; i++) {
            assertEquals(Chirp.quantised(i, sampleRate, channels, bits), samples[i], 1e-7, "sample " + i);
        }
    }

    /** A shift by one sample would leave less than 18 dB of these chirps. */
    @ParameterizedTest
    @CsvSource({
        "mono.mp3, 16000, 1, 8000, 0, 25",
        "stereo-vbr-id3.mp3, 44100, 2, 22050, 0, 30",
        "no-tag-8khz.mp3, 8000, 1, 5184, 1105, 25",
        "layer2.mp2, 44100, 1, 11520, 481, 22",
        "mono.ogg, 16000, 1, 8000, 0, 25",
        "stereo.ogg, 44100, 2, 22050, 0, 25",
    })
    void lossyCodecsKeepTheSoundAndItsTime(String resource, int sampleRate, int channels, int length, int delay, double leastDecibels)
            throws IOException {
        float[] samples = AudioClip.read(Chirp.file(directory, resource), sampleRate).samples();
        assertEquals(length, samples.length);
        double signal = 0;
        double noise = 0;
        for (int i = sampleRate / 50; i < sampleRate / 2 - sampleRate / 50 && i + delay < length; i++) {
            double expected = Chirp.mono(i, sampleRate, channels);
            signal += expected * expected;
            noise += Math.pow(samples[i + delay] - expected, 2);
        }
        double decibels = 10 * Math.log10(signal / noise);
        assertTrue(decibels > leastDecibels, decibels + " dB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mono-16bit.flac", "mono.mp3", "mono.ogg"})
    void contentCountsAndNotTheName(String resource) throws IOException {
        int length = AudioClip.read(Chirp.file(directory, resource)).samples().length;
        Path renamed = Files.write(directory.resolve("renamed.wav"), Chirp.resource(resource));
        assertEquals(length, AudioClip.read(renamed).samples().length);
        assertTrue(AudioFormat.sniff(renamed).orElseThrow() != AudioFormat.WAV);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mono-16bit.flac", "mono.mp3", "no-tag-8khz.mp3"})
    void tagsBeforeAndAfterAreSkipped(String resource) throws IOException {
        byte[] id3v1 = Arrays.copyOf(new byte[] {'T', 'A', 'G'}, 128);
        ByteArrayOutputStream tagged = new ByteArrayOutputStream();
        tagged.writeBytes(new byte[] {'I', 'D', '3', 4, 0, 0, 0, 0, 1, 1});
        tagged.writeBytes(new byte[129]);
        tagged.writeBytes(Chirp.resource(resource));
        tagged.writeBytes(id3v1);
        Path file = Files.write(directory.resolve("tagged"), tagged.toByteArray());
        assertEquals(AudioClip.read(Chirp.file(directory, resource)).samples().length, AudioClip.read(file).samples().length);
    }

    @Test
    void mp3sThatAreCutOrHoldOtherBytesAreReadWithAWarning() throws IOException {
        byte[] intact = Chirp.resource("no-tag-8khz.mp3");
        AudioClip cut = AudioClip.read(Files.write(directory.resolve("cut.mp3"), Arrays.copyOf(intact, 1200)), 8000);
        assertEquals(8 * 576, cut.samples().length);
        assertEquals(List.of("cut.mp3: truncated: the last frame has 48 of 144 bytes"), cut.warnings());

        ByteArrayOutputStream patched = new ByteArrayOutputStream();
        patched.write(intact, 0, 5 * 144);
        patched.writeBytes(new byte[1000]);
        patched.write(intact, 5 * 144, 4 * 144);
        AudioClip resumed = AudioClip.read(Files.write(directory.resolve("patched.mp3"), patched.toByteArray()), 8000);
        assertEquals(9 * 576, resumed.samples().length);
        assertEquals(List.of("patched.mp3: 1000 bytes at byte 720 are no MPEG audio and were left out"), resumed.warnings());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stereo-24bit.flac", "fixed-8bit.flac", "stereo-vbr-id3.mp3", "no-tag-8khz.mp3", "layer2.mp2", "stereo.ogg"})
    @Timeout(120)
    void damageIsReadOrRefusedButNeverCrashesOrHangs(String resource) throws IOException {
        byte[] intact = Chirp.resource(resource);
        Random random = new Random(42);
        for (int round = 0; round < 150; round++) {
            byte[] damaged = round % 3 == 0 ? Arrays.copyOf(intact, 1 + random.nextInt(intact.length)) : intact.clone();
            for (int i = 0; i < 1 + round % 4; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            Path file = Files.write(directory.resolve("damaged"), damaged);
            try {
                assertTrue(AudioClip.read(file).samples().length > 0);
            } catch (AudioFormatException e) {
                assertTrue(e.getMessage().startsWith("damaged: "), e.getMessage());
            }
        }
    }

    /** One frame of 256 samples at 16 kHz, mono, 16 bits, as a constant subframe, in a stream that does not tell its length. */
    @Test
    void silentFlacOfUnknownLengthIsSilence() throws IOException {
        byte[] frame = {(byte) 0xFF, (byte) 0xF8, (byte) 0x85, 0x08, 0, 0, 0, 0, 0, 0, 0};
        frame[5] = (byte) crc(frame, 5, 8, 0x07);
        int crc = crc(frame, 9, 16, 0x8005);
        frame[9] = (byte) (crc >> 8);
        frame[10] = (byte) crc;
        byte[] flac = Arrays.copyOf(Chirp.resource("mono-16bit.flac"), 42 + frame.length);
        flac[4] = (byte) 0x80;
        flac[21] &= (byte) 0xF0;
        Arrays.fill(flac, 22, 26, (byte) 0);
        System.arraycopy(frame, 0, flac, 42, frame.length);
        assertArrayEquals(new float[256], AudioClip.read(Files.write(directory.resolve("silence.flac"), flac)).samples());
    }

    private static int crc(byte[] bytes, int length, int width, int polynomial) {
        int crc = 0;
        for (int i = 0; i < length; i++) {
            crc ^= (bytes[i] & 0xFF) << width - 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc << 1 ^ ((crc >> width - 1 & 1) != 0 ? polynomial : 0);
            }
        }
        return crc & (1 << width) - 1;
    }
}
