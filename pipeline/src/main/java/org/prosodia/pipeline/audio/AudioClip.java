package org.prosodia.pipeline.audio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One channel of sound.
 *
 * @param samples amplitudes [T], T ≥ 1, nominally within [-1, 1]; not copied
 * @param sampleRate samples per second
 * @param warnings what was wrong but could be read all the same, such as a missing end, each with the file's name; empty when all is well
 */
public record AudioClip(float[] samples, int sampleRate, List<String> warnings) {
    /** The rate of Wav2Vec2, in Hz. */
    public static final int DEFAULT_SAMPLE_RATE = 16_000;
    private static final int BLOCK_SAMPLES = 1 << 16;

    public AudioClip {
        if (samples.length == 0) {
            throw new IllegalArgumentException("samples: expected at least one, found none");
        }
        if (sampleRate < 1) {
            throw new IllegalArgumentException("sampleRate: expected a positive one, found " + sampleRate);
        }
        warnings = List.copyOf(warnings);
    }

    /** A clip that did not come from a file. */
    public AudioClip(float[] samples, int sampleRate) {
        this(samples, sampleRate, List.of());
    }

    /** Reads a file as one channel (the mean of all) at 16 kHz; see {@link #read(Path, int)}. */
    public static AudioClip read(Path file) throws IOException {
        return read(file, DEFAULT_SAMPLE_RATE);
    }

    /**
     * Reads a file as one channel, the mean of all, resampled as {@link Resampler} says.
     *
     * @param file WAV, AIFF, AU, FLAC, MP3 or Ogg Vorbis, told by its content
     * @param targetRate Hz of the clip
     * @throws AudioFormatException when the file is no audio that we can read, is damaged or has no samples
     * @throws IOException when it cannot be read at all
     */
    public static AudioClip read(Path file, int targetRate) throws IOException {
        try (AudioReader reader = AudioReader.open(file, targetRate)) {
            List<float[]> blocks = new ArrayList<>();
            float[] block = new float[BLOCK_SAMPLES];
            int filled = 0;
            for (int n = reader.read(block, 0, block.length); n > 0; n = reader.read(block, filled, block.length - filled)) {
                filled += n;
                if (filled == block.length) {
                    blocks.add(block);
                    block = new float[BLOCK_SAMPLES];
                    filled = 0;
                }
            }
            return new AudioClip(join(blocks, block, filled), targetRate, reader.warnings());
        }
    }

    private static float[] join(List<float[]> blocks, float[] last, int lastLength) {
        float[] all = new float[Math.addExact(Math.multiplyExact(blocks.size(), BLOCK_SAMPLES), lastLength)];
        for (int i = 0; i < blocks.size(); i++) {
            System.arraycopy(blocks.get(i), 0, all, i * BLOCK_SAMPLES, BLOCK_SAMPLES);
        }
        System.arraycopy(last, 0, all, blocks.size() * BLOCK_SAMPLES, lastLength);
        return all;
    }

    /** Length in seconds. */
    public double duration() {
        return (double) samples.length / sampleRate;
    }
}
