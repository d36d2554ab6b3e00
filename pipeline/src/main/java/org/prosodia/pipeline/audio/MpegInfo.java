package org.prosodia.pipeline.audio;

import java.nio.charset.StandardCharsets;

/**
 * The Xing/Info tag that encoders put into a first frame of silence (Xing, 1998; LAME's extension, 2000).
 *
 * @param frames frames of sound after this one, or -1 when not told
 * @param delay samples that the encoder put before the sound, or -1 when not told
 * @param padding samples that it put after
 */
record MpegInfo(long frames, int delay, int padding) {
    /** Samples by which every decoder of layer III is late: 528 + 1. */
    static final int DECODER_DELAY = 529;

    /** The tag in the frame that starts {@code b}, or null when the frame is an ordinary one. */
    static MpegInfo parse(byte[] b, MpegHeader header) {
        int at = 4 + (header.mpeg1() ? header.channels() == 1 ? 17 : 32 : header.channels() == 1 ? 9 : 17);
        String id = text(b, at, 4);
        if (header.layer() != 3 || !id.equals("Xing") && !id.equals("Info")) {
            return null;
        }
        int flags = number(b, at + 4, 4);
        int next = at + 8;
        long frames = -1;
        if ((flags & 1) != 0) {
            frames = number(b, next, 4) & 0xFFFF_FFFFL;
            next += 4;
        }
        next += ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
        String encoder = text(b, next, 4);
        if (encoder.equals("LAME") || encoder.equals("Lavf") || encoder.equals("Lavc")) {
            int packed = number(b, next + 21, 3);
            return new MpegInfo(frames, packed >> 12, packed & 0xFFF);
        }
        return new MpegInfo(frames, -1, 0);
    }

    private static String text(byte[] b, int at, int length) {
        return at + length > b.length ? "" : new String(b, at, length, StandardCharsets.ISO_8859_1);
    }

    private static int number(byte[] b, int at, int bytes) {
        int value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = value << 8 | (i < b.length ? b[i] & 0xFF : 0);
        }
        return value;
    }
}
