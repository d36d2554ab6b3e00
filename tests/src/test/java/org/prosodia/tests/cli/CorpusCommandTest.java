package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.corpus.TimelineFile;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.wav2vec2.JsonObject;

class CorpusCommandTest {
    @TempDir
    static Path folder;

    private static TinyCorpus corpus;

    @BeforeAll
    static void make() {
        corpus = TinyCorpus.in(folder);
    }

    @Test
    void actedClipsHaveAnEmotionASpeakerAndASplit() throws IOException {
        assertEquals("id,audio,emotion,speaker,split", Files.readAllLines(corpus.acted()).getFirst());
        Manifest manifest = Manifest.read(corpus.acted(), ModelDescriptor.EMOTIONS);
        manifest.requireFiles();
        manifest.requireSpeakersDisjoint();
        assertEquals(List.of(0, 1, 2, 3, 4, 5), manifest.split(Split.TRAIN).entries().stream()
                .map(entry -> entry.votes().orElseThrow().dominant()).toList(), "the emotions in turn");
        assertEquals(1, manifest.split(Split.DEV).entries().size());
        assertEquals(3, manifest.split(Split.TEST).entries().size());
    }

    @Test
    void dynamicClipsHaveTheirTrueTimeline() throws IOException {
        assertEquals("id,audio,speaker,split,timeline", Files.readAllLines(corpus.dynamic()).getFirst());
        Manifest manifest = Manifest.read(corpus.dynamic(), ModelDescriptor.EMOTIONS);
        manifest.requireFiles();
        manifest.requireSpeakersDisjoint();
        assertEquals(6, manifest.entries().size());
        for (ManifestEntry entry : manifest.entries()) {
            Timeline truth = TimelineFile.read(entry.timeline().orElseThrow(), ModelDescriptor.EMOTIONS);
            AudioClip clip = AudioClip.read(entry.audio());
            assertEquals(3.1, clip.duration());
            assertEquals(clip.duration(), truth.duration());
            assertEquals(entry.id(), truth.audio());
            assertEquals(154, truth.frameCount(), "frames of 49600 samples");
        }
    }

    @Test
    void theFolderSaysPlainlyThatItIsSynthetic() throws IOException {
        String readme = Files.readString(folder.resolve("corpus/README.md"));
        assertTrue(readme.startsWith("# The embedded corpus: synthetic"), readme);
        assertTrue(readme.contains("Nobody speaks here") && readme.contains("nothing about people"), readme);
        assertTrue(readme.contains("--acted 6 --dynamic 2 --dev 1 --test 3 --seconds 3.1 --seed 1"), readme);
    }

    @Test
    void theSeedDecidesTheClipsToLearnFromAndTestClipsAreTheSameForAll() throws IOException {
        Path same = folder.resolve("same");
        Path other = folder.resolve("other");
        for (Path out : List.of(same, other)) {
            TinyCorpus.succeeds("corpus", "embedded", "--out", out, "--acted", 1, "--dynamic", 1, "--dev", 0, "--test", 1, "--seconds", 3.1,
                    "--seed", out.equals(same) ? 1 : 2, "-q");
        }
        Path first = folder.resolve("corpus");
        for (String file : List.of("acted/acted-train-0000.wav", "dynamic/dynamic-train-0000.wav", "timelines/dynamic-train-0000.json")) {
            assertEquals(-1, Files.mismatch(first.resolve(file), same.resolve(file)), file);
            assertFalse(Files.mismatch(first.resolve(file), other.resolve(file)) < 0, file);
        }
        assertEquals(-1, Files.mismatch(first.resolve("dynamic/dynamic-test-0000.wav"), other.resolve("dynamic/dynamic-test-0000.wav")));
    }

    @Test
    void aKindWithoutClipsHasNoManifestAndTheReportIsOneObject() throws IOException {
        Path out = folder.resolve("dynamic-only");
        Cli run = TinyCorpus.succeeds("corpus", "embedded", "--out", out, "--acted", 0, "--dynamic", 1, "--dev", 0, "--test", 0,
                "--seconds", 1, "--json");
        assertEquals(1, run.out().lines().count());
        JsonObject report = corpus.lastJson(run);
        assertTrue(report.bool("synthetic", false));
        assertEquals(1.0, report.number("seconds", 0, 0, 10));
        assertFalse(Files.exists(out.resolve("acted.csv")));
        assertTrue(Files.exists(out.resolve("dynamic.csv")));
    }

    @Test
    void aFolderWithFilesInItIsLeftAlone() throws IOException {
        Path out = Files.createDirectories(folder.resolve("mine"));
        Path mine = Files.writeString(out.resolve("acted.csv"), "mine");
        TinyCorpus.fails(1, "mine: expected a new or empty folder, found files in it", "corpus", "embedded", "--out", out);
        assertArrayEquals("mine".getBytes(), Files.readAllBytes(mine));
        TinyCorpus.fails(1, "acted.csv", "corpus", "embedded", "--out", mine, "--acted", 1, "--dynamic", 0, "--dev", 0, "--test", 0);
    }

    @ParameterizedTest
    @CsvSource({"--acted, -1, 'acted: expected 0 to 100000 clips, found -1'", "--test, 100001, 'test: expected 0 to 100000'",
        "--seconds, 0.1, 'seconds: expected 0.5 to 3600'", "--seconds, NaN, 'seconds: expected 0.5 to 3600.0, found NaN'",
        "--dev, many, --dev"})
    void wrongSizesAreRefused(String option, String value, String message) {
        TinyCorpus.fails(2, message, "corpus", "embedded", "--out", folder.resolve("never"), option, value);
        assertFalse(Files.exists(folder.resolve("never")));
    }

    @Test
    void aCorpusWithoutClipsIsRefused() {
        TinyCorpus.fails(2, "expected at least one clip, found none", "corpus", "embedded", "--out", folder.resolve("never"), "--acted", 0,
                "--dynamic", 0, "--dev", 0, "--test", 0);
        TinyCorpus.fails(2, "--out", "corpus", "embedded");
    }
}
