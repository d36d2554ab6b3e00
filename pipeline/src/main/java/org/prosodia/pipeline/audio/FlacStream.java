package org.prosodia.pipeline.audio;

import java.io.EOFException;
import java.io.IOException;
import org.prosodia.pipeline.audio.FlacFrameHeader.Stereo;

/**
 * FLAC (RFC 9639) with 4 to 32 bits and 1 to 8 channels. Every frame's checksums are verified.
 *
 * <p>Decoded here, as the library for it (jFLAC 1.5.2) fails on the IETF's test files: it never ends when the header's length is wrong,
 * and gives other samples for 24-bit sound that strains its 32-bit predictor.
 */
final class FlacStream implements AudioStream {
    private final ByteSource source;
    private final FlacBits bits;
    private final FlacSubframe subframe;
    private final StreamInfo info;
    private final BlockBuffer blocks;
    private long frame;
    private long samples;

    private record StreamInfo(int sampleRate, int channels, int bits, long totalSamples) {}

    private FlacStream(ByteSource source, StreamInfo info) {
        this.source = source;
        this.info = info;
        this.bits = new FlacBits(source);
        this.subframe = new FlacSubframe(bits, source);
        this.blocks = new BlockBuffer(info.channels, this::nextFrame);
    }

    static FlacStream open(ByteSource source) throws IOException {
        source.code();
        StreamInfo info = null;
        boolean last = false;
        while (!last) {
            int header = (int) source.unsigned(1, true, "metadata block header");
            long size = source.unsigned(3, true, "metadata block size");
            last = (header & 0x80) != 0;
            if ((header & 0x7F) == 0 && info == null) {
                info = streamInfo(source, size);
            } else {
                source.skip(size);
            }
        }
        if (info == null) {
            throw source.fault("STREAMINFO", "one among the metadata", "none");
        }
        return new FlacStream(source, info);
    }

    private static StreamInfo streamInfo(ByteSource source, long size) throws IOException {
        if (size < 34) {
            throw source.fault("STREAMINFO size", "34 bytes", Long.toString(size));
        }
        source.skip(10);
        long packed = source.unsigned(8, true, "STREAMINFO");
        source.skip(size - 18);
        int rate = AudioStream.checkSampleRate(source, "STREAMINFO.sampleRate", packed >>> 44);
        return new StreamInfo(rate, (int) (packed >>> 41 & 7) + 1, (int) (packed >>> 36 & 31) + 1, packed & 0xF_FFFF_FFFFL);
    }

    @Override
    public int sampleRate() {
        return info.sampleRate;
    }

    @Override
    public int channels() {
        return info.channels;
    }

    @Override
    public int read(float[] interleaved) throws IOException {
        return blocks.read(interleaved);
    }

    private float[] nextFrame() throws IOException {
        byte[] sync = source.peek(2);
        String field = "frame " + frame + " at byte " + source.position();
        boolean synced = sync.length == 2 && (sync[0] & 0xFF) == 0xFF && (sync[1] & 0xFE) == 0xF8;
        if (!synced) {
            if (samples >= info.totalSamples && (info.totalSamples > 0 || sync.length == 0 || isId3v1())) {
                return null;
            }
            if (sync.length < 2) {
                throw truncated();
            }
            throw source.fault(field, "the sync code fff8", "%02x%02x: the file is damaged".formatted(sync[0], sync[1]));
        }
        try {
            return decode(FlacFrameHeader.read(bits, source, field), field);
        } catch (EOFException _) {
            throw truncated();
        }
    }

    private boolean isId3v1() throws IOException {
        byte[] tag = source.peek(3);
        return tag.length == 3 && tag[0] == 'T' && tag[1] == 'A' && tag[2] == 'G';
    }

    private AudioFormatException truncated() {
        String expected = info.totalSamples > 0 ? info.totalSamples + " samples" : "whole frames";
        return source.fault("data", expected, samples + " before the end of the file: it is truncated");
    }

    private float[] decode(FlacFrameHeader header, String field) throws IOException {
        if (header.channels() != info.channels) {
            throw source.fault(field, info.channels + " channels as in STREAMINFO", Integer.toString(header.channels()));
        }
        if (header.sampleRate() != 0 && header.sampleRate() != info.sampleRate) {
            throw source.fault(field, info.sampleRate + " Hz as in STREAMINFO", Integer.toString(header.sampleRate()));
        }
        int depth = header.bits() == 0 ? info.bits : header.bits();
        long[][] x = new long[info.channels][header.blockSize()];
        for (int c = 0; c < info.channels; c++) {
            boolean isSide = header.stereo() == Stereo.SIDE_RIGHT ? c == 0 : header.stereo() != Stereo.INDEPENDENT && c == 1;
            subframe.read(x[c], isSide ? depth + 1 : depth, field);
        }
        bits.align();
        int crc = bits.crc16();
        int stored = (int) bits.unsigned(16);
        if (stored != crc) {
            throw source.fault(field, "checksum 0x%04x".formatted(crc), "0x%04x: the file is damaged".formatted(stored));
        }
        frame++;
        samples += header.blockSize();
        return interleave(x, header, depth);
    }

    private static float[] interleave(long[][] x, FlacFrameHeader header, int depth) {
        int channels = x.length;
        float[] out = new float[header.blockSize() * channels];
        float scale = Math.scalb(1f, 1 - depth);
        for (int i = 0; i < header.blockSize(); i++) {
            decouple(x, header.stereo(), i);
            for (int c = 0; c < channels; c++) {
                out[i * channels + c] = x[c][i] * scale;
            }
        }
        return out;
    }

    /** Turns what is stored into left and right, in place: side = left − right, mid = (left + right) >> 1. */
    private static void decouple(long[][] x, Stereo stereo, int i) {
        switch (stereo) {
            case INDEPENDENT -> {}
            case LEFT_SIDE -> x[1][i] = x[0][i] - x[1][i];
            case SIDE_RIGHT -> x[0][i] += x[1][i];
            case MID_SIDE -> {
                long side = x[1][i];
                long sum = x[0][i] << 1 | side & 1;
                x[0][i] = sum + side >> 1;
                x[1][i] = sum - side >> 1;
            }
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
