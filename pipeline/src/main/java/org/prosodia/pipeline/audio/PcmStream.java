package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Uncompressed samples from the present position of a file to the end of its data; what WAV, AIFF and AU have in common. */
final class PcmStream implements AudioStream {
    /** Length of data whose header does not tell: all that follows. */
    static final long TO_END_OF_FILE = -1;

    private final ByteSource source;
    private final SampleFormat format;
    private final int channels;
    private final int sampleRate;
    private final long length;
    private final List<String> warnings = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private long done;
    private boolean ended;

    PcmStream(ByteSource source, SampleFormat format, int channels, int sampleRate, long length) {
        this.source = source;
        this.format = format;
        this.channels = channels;
        this.sampleRate = sampleRate;
        this.length = length;
    }

    @Override
    public int sampleRate() {
        return sampleRate;
    }

    @Override
    public int channels() {
        return channels;
    }

    @Override
    public int read(float[] interleaved) throws IOException {
        if (ended) {
            return -1;
        }
        int frameBytes = format.bytes() * channels;
        long wanted = (long) interleaved.length / channels * frameBytes;
        if (length != TO_END_OF_FILE) {
            wanted = Math.min(wanted, length - done);
        }
        if (bytes.length < wanted) {
            bytes = new byte[(int) wanted];
        }
        int read = source.read(bytes, 0, (int) wanted);
        done += read;
        if (read < wanted || done == length) {
            end(frameBytes);
        }
        int frames = read / frameBytes;
        format.decode(bytes, interleaved, frames * channels);
        return frames == 0 ? -1 : frames;
    }

    private void end(int frameBytes) {
        ended = true;
        if (done < length) {
            warnings.add("truncated: the header promises " + length + " bytes of samples, the file has " + done);
        }
        if (done % frameBytes != 0) {
            warnings.add("the last " + done % frameBytes + " bytes are not a whole frame of " + frameBytes + " bytes and were left out");
        }
    }

    @Override
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
