package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes clips as WAV of one channel; an existing file is replaced. */
public final class WavWriter {
    private static final int HEADER_BYTES = 44;
    private static final int BLOCK_SAMPLES = 1 << 14;

    private WavWriter() {}

    /** Writes samples as 16-bit integers: times 32768, rounded, clipped to what fits. */
    public static void writePcm16(Path file, AudioClip clip) throws IOException {
        write(file, clip, 1, 2);
    }

    /** The same to a stream, which stays open. */
    public static void writePcm16(OutputStream out, AudioClip clip) throws IOException {
        requireSize("", clip, 2);
        write(out, clip, 1, 2);
    }

    /** Writes samples as 32-bit floats, as they are. */
    public static void writeFloat(Path file, AudioClip clip) throws IOException {
        write(file, clip, 3, 4);
    }

    private static void write(Path file, AudioClip clip, int formatTag, int bytes) throws IOException {
        requireSize(file + ": ", clip, bytes);
        try (OutputStream out = Files.newOutputStream(file)) {
            write(out, clip, formatTag, bytes);
        }
    }

    private static void requireSize(String where, AudioClip clip, int bytes) throws IOException {
        long dataBytes = (long) clip.samples().length * bytes;
        if (dataBytes > 0xFFFF_FFFFL - HEADER_BYTES) {
            throw new IOException(where + "data: expected less than 4 GB, found " + dataBytes + " bytes");
        }
    }

    private static void write(OutputStream out, AudioClip clip, int formatTag, int bytes) throws IOException {
        float[] samples = clip.samples();
        out.write(header(formatTag, clip.sampleRate(), bytes, samples.length * bytes));
        ByteBuffer block = ByteBuffer.allocate(BLOCK_SAMPLES * bytes).order(ByteOrder.LITTLE_ENDIAN);
        for (int from = 0; from < samples.length; from += BLOCK_SAMPLES) {
            block.clear();
            for (int i = from; i < Math.min(samples.length, from + BLOCK_SAMPLES); i++) {
                if (bytes == 4) {
                    block.putFloat(samples[i]);
                } else {
                    block.putShort((short) Math.clamp(Math.round(samples[i] * 32768.0), Short.MIN_VALUE, Short.MAX_VALUE));
                }
            }
            out.write(block.array(), 0, block.position());
        }
    }

    private static byte[] header(int formatTag, int sampleRate, int bytes, int dataBytes) {
        return ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN)
            .put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"))
            .put(ascii("fmt ")).putInt(16).putShort((short) formatTag).putShort((short) 1).putInt(sampleRate)
            .putInt(sampleRate * bytes).putShort((short) bytes).putShort((short) (8 * bytes))
            .put(ascii("data")).putInt(dataBytes).array();
    }

    private static byte[] ascii(String code) {
        return code.getBytes(StandardCharsets.US_ASCII);
    }
}
