package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.splice.SplicedClip;
import org.prosodia.pipeline.splice.Splicer;
import org.prosodia.pipeline.study.Sequence;
import org.prosodia.pipeline.study.StudyData;
import org.prosodia.pipeline.training.Example;
import org.prosodia.wav2vec2.Preprocessor;

/** The clips of corpora as examples and sequences, read when they are needed. Safe for use by several threads. */
final class CorpusAudio {
    /** Of test and held-out sequences. */
    static final long TEST_SEED = 0;

    private final ClipLoader loader;

    CorpusAudio(ClipLoader loader) {
        this.loader = loader;
    }

    /** The clips of a partition with their mixtures. */
    Map<Split, List<Example<double[]>>> acted(Partition partition) throws IOException {
        Map<Split, List<Example<double[]>>> acted = new EnumMap<>(Split.class);
        for (Split split : Split.values()) {
            acted.put(split, examples(partition.manifest(), partition.clips(split)));
        }
        return acted;
    }

    /** Clips with their mixtures. */
    List<Example<double[]>> examples(Manifest manifest, List<ManifestEntry> clips) throws IOException {
        List<Example<double[]>> examples = new ArrayList<>();
        for (ManifestEntry clip : clips) {
            EmotionVotes votes = clip.votes().orElseThrow(() -> new ManifestException(manifest.file(), clip.id() + ", emotion",
                    "a label or votes", "none"));
            int length = (int) Math.round(loader.duration(clip) * Preprocessor.SAMPLE_RATE);
            examples.add(new Example<>(clip.id(), clip.speaker().orElse(""), length, () -> loader.load(clip).samples(), votes.mixture()));
        }
        return examples;
    }

    /** The clips of a partition and sequences made of them: those to learn from drawn by the seed, those to be tested on always the same. */
    StudyData withSequences(Partition partition, CorpusRecipe.Sequences wanted, long seed) throws IOException {
        Map<Split, List<Sequence>> dynamic = new EnumMap<>(Split.class);
        dynamic.put(Split.TRAIN, sequences(partition, Split.TRAIN, wanted.train(), wanted, seed));
        dynamic.put(Split.DEV, wanted.dev() == 0 || partition.clips(Split.DEV).isEmpty() ? List.of()
                : sequences(partition, Split.DEV, wanted.dev(), wanted, TEST_SEED));
        dynamic.put(Split.TEST, testSequences(partition, wanted));
        return new StudyData(acted(partition), dynamic);
    }

    /** The clips of a partition and the sequences to be tested on. */
    StudyData withTestSequences(Partition partition, CorpusRecipe.Sequences wanted) throws IOException {
        return new StudyData(acted(partition), Map.of(Split.TEST, testSequences(partition, wanted)));
    }

    private List<Sequence> testSequences(Partition partition, CorpusRecipe.Sequences wanted) throws IOException {
        return sequences(partition, Split.TEST, wanted.test(), wanted, TEST_SEED);
    }

    /** The first {@code count} sequences of a split. */
    List<Sequence> sequences(Partition partition, Split split, int count, CorpusRecipe.Sequences wanted, long seed)
            throws IOException {
        Splicer splicer = new Splicer(partition.manifest(), Optional.of(split), wanted.options(), loader, seed);
        List<Sequence> sequences = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplicedClip clip = splicer.splice(i);
            sequences.add(new Sequence(clip.id(), clip.speaker(), clip.samples(), clip.trueTimeline(partition.manifest().emotions())));
        }
        return sequences;
    }
}
