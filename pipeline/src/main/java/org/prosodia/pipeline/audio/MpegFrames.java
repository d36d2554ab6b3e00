package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The whole frames of MPEG audio and nothing else, as a stream of bytes: JLayer drops a frame that something else follows, and takes
 * for frames what is in tags. Not for several threads.
 */
final class MpegFrames extends InputStream {
    private final ByteSource source;
    private final MpegHeader first;
    private final List<String> warnings = new ArrayList<>();
    private int leftInFrame;
    private boolean ended;
    private AudioFormatException fault;

    /** The source stands at a frame that {@code first} is alike to. */
    MpegFrames(ByteSource source, MpegHeader first) {
        this.source = source;
        this.first = first;
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** Throws what ended the stream early. JLayer would hide it, and reads ahead: the frames before it are still good. */
    void throwFault() throws AudioFormatException {
        if (fault != null) {
            throw fault;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (leftInFrame == 0 && !ended) {
            nextFrame();
        }
        int read = ended ? 0 : source.read(into, offset, Math.min(length, leftInFrame));
        leftInFrame -= read;
        return read == 0 ? -1 : read;
    }

    private void nextFrame() throws IOException {
        MpegHeader header = MpegHeader.parse(source.peek(4), 0);
        if (header == null || !header.isAlike(first)) {
            header = resynchronise();
        }
        if (header == null) {
            ended = true;
        } else if (source.peek(header.bytes()).length < header.bytes()) {
            ended = true;
            warnings.add("truncated: the last frame has " + source.peek(header.bytes()).length + " of " + header.bytes() + " bytes");
        } else {
            leftInFrame = header.bytes();
        }
    }

    /** Skips to the next frame, or to the end when only tags are left, and returns its header or null. */
    private MpegHeader resynchronise() throws IOException {
        long from = source.position();
        byte[] window = source.peek(ByteSource.MAX_PEEK);
        int at = MpegHeader.findFirst(window);
        while (at < 0 && window.length == ByteSource.MAX_PEEK) {
            source.skip(ByteSource.MAX_PEEK / 2);
            window = source.peek(ByteSource.MAX_PEEK);
            at = MpegHeader.findFirst(window);
        }
        if (at < 0) {
            return null;
        }
        source.skip(at);
        MpegHeader header = MpegHeader.parse(window, at);
        if (!header.isAlike(first)) {
            fault = source.fault("frame at byte " + source.position(), first.describe() + " as before", header.describe());
            return null;
        }
        warnings.add((source.position() - from) + " bytes at byte " + from + " are no MPEG audio and were left out");
        return header;
    }
}
