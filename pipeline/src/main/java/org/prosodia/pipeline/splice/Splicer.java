package org.prosodia.pipeline.splice;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.tensor.Rng;

/**
 * Makes sequences of one split's clips: the silence around each is cut off, all are brought to one level of speech, and those of one
 * speaker are joined with cross-fades, neighbours always about different emotions. Sequence {@code i} is decided by the clips, the options,
 * the seed, the split and {@code i} alone. Speakers take turns. Clips without an emotion or a speaker are left out.
 */
public final class Splicer {
    private static final int RATE = FrameTimes.SAMPLE_RATE;

    private final Manifest manifest;
    private final Optional<Split> split;
    private final SpliceOptions options;
    private final Voices voices;
    private final ClipLoader loader;
    private final Rng seed;

    /**
     * @param split whose clips are joined; empty for those that are in none
     * @param loader reads the clips; with room to keep them, it need not read one twice
     * @throws ManifestException when no speaker of the split has clips of two emotions
     */
    public Splicer(Manifest manifest, Optional<Split> split, SpliceOptions options, ClipLoader loader, long seed)
            throws ManifestException {
        this.manifest = manifest;
        this.split = split;
        this.options = options;
        this.voices = new Voices(manifest, split);
        this.loader = loader;
        this.seed = new Rng(seed).fork(split.map(Split::ordinal).orElse(-1));
    }

    /**
     * Sequence {@code i}, 0 or more.
     *
     * @throws IOException when one of its clips cannot be read, or is silent
     */
    public SplicedClip splice(int i) throws IOException {
        Rng random = seed.fork(i);
        String speaker = voices.name(i);
        int count = random.nextInt(options.minSegments(), options.maxSegments() + 1);
        List<Joint.Part> parts = new ArrayList<>();
        for (ManifestEntry clip : voices.draw(speaker, count, random)) {
            parts.add(new Joint.Part(clip, prepared(clip, random)));
        }
        String id = String.format(Locale.ROOT, "spliced-%s%04d", split.map(name -> name + "-").orElse(""), i);
        return Joint.of(id, speaker, parts, (int) Math.round(options.crossFade() * RATE));
    }

    private float[] prepared(ManifestEntry clip, Rng random) throws IOException {
        float[] samples = loader.load(clip).samples();
        if (options.trim() > 0) {
            samples = Trim.apply(samples, options.trim());
        }
        int most = (int) Math.min(samples.length, Math.round(options.longest() * RATE));
        int from = random.nextInt(samples.length - most + 1);
        samples = Arrays.copyOfRange(samples, from, from + most);
        double level = ActiveLevel.of(samples);
        if (level == Double.NEGATIVE_INFINITY) {
            throw new ManifestException(manifest.file(), "clip " + clip.id(), "speech", "silence");
        }
        float gain = (float) Math.pow(10, (options.level() - level) / 20);
        for (int n = 0; n < samples.length; n++) {
            samples[n] *= gain;
        }
        return samples;
    }
}
