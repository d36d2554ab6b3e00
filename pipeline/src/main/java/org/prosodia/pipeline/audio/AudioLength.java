package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How long a file of audio is. */
public final class AudioLength {
    private static final int MAX_CHUNKS = 64;
    /** The fields of a fmt chunk that all variants share, or a whole STREAMINFO block after the mark. */
    private static final int WAV_FORMAT_BYTES = 16;
    private static final int FLAC_HEAD_BYTES = 42;
    private static final int BLOCK_SAMPLES = 1 << 16;

    private AudioLength() {}

    /**
     * Seconds, positive: from the header alone where that is WAV or FLAC and says so, else by decoding. Headers may lie: this is for
     * putting clips of like length together, where that does no harm.
     */
    public static double of(Path file) throws IOException {
        OptionalDouble said = fromHeader(file);
        return said.isPresent() ? said.getAsDouble() : decoded(file);
    }

    private static OptionalDouble fromHeader(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer head = bytes(channel, 0, FLAC_HEAD_BYTES);
            double seconds = switch (code(head, 0)) {
                case "RIFF" -> wav(channel);
                case "fLaC" -> flac(head);
                default -> Double.NaN;
            };
            return seconds > 0 && seconds < Double.POSITIVE_INFINITY ? OptionalDouble.of(seconds) : OptionalDouble.empty();
        }
    }

    /** Bytes of the data chunk, or those that follow it in the file when they are fewer, over bytes per second. */
    private static double wav(FileChannel channel) throws IOException {
        double bytesPerSecond = Double.NaN;
        long position = 12;
        for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
            ByteBuffer header = bytes(channel, position, 8);
            if (header.limit() < 8) {
                break;
            }
            long size = header.getInt(4) & 0xFFFF_FFFFL;
            position += 8;
            if (code(header, 0).equals("fmt ")) {
                bytesPerSecond = bytesPerSecond(bytes(channel, position, WAV_FORMAT_BYTES));
            } else if (code(header, 0).equals("data")) {
                return size == 0 ? Double.NaN : Math.min(size, channel.size() - position) / bytesPerSecond;
            }
            position += size + size % 2;
        }
        return Double.NaN;
    }

    private static double bytesPerSecond(ByteBuffer format) {
        if (format.limit() < WAV_FORMAT_BYTES) {
            return Double.NaN;
        }
        return (double) (format.getInt(4) & 0xFFFF_FFFFL) * (format.getShort(12) & 0xFFFF);
    }

    /** STREAMINFO (RFC 9639, section 8.2): 20 bits of sample rate, 3 of channels, 5 of depth and 36 of samples, 0 for unknown. */
    private static double flac(ByteBuffer head) {
        if (head.limit() < FLAC_HEAD_BYTES || (head.get(4) & 0x7F) != 0) {
            return Double.NaN;
        }
        long packed = head.order(ByteOrder.BIG_ENDIAN).getLong(18);
        return (double) (packed & 0xF_FFFF_FFFFL) / (packed >>> 44);
    }

    /** Seconds, by decoding all of the file, which takes its time and is never wrong; it is never in memory as a whole. */
    public static double decoded(Path file) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioClip.DEFAULT_SAMPLE_RATE)) {
            float[] block = new float[BLOCK_SAMPLES];
            long samples = 0;
            for (int n = reader.read(block, 0, block.length); n > 0; n = reader.read(block, 0, block.length)) {
                samples += n;
            }
            return (double) samples / AudioClip.DEFAULT_SAMPLE_RATE;
        }
    }

    /** Up to {@code count} bytes from {@code position}, fewer at the end of the file. */
    private static ByteBuffer bytes(FileChannel channel, long position, int count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
        while (buffer.hasRemaining() && channel.read(buffer, position + buffer.position()) > 0) {
            // reads on until there are enough
        }
        return buffer.flip();
    }

    private static String code(ByteBuffer buffer, int at) {
        return buffer.limit() < at + 4 ? "" : new String(buffer.array(), at, 4, StandardCharsets.ISO_8859_1);
    }
}
