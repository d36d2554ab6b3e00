package org.prosodia.pipeline.audio;

/**
 * How one uncompressed sample is stored.
 *
 * @param kind the coding
 * @param bytes bytes of one sample, 1 to 8; bits that are not valid are the lowest ones, so they scale like the rest
 * @param bigEndian byte order
 */
record SampleFormat(Kind kind, int bytes, boolean bigEndian) {
    enum Kind { SIGNED, UNSIGNED, FLOAT, A_LAW, MU_LAW }

    /** Decodes {@code count} samples: integers scale by 2^-(bits - 1), so that the most negative one is -1. */
    void decode(byte[] in, float[] out, int count) {
        for (int i = 0; i < count; i++) {
            long bits = 0;
            for (int b = 0; b < bytes; b++) {
                bits |= (in[i * bytes + b] & 0xFFL) << 8 * (bigEndian ? bytes - 1 - b : b);
            }
            out[i] = switch (kind) {
                case SIGNED -> fraction(bits << 64 - 8 * bytes);
                case UNSIGNED -> fraction(bits << 64 - 8 * bytes ^ Long.MIN_VALUE);
                case FLOAT -> bytes == 4 ? Float.intBitsToFloat((int) bits) : (float) Double.longBitsToDouble(bits);
                case A_LAW -> aLaw((int) bits);
                case MU_LAW -> muLaw((int) bits);
            };
        }
    }

    private static float fraction(long leftJustified) {
        return (float) (leftJustified * 0x1p-63);
    }

    /** ITU-T G.711, table 1a: sign, 3 bits of exponent, 4 of mantissa, every even bit inverted; 13 bits wide. */
    static float aLaw(int code) {
        int c = code ^ 0x55;
        int exponent = c >> 4 & 7;
        int mantissa = c << 4 & 0xF0;
        int magnitude = exponent == 0 ? mantissa + 8 : mantissa + 0x108 << exponent - 1;
        return ((c & 0x80) != 0 ? magnitude : -magnitude) * 0x1p-15f;
    }

    /** ITU-T G.711, table 2a: sign, 3 bits of exponent, 4 of mantissa, all inverted, with a bias of 132 in 16-bit units. */
    static float muLaw(int code) {
        int c = ~code;
        int magnitude = (((c & 0x0F) << 3) + 132 << (c >> 4 & 7)) - 132;
        return ((c & 0x80) != 0 ? -magnitude : magnitude) * 0x1p-15f;
    }
}
