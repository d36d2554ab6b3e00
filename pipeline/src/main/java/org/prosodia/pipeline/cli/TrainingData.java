package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.AudioFormatException;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.corpus.TimelineFile;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.training.Example;

/** The clips of a manifest as examples. */
final class TrainingData {
    /** Of the clips without a split of their own: a tenth of them, by speaker, is held out. */
    private static final double DEV_SHARE = 0.1;
    /** A third of the heap may hold audio. */
    private static final int CACHE_PART = 3;

    private final Manifest manifest;
    private final ClipLoader loader = newLoader();

    private TrainingData(Manifest manifest) {
        this.manifest = manifest;
    }

    static ClipLoader newLoader() {
        return new ClipLoader(Runtime.getRuntime().maxMemory() / CACHE_PART);
    }

    /** The clips of a manifest; one without splits is divided by speaker where it names them. */
    static TrainingData of(Manifest manifest, long seed, Console console) throws IOException {
        Path file = manifest.file();
        manifest.requireFiles();
        if (manifest.hasSplits()) {
            requireApart(manifest, console);
            return new TrainingData(manifest);
        }
        if (manifest.entries().stream().map(ManifestEntry::speaker).distinct().count() > 2) {
            return new TrainingData(manifest.splitBySpeaker(DEV_SHARE, 0, seed));
        }
        console.warn(file + ": neither splits nor three speakers: all clips are learnt from, and the last weights are kept");
        List<ManifestEntry> all = manifest.entries().stream().map(entry -> entry.withSplit(Split.TRAIN)).toList();
        return new TrainingData(new Manifest(file, all, manifest.sha256(), manifest.emotions(), manifest.ignored()));
    }

    /** Speakers do not cross splits, unless sentences are named and do not: then what is measured is known voices, and that is said. */
    private static void requireApart(Manifest manifest, Console console) throws ManifestException {
        try {
            manifest.requireSpeakersDisjoint();
        } catch (ManifestException e) {
            if (!manifest.hasSentences()) {
                throw e;
            }
            manifest.requireSentencesDisjoint();
            console.warn(manifest.file() + ": speakers are in several splits, sentences in one: figures are about known voices that say"
                    + " something new");
        }
    }

    /** The manifest and all files that it names, each once. */
    LearntFrom learntFrom() {
        Set<Path> files = new LinkedHashSet<>();
        for (ManifestEntry entry : manifest.entries()) {
            files.add(entry.audio());
            entry.timeline().ifPresent(files::add);
        }
        return new LearntFrom(manifest.file(), manifest.sha256(), List.copyOf(files));
    }

    /** Clips with mixtures. */
    List<Example<double[]>> labelled(Split split) throws IOException {
        List<Example<double[]>> examples = new ArrayList<>();
        for (ManifestEntry entry : manifest.split(split).entries()) {
            EmotionVotes votes = entry.votes().orElseThrow(() -> new ManifestException(manifest.file(), entry.id() + ", emotion",
                    "a label or votes", "none"));
            examples.add(example(entry, votes.mixture()));
        }
        return require(examples, split);
    }

    /** Clips with timelines. */
    List<Example<Timeline>> sequences(Split split) throws IOException {
        List<Example<Timeline>> examples = new ArrayList<>();
        for (ManifestEntry entry : manifest.split(split).entries()) {
            Path timeline = entry.timeline().orElseThrow(() -> new ManifestException(manifest.file(), entry.id() + ", timeline",
                    "a timeline file", "none; make them with 'prosodia label'"));
            examples.add(example(entry, TimelineFile.read(timeline, manifest.emotions())));
        }
        return require(examples, split);
    }

    private <T> Example<T> example(ManifestEntry entry, T target) throws IOException {
        double seconds = named(entry, () -> loader.duration(entry));
        int length = (int) Math.round(seconds * AudioClip.DEFAULT_SAMPLE_RATE);
        return new Example<>(entry.id(), entry.speaker().orElse(""), length, () -> named(entry, () -> loader.load(entry).samples()), target);
    }

    private interface Reading<T> {
        T get() throws IOException;
    }

    /** Of thousands of files, some of which are called alike, an error names the one. */
    private <T> T named(ManifestEntry entry, Reading<T> reading) throws IOException {
        try {
            return reading.get();
        } catch (AudioFormatException e) {
            throw new ManifestException(manifest.file(), "clip " + entry.id() + ": " + e.getMessage());
        }
    }

    private <T> List<Example<T>> require(List<Example<T>> examples, Split split) throws ManifestException {
        if (split == Split.TRAIN && examples.isEmpty()) {
            throw new ManifestException(manifest.file(), "split", "at least one clip to train on", "none");
        }
        return examples;
    }
}
