package org.prosodia.pipeline.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.AudioLength;
import org.prosodia.pipeline.audio.AudioReader;
import org.prosodia.pipeline.timeline.FrameTimes;

/**
 * Reads the audio of clips as one channel at 16 kHz and keeps what it read up to a bound on memory.
 *
 * <p>What is kept stays: an epoch visits every clip once, in a new order, so of a corpus larger than the bound a cache that makes room by
 * age would mostly throw away what is about to be needed. Safe for use by several threads.
 */
public final class ClipLoader {
    /** A clip may end so much after its file, in seconds, as tables round their times and codecs their lengths. */
    public static final double TOLERANCE = 0.1;

    private static final int RATE = AudioClip.DEFAULT_SAMPLE_RATE;
    private static final int BLOCK_SAMPLES = 1 << 16;

    private final long maxBytes;
    private final Map<Span, AudioClip> cache = new HashMap<>();
    private final Map<Path, Double> durations = new HashMap<>();
    private long bytes;

    private record Span(Path audio, double start, double end) {
        Span(ManifestEntry entry) {
            this(entry.audio(), entry.start(), entry.end());
        }
    }

    /** @param maxBytes bound on the samples that are kept, 4 bytes each; 0 keeps none */
    public ClipLoader(long maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes: expected 0 or more, found " + maxBytes);
        }
        this.maxBytes = maxBytes;
    }

    /**
     * The samples of a clip, the caller's own: samples {@code round(16000 start)} to {@code round(16000 end)} of its file.
     *
     * @throws ManifestException when the clip lies outside of its file or is too short for one frame of the model, 400 samples
     * @throws IOException when the file is no audio that we can read, or cannot be read at all
     */
    public AudioClip load(ManifestEntry entry) throws IOException {
        Span span = new Span(entry);
        AudioClip kept = kept(span);
        AudioClip clip = kept == null ? read(entry) : kept;
        boolean keeps = kept != null || keep(span, clip);
        return keeps ? new AudioClip(clip.samples().clone(), clip.sampleRate(), clip.warnings()) : clip;
    }

    /**
     * About how long a clip is, in seconds, to put clips of like length together. Of files that are WAV or FLAC only the header is read,
     * others are decoded once. The answer does not depend on what was loaded before.
     */
    public double duration(ManifestEntry entry) throws IOException {
        double file = fileDuration(entry.audio());
        if (entry.start() >= file) {
            throw startsTooLate(entry, file);
        }
        return Math.min(entry.end(), file) - entry.start();
    }

    /** Bytes of samples that are kept now. */
    public synchronized long cachedBytes() {
        return bytes;
    }

    private synchronized AudioClip kept(Span span) {
        return cache.get(span);
    }

    private synchronized boolean keep(Span span, AudioClip clip) {
        long size = (long) Float.BYTES * clip.samples().length;
        if (size > maxBytes - bytes || cache.putIfAbsent(span, clip) != null) {
            return false;
        }
        bytes += size;
        return true;
    }

    private double fileDuration(Path audio) throws IOException {
        synchronized (durations) {
            Double known = durations.get(audio);
            if (known != null) {
                return known;
            }
        }
        double seconds = AudioLength.of(audio);
        synchronized (durations) {
            durations.put(audio, seconds);
        }
        return seconds;
    }

    private static AudioClip read(ManifestEntry entry) throws IOException {
        try (AudioReader reader = AudioReader.open(entry.audio(), RATE)) {
            long from = Math.round(entry.start() * RATE);
            long to = entry.hasEnd() ? Math.round(entry.end() * RATE) : Long.MAX_VALUE;
            long before = skip(reader, from);
            if (before < from) {
                throw startsTooLate(entry, (double) before / RATE);
            }
            float[] samples = readUpTo(reader, to - from);
            double fileEnd = (double) (from + samples.length) / RATE;
            if (entry.hasEnd() && entry.end() > fileEnd + TOLERANCE) {
                throw error(entry, ManifestColumns.END, "at most the " + seconds(fileEnd) + " that the file has", seconds(entry.end()));
            }
            if (samples.length == 0 && entry.start() > 0) {
                throw startsTooLate(entry, fileEnd);
            }
            if (samples.length < FrameTimes.RECEPTIVE_FIELD) {
                throw error(entry, "length", "at least " + FrameTimes.RECEPTIVE_FIELD + " samples at 16 kHz, one frame of the model",
                        Integer.toString(samples.length));
            }
            return new AudioClip(samples, RATE, reader.warnings());
        }
    }

    private static long skip(AudioReader reader, long count) throws IOException {
        float[] block = new float[(int) Math.min(count, BLOCK_SAMPLES)];
        long done = 0;
        while (done < count) {
            int n = reader.read(block, 0, (int) Math.min(count - done, block.length));
            if (n < 0) {
                break;
            }
            done += n;
        }
        return done;
    }

    private static float[] readUpTo(AudioReader reader, long count) throws IOException {
        float[] samples = new float[(int) Math.min(count, BLOCK_SAMPLES)];
        int filled = 0;
        while (filled < count) {
            if (filled == samples.length) {
                samples = Arrays.copyOf(samples, (int) Math.min(count, Math.multiplyExact(2, filled)));
            }
            int n = reader.read(samples, filled, samples.length - filled);
            if (n < 0) {
                break;
            }
            filled += n;
        }
        return Arrays.copyOf(samples, filled);
    }

    private static ManifestException startsTooLate(ManifestEntry entry, double fileEnd) {
        return error(entry, ManifestColumns.START, "less than the " + seconds(fileEnd) + " that the file has", seconds(entry.start()));
    }

    private static ManifestException error(ManifestEntry entry, String field, String expected, String found) {
        return new ManifestException(entry.audio(), "clip " + entry.id() + ": " + field, expected, found);
    }

    private static String seconds(double value) {
        return String.format(Locale.ROOT, "%.3f s", value);
    }
}
