package org.prosodia.pipeline.audio;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Decoded samples of one file in the order of time, as [frames, channels], nominally within [-1, 1]. */
sealed interface AudioStream extends Closeable permits PcmStream, FlacStream, MpegStream, VorbisStream {
    /** Lowest and highest rate we read: below, resampling would blow a small file up; above, nobody records. */
    int MIN_SAMPLE_RATE = 1_000;
    int MAX_SAMPLE_RATE = 1_536_000;

    /** Frames per second. */
    int sampleRate();

    /** Samples per frame. */
    int channels();

    /**
     * Decodes the next frames into {@code interleaved}, at most as many as fit.
     *
     * @return the frames decoded, at least 1, or -1 at the end
     */
    int read(float[] interleaved) throws IOException;

    /** What was wrong but could be read all the same; complete once the end was reached. */
    default List<String> warnings() {
        return List.of();
    }

    static int checkSampleRate(ByteSource source, String field, double rate) throws AudioFormatException {
        if (!(rate >= MIN_SAMPLE_RATE && rate <= MAX_SAMPLE_RATE)) {
            String found = rate == Math.rint(rate) ? Long.toString((long) rate) : Double.toString(rate);
            throw source.fault(field, MIN_SAMPLE_RATE + " to " + MAX_SAMPLE_RATE + " Hz", found);
        }
        return (int) Math.round(rate);
    }

    static int checkChannels(ByteSource source, String field, long channels) throws AudioFormatException {
        if (channels < 1) {
            throw source.fault(field, "at least 1 channel", Long.toString(channels));
        }
        return (int) channels;
    }
}
