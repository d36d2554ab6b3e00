package org.prosodia.pipeline.audio;

import java.io.EOFException;
import java.io.IOException;

/** Reads the bits of FLAC frames, most significant first, and keeps both checksums (RFC 9639, sections 9.1.8 and 9.3). */
final class FlacBits {
    private static final int[] CRC8 = table(8, 0x07);
    private static final int[] CRC16 = table(16, 0x8005);

    private final ByteSource source;
    private long cache;
    private int cached;
    private int crc8;
    private int crc16;

    FlacBits(ByteSource source) {
        this.source = source;
    }

    /** Restarts the checksums; the next bit is the first of a byte. */
    void startFrame() {
        cached = 0;
        crc8 = 0;
        crc16 = 0;
    }

    /** Drops the rest of the present byte. */
    void align() {
        cached = 0;
    }

    /** Checksum of all whole bytes of the frame so far. */
    int crc8() {
        return crc8;
    }

    /** Checksum of all whole bytes of the frame so far. */
    int crc16() {
        return crc16;
    }

    /** The next {@code bits}, 0 to 40, as an unsigned number. */
    long unsigned(int bits) throws IOException {
        while (cached < bits) {
            load();
        }
        cached -= bits;
        return cache >>> cached & (1L << bits) - 1;
    }

    /** The next {@code bits}, 0 to 40, as a number in two's complement. */
    long signed(int bits) throws IOException {
        return bits == 0 ? 0 : unsigned(bits) << 64 - bits >> 64 - bits;
    }

    /** The number of zeros before the next one. */
    long unary() throws IOException {
        long zeros = 0;
        while (true) {
            if (cached == 0) {
                load();
            }
            long window = cache << 64 - cached;
            if (window != 0) {
                int leading = Long.numberOfLeadingZeros(window);
                cached -= leading + 1;
                return zeros + leading;
            }
            zeros += cached;
            cached = 0;
        }
    }

    private void load() throws IOException {
        int b = source.read();
        if (b < 0) {
            throw new EOFException();
        }
        crc8 = CRC8[crc8 ^ b];
        crc16 = (crc16 << 8 ^ CRC16[crc16 >> 8 ^ b]) & 0xFFFF;
        cache = cache << 8 | b;
        cached += 8;
    }

    private static int[] table(int width, int polynomial) {
        int[] table = new int[256];
        for (int i = 0; i < 256; i++) {
            int crc = i << width - 8;
            for (int bit = 0; bit < 8; bit++) {
                boolean carry = (crc >> width - 1 & 1) != 0;
                crc = crc << 1 ^ (carry ? polynomial : 0);
            }
            table[i] = crc & (1 << width) - 1;
        }
        return table;
    }
}
