package org.prosodia.pipeline.audio;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads a file of audio as one channel at a wanted sample rate, block by block: decodes, takes the mean of the channels, resamples.
 * Memory does not grow with the length of the file. Not thread-safe.
 */
public final class AudioReader implements Closeable {
    /** Samples of all channels that are decoded at a time. */
    private static final int BLOCK_SAMPLES = 1 << 16;
    /** Beyond this a sample is damage: even 32-bit integers that were stored as float without scaling stay below. */
    private static final float MAX_AMPLITUDE = 0x1p32f;

    private final ByteSource source;
    private final AudioStream stream;
    private final int sampleRate;
    private final Resampler resampler;
    private final float[] interleaved;
    private final float[] mono;
    private float[] block = new float[0];
    private int used;
    private long frames;
    private boolean ended;

    private AudioReader(ByteSource source, AudioStream stream, int sampleRate) {
        this.source = source;
        this.stream = stream;
        this.sampleRate = sampleRate;
        this.resampler = new Resampler(stream.sampleRate(), sampleRate);
        this.interleaved = new float[Math.max(BLOCK_SAMPLES, stream.channels())];
        this.mono = new float[interleaved.length / stream.channels()];
    }

    /**
     * Opens a file.
     *
     * @param file WAV, AIFF, AU, FLAC, MP3 or Ogg Vorbis, told by its content
     * @param sampleRate Hz of what {@link #read} gives, positive
     * @throws AudioFormatException when the file is no audio that we can read
     * @throws IOException when it cannot be read at all
     */
    public static AudioReader open(Path file, int sampleRate) throws IOException {
        ByteSource source = new ByteSource(file);
        try {
            return new AudioReader(source, AudioFormat.open(source), sampleRate);
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Hz of what {@link #read} gives. */
    public int sampleRate() {
        return sampleRate;
    }

    /** Hz of what the file holds. */
    public int sourceSampleRate() {
        return stream.sampleRate();
    }

    /** Channels of what the file holds. */
    public int sourceChannels() {
        return stream.channels();
    }

    /** What was wrong but could be read all the same, each with the file's name; complete once {@link #read} gave -1. */
    public List<String> warnings() {
        return stream.warnings().stream().map(source::named).toList();
    }

    /**
     * Reads the next samples, nominally within [-1, 1].
     *
     * @return how many, from 1 to {@code length}, or -1 at the end
     * @throws AudioFormatException when the file is damaged, holds a sample that is not a number, or no sample at all
     */
    public int read(float[] into, int offset, int length) throws IOException {
        while (used == block.length) {
            if (ended) {
                return -1;
            }
            block = nextBlock();
            used = 0;
        }
        int count = Math.min(length, block.length - used);
        System.arraycopy(block, used, into, offset, count);
        used += count;
        return count;
    }

    private float[] nextBlock() throws IOException {
        int read = stream.read(interleaved);
        if (read < 0) {
            ended = true;
            if (frames == 0) {
                throw source.fault("data", "at least one sample", "no samples");
            }
            return resampler.finish();
        }
        int channels = stream.channels();
        for (int i = 0; i < read; i++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                float sample = interleaved[i * channels + c];
                if (!(Math.abs(sample) <= MAX_AMPLITUDE)) {
                    throw source.fault("sample " + (frames + i) + " of channel " + c, "a finite number of at most 2^32", sample + "");
                }
                sum += sample;
            }
            mono[i] = (float) (sum / channels);
        }
        frames += read;
        return resampler.process(mono, 0, read);
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
