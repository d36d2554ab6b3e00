package org.prosodia.pipeline.audio;

import java.io.IOException;
import org.prosodia.pipeline.audio.SampleFormat.Kind;

/** Sun and NeXT audio, {@code .au} or {@code .snd}. */
final class AuReader {
    private static final int HEADER_BYTES = 24;

    private AuReader() {}

    static AudioStream open(ByteSource source) throws IOException {
        source.code();
        long offset = source.unsigned(4, true, "data offset");
        long size = source.unsigned(4, true, "data size");
        int encoding = (int) source.unsigned(4, true, "encoding");
        int sampleRate = AudioStream.checkSampleRate(source, "sample rate", source.unsigned(4, true, "sample rate"));
        long channels = source.unsigned(4, true, "channels");
        if (channels < 1 || channels > 0xFFFF) {
            throw source.fault("channels", "1 to 65535", Long.toString(channels));
        }
        if (offset < HEADER_BYTES) {
            throw source.fault("data offset", "at least " + HEADER_BYTES, Long.toString(offset));
        }
        source.skip(offset - HEADER_BYTES);
        SampleFormat samples = switch (encoding) {
            case 1 -> new SampleFormat(Kind.MU_LAW, 1, true);
            case 2, 3, 4, 5 -> new SampleFormat(Kind.SIGNED, encoding - 1, true);
            case 6 -> new SampleFormat(Kind.FLOAT, 4, true);
            case 7 -> new SampleFormat(Kind.FLOAT, 8, true);
            case 27 -> new SampleFormat(Kind.A_LAW, 1, true);
            default -> throw source.unsupported("AU encoding " + encoding);
        };
        long length = size == 0xFFFF_FFFFL ? PcmStream.TO_END_OF_FILE : size;
        return new PcmStream(source, samples, (int) channels, sampleRate, length);
    }
}
