package org.prosodia.pipeline.audio;

import java.io.IOException;
import org.prosodia.pipeline.audio.SampleFormat.Kind;

/** AIFF and its variant AIFF-C with uncompressed or G.711 samples (Apple, 1989 and 1991). */
final class AiffReader {
    private static final int MAX_CHUNKS = 10_000;

    private AiffReader() {}

    static AudioStream open(ByteSource source) throws IOException {
        source.code();
        source.unsigned(4, true, "FORM size");
        String form = source.code();
        Common common = null;
        for (int chunk = 0; chunk < MAX_CHUNKS; chunk++) {
            String id = source.code();
            if (id == null) {
                throw source.fault(common == null ? "COMM chunk" : "SSND chunk", "one", "none before the end of the file");
            }
            long size = source.unsigned(4, true, id + " size");
            switch (id) {
                case "COMM" -> common = Common.read(source, size, "AIFC".equals(form));
                case "SSND" -> {
                    if (common == null) {
                        throw source.fault("COMM chunk", "one before the SSND chunk", "none");
                    }
                    long offset = source.unsigned(4, true, "SSND.offset");
                    source.unsigned(4, true, "SSND.blockSize");
                    source.skip(offset);
                    long length = common.frames * common.samples.bytes() * common.channels;
                    return new PcmStream(source, common.samples, common.channels, common.sampleRate, length);
                }
                default -> source.skip(size);
            }
            source.skip(size % 2);
        }
        throw source.fault("SSND chunk", "one among the first " + MAX_CHUNKS + " chunks", "none");
    }

    private record Common(SampleFormat samples, int channels, int sampleRate, long frames) {
        static Common read(ByteSource source, long size, boolean compressed) throws IOException {
            int least = compressed ? 22 : 18;
            if (size < least) {
                throw source.fault("COMM size", "at least " + least + " bytes", Long.toString(size));
            }
            int channels = AudioStream.checkChannels(source, "COMM.channels", source.unsigned(2, true, "COMM.channels"));
            long frames = source.unsigned(4, true, "COMM.frames");
            int bits = (int) source.unsigned(2, true, "COMM.sampleSize");
            int exponent = (int) source.unsigned(2, true, "COMM.sampleRate");
            long mantissa = source.unsigned(8, true, "COMM.sampleRate");
            int sampleRate = AudioStream.checkSampleRate(source, "COMM.sampleRate", extended(exponent, mantissa));
            String coding = compressed ? source.code() : "NONE";
            source.skip(size - least);
            return new Common(sampleFormat(source, coding, bits), channels, sampleRate, frames);
        }

        /** An 80-bit IEEE number: sign, 15 bits of exponent, and 64 of mantissa with its leading 1. */
        private static double extended(int exponent, long mantissa) {
            return Math.scalb((mantissa >>> 1) * 2.0, (exponent & 0x7FFF) - 16383 - 63);
        }

        private static SampleFormat sampleFormat(ByteSource source, String coding, int bits) throws AudioFormatException {
            int bytes = (bits + 7) / 8;
            SampleFormat format = switch (String.valueOf(coding)) {
                case "NONE", "twos", "in24", "in32" -> new SampleFormat(Kind.SIGNED, bytes, true);
                case "sowt" -> new SampleFormat(Kind.SIGNED, bytes, false);
                case "raw " -> new SampleFormat(Kind.UNSIGNED, bytes, true);
                case "fl32", "FL32" -> new SampleFormat(Kind.FLOAT, 4, true);
                case "fl64", "FL64" -> new SampleFormat(Kind.FLOAT, 8, true);
                case "alaw", "ALAW" -> new SampleFormat(Kind.A_LAW, 1, true);
                case "ulaw", "ULAW" -> new SampleFormat(Kind.MU_LAW, 1, true);
                default -> throw source.unsupported("AIFF-C compression '" + coding + "'");
            };
            if (format.bytes() < 1 || format.bytes() > 8) {
                throw source.fault("COMM.sampleSize", "1 to 64 bits", Integer.toString(bits));
            }
            return format;
        }
    }
}
