package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * RIFF/WAVE, also as RIFX (big endian) and as RF64/BW64 with 64-bit sizes (EBU Tech 3306, ITU-R BS.2088).
 *
 * <p>Sizes are believed as little as possible: data of size 0 (unless the RIFF size says that the file is complete), 0xFFFFFFFF, or near
 * 2^31 is what programs write that stream and cannot go back, and means all that follows.
 */
final class WavReader {
    /** A bound on the chunks before the data, so that gigabytes of empty chunks end soon. */
    private static final int MAX_CHUNKS = 10_000;

    private WavReader() {}

    static AudioStream open(ByteSource source) throws IOException {
        String magic = source.code();
        boolean bigEndian = "RIFX".equals(magic);
        long riffSize = source.unsigned(4, bigEndian, "RIFF size");
        String form = source.code();
        if (!"WAVE".equals(form)) {
            throw source.unsupported("RIFF form '" + form + "', not 'WAVE'");
        }
        WavFormat format = null;
        long dataSize64 = -1;
        for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
            String id = source.code();
            if (id == null || source.peek(4).length < 4) {
                throw source.fault(format == null ? "fmt chunk" : "data chunk", "one", "none before the end of the file");
            }
            long size = source.unsigned(4, bigEndian, id + " size");
            switch (id) {
                case "ds64" -> dataSize64 = ds64(source, size, bigEndian);
                case "fmt " -> format = WavFormat.read(source, size, bigEndian);
                case "data" -> {
                    if (format == null) {
                        throw source.fault("fmt chunk", "one before the data chunk", "none");
                    }
                    long length = size == 0xFFFF_FFFFL && dataSize64 >= 0 ? dataSize64 : length(source, size, riffSize);
                    return new PcmStream(source, format.samples(), format.channels(), format.sampleRate(), length);
                }
                default -> source.skip(size);
            }
            skipPadding(source, size);
        }
        throw source.fault("data chunk", "one among the first " + MAX_CHUNKS + " chunks", "none");
    }

    private static long ds64(ByteSource source, long size, boolean bigEndian) throws IOException {
        if (size < 24) {
            throw source.fault("ds64 size", "at least 24 bytes", Long.toString(size));
        }
        source.unsigned(8, bigEndian, "ds64.riffSize");
        long dataSize = source.unsigned(8, bigEndian, "ds64.dataSize");
        if (dataSize < 0) {
            throw source.fault("ds64.dataSize", "less than 2^63 bytes", Long.toUnsignedString(dataSize));
        }
        source.skip(size - 16);
        return dataSize;
    }

    private static long length(ByteSource source, long size, long riffSize) throws IOException {
        boolean streamed = size == 0 ? !isComplete(source.file(), riffSize)
            : size == 0xFFFF_FFFFL || size >= 0x7FFF_F000L && size <= 0x8000_0000L && Files.size(source.file()) < size;
        return streamed ? PcmStream.TO_END_OF_FILE : size;
    }

    private static boolean isComplete(Path file, long riffSize) throws IOException {
        return riffSize != 0 && Math.abs(Files.size(file) - 8 - riffSize) <= 1;
    }

    /** Chunks of odd size are followed by a byte of padding, which some programs forget before the chunks that matter. */
    private static void skipPadding(ByteSource source, long size) throws IOException {
        if (size % 2 != 0) {
            byte[] next = source.peek(4);
            String id = new String(next, StandardCharsets.ISO_8859_1);
            if (!id.equals("data") && !id.equals("fmt ")) {
                source.skip(1);
            }
        }
    }
}
