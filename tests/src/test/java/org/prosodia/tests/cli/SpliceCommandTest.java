package org.prosodia.tests.cli;

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
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.wav2vec2.JsonObject;

/** {@code corpus splice}, what it makes in training and evaluation, and {@code baseline} on both. */
class SpliceCommandTest {
    @TempDir
    static Path folder;

    private static TinyCorpus corpus;
    private static Path acted;
    private static Path spliced;

    @BeforeAll
    static void make() throws IOException {
        corpus = TinyCorpus.in(folder);
        acted = corpus.voices();
        Cli run = TinyCorpus.succeeds("corpus", "splice", "--manifest", acted, "--out", folder.resolve("spliced"), "--sequences", 2,
                "--dev", 0, "--test", 2, "--max-segments", 3, "--longest", 1, "--json");
        spliced = folder.resolve("spliced/spliced.csv");
        JsonObject report = corpus.lastJson(run);
        assertEquals(2, report.number("train", 0, 0, 10));
        assertEquals(2, report.number("test", 0, 0, 10));
        // 3 s less two fades of 0.2 s, four times
        assertEquals(4 * 2.6, report.number("seconds", 0, 0, 100), 1e-9);
    }

    @Test
    void sequencesKeepTheSplitsOfTheirClips() throws IOException {
        Manifest manifest = Manifest.read(spliced, ModelDescriptor.EMOTIONS);
        manifest.requireSpeakersDisjoint();
        assertEquals(2, manifest.split(Split.TRAIN).entries().size());
        List<String> segments = Files.readAllLines(folder.resolve("spliced/segments.csv"));
        assertEquals(1 + 4 * 3, segments.size());
        assertTrue(segments.stream().filter(line -> line.startsWith("spliced-test-")).allMatch(line -> line.contains(",acted-test-")));
    }

    @Test
    void stage2LearnsFromThemAndTheyAreMeasuredWith() throws IOException {
        Path run = folder.resolve("stage2");
        TinyCorpus.succeeds("train", "stage2", spliced, "--model", corpus.clipModel(LinkChoice.EXP), "--out", run, "--epochs", 1, "-q");
        JsonObject report = corpus.lastJson(TinyCorpus.succeeds("evaluate", spliced, "--model", run.resolve("model"), "--json"));
        assertEquals(2, report.object("data").number("clips", 0, 0, 10));
        assertTrue(report.object("timelines").has("mae"));
    }

    @Test
    void theBaselineAnswersForClipsAndForSequencesAndAlwaysTheSame() throws IOException {
        JsonObject clips = corpus.lastJson(TinyCorpus.succeeds("baseline", acted, "--json"));
        assertEquals(6, clips.object("learnt").number("clips", 0, 0, 100));
        Path out = folder.resolve("baseline.json");
        String first = TinyCorpus.succeeds("baseline", acted, "--on", spliced, "--out", out, "-q").out();
        assertTrue(first.contains("logistic regression") && first.contains("support vector machine"), first);
        assertTrue(first.contains("Emotions over time") && !first.contains("The emotion of clips"), first);
        assertEquals(first, TinyCorpus.succeeds("baseline", acted, "--on", spliced, "-q").out());
        assertEquals("prosodia.baseline/1", JsonObject.read(out).string("schema", ""));
        String machine = TinyCorpus.succeeds("baseline", acted, "--classifier", "SVM", "-q").out();
        assertTrue(machine.contains("The emotion of clips") && !machine.contains("logistic"), machine);
    }

    @Test
    void aBaselineWithoutSplitsIsRefused() throws IOException {
        Path plain = folder.resolve("corpus/plain.csv");
        List<String> lines = Files.readAllLines(acted);
        Files.write(plain, lines.stream().map(line -> line.substring(0, line.lastIndexOf(','))).toList());
        TinyCorpus.fails(1, "plain.csv: split: expected clips of [train]", "baseline", plain);
        TinyCorpus.fails(2, "--out: expected another file than the input", "baseline", acted, "--out", acted);
        TinyCorpus.succeeds("corpus", "splice", "--manifest", plain, "--out", folder.resolve("pot"), "--sequences", 1, "-q");
        assertEquals(1, Manifest.read(folder.resolve("pot/spliced.csv"), ModelDescriptor.EMOTIONS).entries().size());
    }

    @ParameterizedTest
    @CsvSource({"--min-segments, 1, 2, 'segments: expected 2 to 1000'", "--cross-fade, -1, 2, cross-fade",
        "--sequences, -1, 2, 'train: expected'", "--dev, 3, 1, 'split dev: speakers: expected one at least with clips of two emotions'",
        "--longest, short, 2, --longest"})
    void wrongOptionsAreRefused(String option, String value, int exit, String message) {
        Path never = folder.resolve("never");
        TinyCorpus.fails(exit, message, "corpus", "splice", "--manifest", acted, "--out", never, option, value);
        assertFalse(Files.exists(never));
    }
}
