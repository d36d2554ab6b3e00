package org.prosodia.pipeline.embedded;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dirichlet.DirichletSampler;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.tensor.Rng;

/**
 * Makes clips of two kinds: <em>acted</em> ones, short and about one emotion, for stage 1, and <em>dynamic</em> ones, whose mixture changes
 * over time, for the stages after it. Clip {@code i} of a split is decided by the corpus' seed, the split and {@code i} alone. Speakers
 * never cross a split.
 */
public final class EmbeddedCorpus {
    /** The emotions of the method, in its order. */
    public static final List<String> EMOTIONS = ModelDescriptor.EMOTIONS;

    /** Of train, dev and test: the first of its speakers, and how many they are. */
    private static final int[][] SPEAKERS = {{0, 12}, {100, 4}, {200, 6}};

    private static final double ACTED_SECONDS = 2.0;
    private static final double ACTED_SPREAD = 1.0;
    /** Mean length of an acted clip, seconds. */
    static final double ACTED_MEAN = ACTED_SECONDS + ACTED_SPREAD / 2;
    /** How pure an acted emotion is at least; the rest is anything. */
    private static final double PURITY = 0.75;

    private final Rng seed;

    public EmbeddedCorpus(long seed) {
        this.seed = new Rng(seed).fork(1);
    }

    /** {@code count} clips of 2 to 3 s, each about one emotion, the emotions in turn. */
    public List<EmbeddedClip> acted(Split split, int count) {
        return acted(split, 0, count);
    }

    /** Clips {@code from} to {@code to − 1} of those. */
    List<EmbeddedClip> acted(Split split, int from, int to) {
        return IntStream.range(from, to).parallel().mapToObj(i -> acted(split, i, stream("acted", split, i))).toList();
    }

    /** {@code count} clips of the given length whose mixture changes. */
    public List<EmbeddedClip> dynamic(Split split, int count, double seconds) {
        return dynamic(split, 0, count, seconds);
    }

    /** Clips {@code from} to {@code to − 1} of those. */
    List<EmbeddedClip> dynamic(Split split, int from, int to, double seconds) {
        return IntStream.range(from, to).parallel().mapToObj(i -> {
            Rng random = stream("dynamic", split, i);
            return clip("dynamic", split, i, -1, Trajectory.draw(seconds, EMOTIONS.size(), random), seconds, random);
        }).toList();
    }

    private EmbeddedClip acted(Split split, int i, Rng random) {
        int label = i % EMOTIONS.size();
        double[] flat = new double[EMOTIONS.size()];
        Arrays.fill(flat, 0.5);
        double[] mixture = DirichletSampler.sample(Dirichlet.of(flat), random);
        double purity = PURITY + (1 - PURITY) * random.nextDouble();
        for (int k = 0; k < mixture.length; k++) {
            mixture[k] = (1 - purity) * mixture[k] + (k == label ? purity : 0);
        }
        return clip("acted", split, i, label, Trajectory.constant(mixture), ACTED_SECONDS + ACTED_SPREAD * random.nextDouble(), random);
    }

    private EmbeddedClip clip(String kind, Split split, int i, int label, Trajectory trajectory, double seconds, Rng random) {
        // Not i % speakers: emotions come in turn too, and each speaker is to have all of them.
        int[] speakers = SPEAKERS[split.ordinal()];
        Speaker speaker = Speaker.of(speakers[0] + random.nextInt(speakers[1]), seed);
        float[] samples = SpeechSynthesizer.synthesize(
                time -> EmotionalProsody.of(trajectory.at(time), speaker), speaker.voice(), seconds, random.nextLong());
        String id = String.format(Locale.ROOT, "%s-%s-%04d", kind, split, i);
        return new EmbeddedClip(id, speaker.name(), samples, label, trajectory::at);
    }

    private Rng stream(String kind, Split split, int i) {
        return seed.fork(kind.hashCode()).fork(split.ordinal()).fork(i);
    }
}
