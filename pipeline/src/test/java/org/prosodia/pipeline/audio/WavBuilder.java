package org.prosodia.pipeline.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Builds WAV files chunk by chunk, as wrong as a test wants them. */
final class WavBuilder {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteOrder order;

    private WavBuilder(ByteOrder order) {
        this.order = order;
    }

    /** A file whose RIFF size is that of a stream. */
    static WavBuilder riff() {
        return start("RIFF", ByteOrder.LITTLE_ENDIAN, 0xFFFF_FFFFL);
    }

    static WavBuilder start(String magic, ByteOrder order, long riffSize) {
        return new WavBuilder(order).text(magic).u32(riffSize).text("WAVE");
    }

    WavBuilder text(String text) {
        return bytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    WavBuilder bytes(byte... bytes) {
        out.writeBytes(bytes);
        return this;
    }

    WavBuilder u16(int value) {
        return bytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    WavBuilder u32(long value) {
        return bytes(ByteBuffer.allocate(4).order(order).putInt((int) value).array());
    }

    WavBuilder u64(long value) {
        return bytes(ByteBuffer.allocate(8).order(order).putLong(value).array());
    }

    /** A chunk as it should be, with padding. */
    WavBuilder chunk(String id, byte... body) {
        text(id).u32(body.length).bytes(body);
        return body.length % 2 == 0 ? this : bytes((byte) 0);
    }

    /** A plain format chunk with a block size that fits. */
    WavBuilder fmt(int tag, int channels, long sampleRate, int bits) {
        int blockAlign = channels * ((bits + 7) / 8);
        return fmt(tag, channels, sampleRate, blockAlign, bits);
    }

    WavBuilder fmt(int tag, int channels, long sampleRate, int blockAlign, int bits) {
        return text("fmt ").u32(16).u16(tag).u16(channels).u32(sampleRate).u32(sampleRate * blockAlign).u16(blockAlign).u16(bits);
    }

    /** WAVE_FORMAT_EXTENSIBLE with the sub-format of a plain tag. */
    WavBuilder extensible(int tag, int channels, int sampleRate, int containerBits, int validBits) {
        int blockAlign = channels * containerBits / 8;
        text("fmt ").u32(40).u16(0xFFFE).u16(channels).u32(sampleRate).u32((long) sampleRate * blockAlign).u16(blockAlign);
        u16(containerBits).u16(22).u16(validBits).u32(0).u32(tag).u16(0).u16(0x10);
        return bytes((byte) 0x80, (byte) 0, (byte) 0, (byte) 0xAA, (byte) 0, (byte) 0x38, (byte) 0x9B, (byte) 0x71);
    }

    /** 16-bit samples as a data chunk. */
    WavBuilder data16(int... samples) {
        text("data").u32(2L * samples.length);
        for (int sample : samples) {
            u16(sample);
        }
        return this;
    }

    byte[] build() {
        return out.toByteArray();
    }
}
