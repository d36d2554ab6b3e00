package org.prosodia.pipeline.splice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.corpus.TimelineFile;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.timeline.Timeline;

class SplicedFolderTest {
    @TempDir
    Path folder;

    private Manifest tones;
    private double seconds;

    @BeforeEach
    void make() throws IOException {
        Files.createDirectories(folder.resolve("tones"));
        tones = ToneCorpus.in(folder.resolve("tones"), List.of("ann"), List.of(Optional.of(Split.TRAIN), Optional.of(Split.TEST)), 1);
    }

    @Test
    void whatIsWrittenIsReadAsClipsWithTrueTimelines() throws IOException {
        Path out = folder.resolve("out");
        corpus(2, 1, 1).write(out, clip -> seconds += clip);
        Manifest spliced = Manifest.read(out.resolve(SplicedFolder.MANIFEST), ToneCorpus.EMOTIONS);
        spliced.requireFiles();
        assertEquals(2, spliced.split(Split.TRAIN).entries().size());
        assertEquals(1, spliced.split(Split.TEST).entries().size());
        double total = 0;
        for (ManifestEntry entry : spliced.entries()) {
            Timeline truth = TimelineFile.read(entry.timeline().orElseThrow(), ToneCorpus.EMOTIONS);
            AudioClip clip = AudioClip.read(entry.audio());
            assertEquals(clip.duration(), truth.duration());
            assertEquals(0, SequenceError.of(truth, truth).mae());
            assertEquals("ann", entry.speaker().orElseThrow());
            total += clip.duration();
        }
        assertEquals(total, seconds, 1e-9);
    }

    @Test
    void segmentsSayWhatChangedWhen() throws IOException {
        Path out = folder.resolve("out");
        corpus(1, 0, 1).write(out, _ -> { });
        List<String> lines = Files.readAllLines(out.resolve(SplicedFolder.SEGMENTS));
        assertEquals("id,clip,emotion,start,end,fade_in,fade_out", lines.getFirst());
        assertTrue(lines.get(1).matches("spliced-train-0000,ann-train-(\\w+)-0,\\1,0.0000,0.8000,0.0000,0.2000"), lines.get(1));
        assertTrue(lines.get(2).matches("spliced-train-0000,ann-train-(\\w+)-0,\\1,0.6000,1.4000,0.2000,0.[02]000"), lines.get(2));
    }

    /** As where sentences 71 to 90 are tested on: speakers are in several splits, and whoever trains asks whether sentences are. */
    @Test
    void sentencesThatKeepToTheirSplitAreNamed() throws IOException {
        tones = said(entry -> entry.split().orElseThrow() + " " + entry.votes().orElseThrow().dominant());
        corpus(2, 2, 1).write(folder.resolve("out"), _ -> { });
        Manifest spliced = Manifest.read(folder.resolve("out").resolve(SplicedFolder.MANIFEST), ToneCorpus.EMOTIONS);
        assertTrue(spliced.hasSentences());
        spliced.requireSentencesDisjoint();
        String said = spliced.entries().getFirst().sentence().orElseThrow();
        assertTrue(said.matches("train [012](\\+train [012])+"), said);
    }

    @Test
    void sentencesThatCrossSplitsAreNot() throws IOException {
        tones = said(entry -> entry.votes().orElseThrow().dominant() + "");
        corpus(1, 1, 1).write(folder.resolve("out"), _ -> { });
        Manifest spliced = Manifest.read(folder.resolve("out").resolve(SplicedFolder.MANIFEST), ToneCorpus.EMOTIONS);
        assertTrue(spliced.entries().stream().allMatch(entry -> entry.sentence().isEmpty()));
    }

    private Manifest said(Function<ManifestEntry, String> sentence) throws IOException {
        return Manifest.of(tones.file(), tones.emotions(),
                tones.entries().stream().map(entry -> entry.withSentence(sentence.apply(entry))).toList());
    }

    @Test
    void theFolderSaysHowRealItIs() throws IOException {
        Path out = folder.resolve("out");
        corpus(1, 1, 9).write(out, _ -> { });
        String readme = Files.readString(out.resolve("README.md"));
        assertTrue(readme.contains("joined by a program") && readme.contains("not how people change"), readme);
        assertTrue(readme.contains("train 1, test 1") && readme.contains("seed: 9") && readme.contains(tones.sha256()), readme);
    }

    @Test
    void theSameSeedWritesTheSameBytes() throws IOException {
        corpus(1, 1, 4).write(folder.resolve("a"), _ -> { });
        corpus(2, 1, 4).write(folder.resolve("b"), _ -> { });
        corpus(1, 1, 5).write(folder.resolve("c"), _ -> { });
        for (String file : List.of("audio/spliced-train-0000.wav", "timelines/spliced-train-0000.json", "audio/spliced-test-0000.wav")) {
            assertEquals(-1, Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("b").resolve(file)), file);
        }
        boolean alike = Files.mismatch(folder.resolve("a/segments.csv"), folder.resolve("c/segments.csv")) < 0;
        assertFalse(alike, "another seed, another sequence");
    }

    @Test
    void aFolderWithFilesInItIsLeftAlone() {
        FileSystemException refused = assertThrows(FileSystemException.class,
                () -> corpus(1, 0, 1).write(folder.resolve("tones"), _ -> { }));
        assertTrue(refused.getMessage().contains("expected a new or empty folder"), refused.getMessage());
    }

    @Test
    void aSplitThatCannotBeJoinedIsKnownBeforeAnythingIsWritten() {
        SequencedMap<Optional<Split>, Integer> counts = new LinkedHashMap<>();
        counts.put(Optional.of(Split.TRAIN), 1);
        counts.put(Optional.of(Split.DEV), 1);
        Path out = folder.resolve("out");
        assertThrows(ManifestException.class, () -> new SplicedFolder(tones, SpliceOptions.DEFAULT, counts, 1).write(out, _ -> { }));
        assertFalse(Files.exists(out));
    }

    @ParameterizedTest
    @CsvSource({"-1, 1, 'train: expected 0 to 100000 sequences, found -1'", "1, 100001, 'test: expected 0 to 100000 sequences'",
        "0, 0, 'sequences: expected at least one, found none'"})
    void wrongCountsAreRefused(int train, int test, String message) {
        String found = assertThrows(IllegalArgumentException.class, () -> corpus(train, test, 1)).getMessage();
        assertTrue(found.startsWith(message), found);
    }

    private SplicedFolder corpus(int train, int test, long seed) {
        SequencedMap<Optional<Split>, Integer> counts = new LinkedHashMap<>();
        counts.put(Optional.of(Split.TRAIN), train);
        counts.put(Optional.of(Split.TEST), test);
        return new SplicedFolder(tones, SpliceOptions.DEFAULT, counts, seed);
    }
}
