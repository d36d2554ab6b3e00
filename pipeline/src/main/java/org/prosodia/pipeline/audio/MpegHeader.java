package org.prosodia.pipeline.audio;

/**
 * The header of a frame of MPEG audio (ISO/IEC 11172-3, 13818-3, and the unofficial MPEG-2.5).
 *
 * @param mpeg1 MPEG-1, else MPEG-2 or -2.5
 * @param layer 1 to 3
 * @param sampleRate Hz
 * @param channels 1 or 2
 * @param bytes size of the frame with its header
 */
record MpegHeader(boolean mpeg1, int layer, int sampleRate, int channels, int bytes) {
    private static final int[] LAYER_2 = {32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384};
    private static final int[] LAYER_3 = {32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320};
    private static final int[] MPEG2_LAYER_1 = {32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256};
    private static final int[] MPEG2_LAYER_2_3 = {8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160};
    /** Frames that must follow each other before bytes pass for MPEG audio. */
    private static final int FRAMES_TO_BE_SURE = 3;

    /** The header at {@code at}, or null when there is none. */
    static MpegHeader parse(byte[] b, int at) {
        if (at + 4 > b.length || (b[at] & 0xFF) != 0xFF || (b[at + 1] & 0xE0) != 0xE0) {
            return null;
        }
        int version = b[at + 1] >> 3 & 3;
        int layer = 4 - (b[at + 1] >> 1 & 3);
        int rateIndex = b[at + 2] >> 4 & 15;
        int frequency = b[at + 2] >> 2 & 3;
        if (version == 1 || layer == 4 || rateIndex == 0 || rateIndex == 15 || frequency == 3) {
            return null;
        }
        boolean mpeg1 = version == 3;
        int kilobits = switch (layer) {
            case 1 -> mpeg1 ? 32 * rateIndex : MPEG2_LAYER_1[rateIndex - 1];
            case 2 -> mpeg1 ? LAYER_2[rateIndex - 1] : MPEG2_LAYER_2_3[rateIndex - 1];
            default -> mpeg1 ? LAYER_3[rateIndex - 1] : MPEG2_LAYER_2_3[rateIndex - 1];
        };
        int sampleRate = new int[] {44100, 48000, 32000}[frequency] >> (mpeg1 ? 0 : version == 2 ? 1 : 2);
        int padding = b[at + 2] >> 1 & 1;
        int bytes = layer == 1 ? (12_000 * kilobits / sampleRate + padding) * 4
            : (layer == 3 && !mpeg1 ? 72_000 : 144_000) * kilobits / sampleRate + padding;
        return new MpegHeader(mpeg1, layer, sampleRate, (b[at + 3] >> 6 & 3) == 3 ? 1 : 2, bytes);
    }

    /** Where the first of several frames that follow each other starts, or -1. */
    static int findFirst(byte[] head) {
        for (int at = 0; at + 4 <= head.length; at++) {
            MpegHeader first = parse(head, at);
            if (first != null && isFollowed(head, at, first)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isFollowed(byte[] head, int at, MpegHeader first) {
        int next = at;
        MpegHeader header = first;
        for (int frames = 0; frames < FRAMES_TO_BE_SURE; frames++) {
            if (header == null || !header.isAlike(first)) {
                return false;
            }
            next += header.bytes;
            if (next + 4 > head.length) {
                return next <= head.length;
            }
            header = parse(head, next);
        }
        return true;
    }

    boolean isAlike(MpegHeader other) {
        return mpeg1 == other.mpeg1 && layer == other.layer && sampleRate == other.sampleRate && channels == other.channels;
    }

    String describe() {
        return "layer " + layer + ", " + sampleRate + " Hz, " + channels + " channels";
    }

    /** Samples per channel of a frame. */
    int samples() {
        return layer == 1 ? 384 : layer == 3 && !mpeg1 ? 576 : 1152;
    }
}
