package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javazoom.jl.decoder.Bitstream;
import javazoom.jl.decoder.Header;
import javazoom.jl.decoder.JavaLayerException;
import javazoom.jl.decoder.MP3Decoder;
import javazoom.jl.decoder.OutputBuffer;

/**
 * MPEG audio, decoded by JLayer (LGPL 2.1, an unmodified library).
 *
 * <p>When the encoder told how much silence it added (LAME's tag), that is cut off, so that sample 0 is sample 0 of what was encoded.
 * Without the tag the sound is some 25 ms late, and a file that was cut between two frames looks whole.
 */
final class MpegStream implements AudioStream {
    /** What JLayer scales full amplitude to. */
    private static final float JLAYER_SCALE = 32700f;

    private final ByteSource source;
    private final MpegHeader first;
    private final MpegFrames frames;
    private final Bitstream bitstream;
    private final MP3Decoder decoder = new MP3Decoder();
    private final Output output;
    private final BlockBuffer blocks;
    private final long expectedFrames;
    private final long start;
    private final long end;
    private long decodedFrames;

    private MpegStream(ByteSource source, MpegHeader first, MpegInfo info) {
        this.source = source;
        this.first = first;
        this.frames = new MpegFrames(source, first);
        this.bitstream = new Bitstream(frames);
        this.output = new Output(first.channels());
        this.blocks = new BlockBuffer(first.channels(), this::nextFrame);
        this.expectedFrames = info == null ? -1 : info.frames();
        boolean trimmed = info != null && info.delay() >= 0;
        this.start = trimmed ? info.delay() + MpegInfo.DECODER_DELAY : 0;
        // The decoder is late, so the sound goes on that much into the padding.
        long padding = trimmed ? Math.max(0, info.padding() - MpegInfo.DECODER_DELAY) : 0;
        this.end = trimmed && info.frames() > 0 ? info.frames() * first.samples() - padding : Long.MAX_VALUE;
        decoder.setOutputBuffer(output);
    }

    static MpegStream open(ByteSource source) throws IOException {
        source.skip(MpegHeader.findFirst(source.peek(ByteSource.MAX_PEEK)));
        byte[] head = source.peek(4);
        MpegHeader first = MpegHeader.parse(head, 0);
        if (first.layer() == 1 || first.layer() == 2 && !first.mpeg1()) {
            throw source.unsupported("MPEG audio of " + first.describe());
        }
        MpegInfo info = MpegInfo.parse(source.peek(first.bytes()), first);
        if (info != null) {
            source.skip(first.bytes());
        }
        return new MpegStream(source, first, info);
    }

    @Override
    public int sampleRate() {
        return first.sampleRate();
    }

    @Override
    public int channels() {
        return first.channels();
    }

    @Override
    public int read(float[] interleaved) throws IOException {
        return blocks.read(interleaved);
    }

    private float[] nextFrame() throws IOException {
        try {
            Header header = bitstream.readFrame();
            if (header == null) {
                return atEnd();
            }
            output.clear();
            decoder.decodeFrame(header, bitstream);
            bitstream.closeFrame();
        } catch (JavaLayerException | RuntimeException e) {
            throw new AudioFormatException(source.file(), "frame " + decodedFrames, "a valid MPEG frame", "damage (" + e + ")", e);
        }
        long position = decodedFrames++ * first.samples();
        int channels = first.channels();
        int from = Math.clamp(start - position, 0, output.length());
        int to = Math.clamp(end - position, from, output.length());
        return Arrays.copyOfRange(output.interleaved, from * channels, to * channels);
    }

    private float[] atEnd() throws AudioFormatException {
        frames.throwFault();
        // Some encoders count the tag's own frame.
        if (decodedFrames < expectedFrames - 1) {
            throw source.fault("data", expectedFrames + " frames", decodedFrames + " before the end of the file: it is truncated");
        }
        return null;
    }

    @Override
    public List<String> warnings() {
        return frames.warnings();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** Takes JLayer's samples before it rounds and clips them to 16 bits; it hands over 32 of one channel at a time. */
    private static final class Output extends OutputBuffer {
        private final int channels;
        private final int[] filled;
        private final float[] interleaved;

        Output(int channels) {
            super(channels, false);
            this.channels = channels;
            this.filled = new int[channels];
            this.interleaved = new float[1152 * channels];
        }

        @Override
        public void appendSamples(int channel, float[] samples) {
            for (int i = 0; i < 32; i++) {
                interleaved[filled[channel]++ * channels + channel] = samples[i] / JLAYER_SCALE;
            }
        }

        void clear() {
            Arrays.fill(filled, 0);
        }

        int length() {
            return filled[0];
        }
    }
}
