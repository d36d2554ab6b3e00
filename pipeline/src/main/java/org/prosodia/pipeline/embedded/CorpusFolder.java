package org.prosodia.pipeline.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.EmptyFolder;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/**
 * The embedded corpus as files, for commands that read corpora: {@code acted.csv} with an emotion for each clip, {@code dynamic.csv} with
 * its true timeline, 16-bit WAV files, and a {@code README.md} that says that all of it is synthetic. As in the experiment, the clips to
 * learn from are decided by the seed, and those to test on are the same for all seeds.
 *
 * @param acted clips about one emotion, to learn from
 * @param dynamic clips whose mixture changes, to learn from
 * @param dev held-out clips of each kind
 * @param test clips of each kind to measure with
 * @param seconds length of a dynamic clip
 * @param seed decides the clips of train and dev
 */
public record CorpusFolder(int acted, int dynamic, int dev, int test, double seconds, long seed) {
    /** Name of the manifest of acted clips. */
    public static final String ACTED = "acted.csv";
    /** Name of the manifest of dynamic clips. */
    public static final String DYNAMIC = "dynamic.csv";

    private static final int MOST_CLIPS = 100_000;
    private static final double SHORTEST = 0.5;
    /** Clips that are made at a time, by all processors, and held in memory. */
    private static final int BLOCK = 16;

    /** Checks the sizes. */
    public CorpusFolder {
        requireCount("acted", acted);
        requireCount("dynamic", dynamic);
        requireCount("dev", dev);
        requireCount("test", test);
        if (acted + dynamic + dev + test == 0) {
            throw new IllegalArgumentException("acted, dynamic, dev, test: expected at least one clip, found none");
        }
        if (!(seconds >= SHORTEST && seconds <= SpeechSynthesizer.LONGEST)) {
            throw new IllegalArgumentException("seconds: expected " + SHORTEST + " to " + SpeechSynthesizer.LONGEST + ", found " + seconds);
        }
    }

    private static void requireCount(String what, int count) {
        if (count < 0 || count > MOST_CLIPS) {
            throw new IllegalArgumentException(what + ": expected 0 to " + MOST_CLIPS + " clips, found " + count);
        }
    }

    /** About how much audio there will be, seconds. */
    public double totalSeconds() {
        return (acted + dev + test) * EmbeddedCorpus.ACTED_MEAN + (dynamic + dev + test) * seconds;
    }

    /**
     * Writes the corpus, its manifests last; a manifest without clips is left out.
     *
     * @param folder a new or empty one: clips of another corpus among these would be found by whoever searches for audio
     * @param written told the seconds of audio of each clip that is on the disk
     */
    public void write(Path folder, DoubleConsumer written) throws IOException {
        EmptyFolder.require(folder);
        for (String part : List.of("acted", "dynamic", "timelines")) {
            Files.createDirectories(folder.resolve(part));
        }
        AtomicFile.replace(folder.resolve("README.md"), file -> Files.writeString(file, readme()));
        List<ManifestEntry> labelled = new ArrayList<>();
        List<ManifestEntry> sequences = new ArrayList<>();
        for (Split split : Split.values()) {
            labelled.addAll(writeActed(folder, split, written));
            sequences.addAll(writeDynamic(folder, split, written));
        }
        writeManifest(folder.resolve(ACTED), labelled);
        writeManifest(folder.resolve(DYNAMIC), sequences);
    }

    private List<ManifestEntry> writeActed(Path folder, Split split, DoubleConsumer written) throws IOException {
        List<ManifestEntry> entries = new ArrayList<>();
        int count = split == Split.TRAIN ? acted : heldOut(split);
        for (int from = 0; from < count; from += BLOCK) {
            for (EmbeddedClip clip : corpus(split).acted(split, from, Math.min(count, from + BLOCK))) {
                EmotionVotes label = EmotionVotes.label(clip.label(), EmbeddedCorpus.EMOTIONS.size());
                entries.add(write(clip, folder.resolve("acted"), split, written).withVotes(label));
            }
        }
        return entries;
    }

    private List<ManifestEntry> writeDynamic(Path folder, Split split, DoubleConsumer written) throws IOException {
        List<ManifestEntry> entries = new ArrayList<>();
        int count = split == Split.TRAIN ? dynamic : heldOut(split);
        for (int from = 0; from < count; from += BLOCK) {
            for (EmbeddedClip clip : corpus(split).dynamic(split, from, Math.min(count, from + BLOCK), seconds)) {
                Path truth = writeTruth(clip, folder.resolve("timelines"));
                entries.add(write(clip, folder.resolve("dynamic"), split, written).withTimeline(truth));
            }
        }
        return entries;
    }

    private EmbeddedCorpus corpus(Split split) {
        return new EmbeddedCorpus(split == Split.TEST ? EmbeddedData.TEST_SEED : seed);
    }

    private int heldOut(Split split) {
        return split == Split.DEV ? dev : test;
    }

    private static ManifestEntry write(EmbeddedClip clip, Path folder, Split split, DoubleConsumer written) throws IOException {
        Path audio = folder.resolve(clip.id() + ".wav");
        AtomicFile.replace(audio, file -> WavWriter.writePcm16(file, new AudioClip(clip.samples(), SpeechSynthesizer.SAMPLE_RATE)));
        written.accept(clip.duration());
        return ManifestEntry.of(clip.id(), audio).withSpeaker(clip.speaker()).withSplit(split);
    }

    private static Path writeTruth(EmbeddedClip clip, Path folder) throws IOException {
        Path timeline = folder.resolve(clip.id() + ".json");
        AtomicFile.replace(timeline, file -> TimelineFormat.JSON.writer().write(clip.trueTimeline(), new float[0], file));
        return timeline;
    }

    private static void writeManifest(Path file, List<ManifestEntry> entries) throws IOException {
        if (!entries.isEmpty()) {
            Manifest.of(file, EmbeddedCorpus.EMOTIONS, entries).write(file);
        }
    }

    private String readme() {
        return String.format(Locale.ROOT, """
                # The embedded corpus: synthetic

                **Nobody speaks here.** A program made this speech-like sound. Its pitch, rate, energy and voice quality follow an emotion
                mixture by fixed rules, so that the true mixture of every moment is known. What models learn from it says something about
                the method, and nothing about people. Say so wherever its figures appear.

                | | |
                |---|---|
                | `acted.csv` | clips of 2 to 3 s, each about one emotion: id, audio, emotion, speaker, split |
                | `dynamic.csv` | clips of %s s whose mixture changes: id, audio, speaker, split, timeline (the truth) |
                | `acted/`, `dynamic/` | WAV, 16 kHz, 16 bit, one channel |
                | `timelines/` | `prosodia.timeline/1` |

                Train: %d acted, %d dynamic clips; dev: %d of each; test: %d of each. Speakers never cross a split. The test clips are the
                same for all seeds. Made by

                    prosodia corpus embedded --acted %2$d --dynamic %3$d --dev %4$d --test %5$d --seconds %1$s --seed %6$d
                """, seconds, acted, dynamic, dev, test, seed);
    }
}
