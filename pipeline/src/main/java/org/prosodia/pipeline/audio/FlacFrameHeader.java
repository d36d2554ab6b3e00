package org.prosodia.pipeline.audio;

import java.io.IOException;

/**
 * The header of a FLAC frame (RFC 9639, section 9.1).
 *
 * @param blockSize samples per channel, 1 to 65536
 * @param sampleRate Hz, or 0 when the frame leaves it to STREAMINFO
 * @param channels 1 to 8
 * @param stereo how the two channels are coupled
 * @param bits bits per sample, or 0 when the frame leaves them to STREAMINFO
 */
record FlacFrameHeader(int blockSize, int sampleRate, int channels, Stereo stereo, int bits) {
    enum Stereo { INDEPENDENT, LEFT_SIDE, SIDE_RIGHT, MID_SIDE }

    private static final int[] SAMPLE_RATES = {0, 88200, 176400, 192000, 8000, 16000, 22050, 24000, 32000, 44100, 48000, 96000};
    private static final int[] BITS = {0, 8, 12, -1, 16, 20, 24, 32};

    /** Reads a header whose sync code was seen to be there; {@code field} names the frame in faults. */
    static FlacFrameHeader read(FlacBits bits, ByteSource source, String field) throws IOException {
        bits.startFrame();
        bits.unsigned(16);
        int blockCode = (int) bits.unsigned(4);
        int rateCode = (int) bits.unsigned(4);
        int channelCode = (int) bits.unsigned(4);
        int depthCode = (int) bits.unsigned(3);
        bits.unsigned(1);
        skipCodedNumber(bits);
        int blockSize = switch (blockCode) {
            case 0 -> throw source.fault(field, "a block size", "the reserved code 0");
            case 1 -> 192;
            case 2, 3, 4, 5 -> 144 << blockCode;
            case 6 -> (int) bits.unsigned(8) + 1;
            case 7 -> (int) bits.unsigned(16) + 1;
            default -> 1 << blockCode;
        };
        int sampleRate = switch (rateCode) {
            case 12 -> (int) bits.unsigned(8) * 1000;
            case 13 -> (int) bits.unsigned(16);
            case 14 -> (int) bits.unsigned(16) * 10;
            case 15 -> throw source.fault(field, "a sample rate", "the forbidden code 15");
            default -> SAMPLE_RATES[rateCode];
        };
        if (channelCode > 10) {
            throw source.fault(field, "a channel assignment of 0 to 10", Integer.toString(channelCode));
        }
        if (BITS[depthCode] < 0) {
            throw source.fault(field, "a bit depth", "the reserved code " + depthCode);
        }
        int crc = bits.crc8();
        int stored = (int) bits.unsigned(8);
        if (stored != crc) {
            throw source.fault(field, "header checksum 0x%02x".formatted(crc), "0x%02x: the file is damaged".formatted(stored));
        }
        Stereo stereo = channelCode < 8 ? Stereo.INDEPENDENT : Stereo.values()[channelCode - 7];
        return new FlacFrameHeader(blockSize, sampleRate, channelCode < 8 ? channelCode + 1 : 2, stereo, BITS[depthCode]);
    }

    /** The frame or sample number, coded as in UTF-8 with up to 7 bytes: the first byte's leading ones count the bytes. */
    private static void skipCodedNumber(FlacBits bits) throws IOException {
        int first = (int) bits.unsigned(8);
        int ones = Integer.numberOfLeadingZeros(~(first << 24));
        for (int i = 1; i < ones; i++) {
            bits.unsigned(8);
        }
    }
}
