package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.corpus.TimelineFile;
import org.prosodia.pipeline.preference.AudioDuration;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.pipeline.preference.SimulatedJudge;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.wav2vec2.JsonObject;

class JudgeCommandTest {
    @TempDir
    static Path folder;

    private static TinyCorpus corpus;
    private static Path candidates;

    @BeforeAll
    static void make() throws IOException {
        corpus = TinyCorpus.in(folder);
        TinyCorpus.succeeds("label", corpus.dynamic(), "--model", corpus.clipModel(LinkChoice.EXP), "--out", folder.resolve("candidates"),
                "--candidates", 3, "-q");
        candidates = folder.resolve("candidates/candidates.jsonl");
    }

    private static Object[] command(Path out, Object... more) {
        Object[] command = {"judge", candidates, "--truth", corpus.dynamic(), "--out", out, "--pairs", 3};
        Object[] all = java.util.Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, all, command.length, more.length);
        return all;
    }

    private static List<Preference> read(Path file) throws IOException {
        return new PreferenceFile(file, ModelDescriptor.EMOTIONS).read(AudioDuration.decoded());
    }

    @Test
    void everyChoiceSaysThatItIsSimulated() throws IOException {
        Path out = folder.resolve("preferences.jsonl");
        Cli run = TinyCorpus.succeeds(command(out));
        assertTrue(run.out().startsWith("simulated: no person judged anything"), run.out());
        assertTrue(run.out().contains("preferences 9 (duplicates 0), simulated 9, annotators 1"), run.out());
        List<Preference> choices = read(out);
        assertEquals(9, choices.size(), "three pairs of three clips");
        assertTrue(choices.stream().allMatch(choice -> choice.simulated() && choice.annotator().startsWith("simulated-bradley-terry")));
        byte[] first = Files.readAllBytes(out);
        JsonObject report = corpus.lastJson(TinyCorpus.succeeds(command(out, "--json")));
        assertTrue(report.bool("simulated", false));
        assertEquals(9, report.integer("choices", 0, 0));
        assertArrayEquals(first, Files.readAllBytes(out), "the same seed gives the same file");
        TinyCorpus.succeeds(command(out, "--seed", 2, "-q"));
        assertNotEquals(-1, Files.mismatch(out, Files.write(folder.resolve("first.jsonl"), first)));
    }

    @Test
    void aJudgeThatMissesNothingAlwaysChoosesTheNearer() throws IOException {
        Path out = folder.resolve("elsewhere/sure.jsonl");
        TinyCorpus.succeeds(command(out, "--temperature", 0, "--error-rate", 0, "-q"));
        for (Preference choice : read(out)) {
            String id = choice.chosen().timeline().audio();
            Timeline truth = TimelineFile.read(folder.resolve("corpus/timelines").resolve(id + ".json"), ModelDescriptor.EMOTIONS);
            double chosen = SimulatedJudge.distance(choice.chosen().timeline(), truth);
            assertTrue(chosen < SimulatedJudge.distance(choice.rejected().timeline(), truth));
        }
        TinyCorpus.succeeds(command(out, "--noticeable", 1, "-q"));
        assertTrue(read(out).stream().allMatch(Preference::tie), "no difference of errors is so great");
    }

    @Test
    void whatPeopleSaidIsNeverReplaced() throws IOException {
        Path out = folder.resolve("people.jsonl");
        TinyCorpus.succeeds(command(out, "-q"));
        Preference simulated = read(out).getFirst();
        PreferenceFile file = new PreferenceFile(out, ModelDescriptor.EMOTIONS);
        file.append(new Preference(simulated.audio(), simulated.chosen(), simulated.rejected(), "ann", Instant.EPOCH, false, false));
        byte[] before = Files.readAllBytes(out);
        TinyCorpus.fails(1, "found 1 answers of people; choose another file, or --append", command(out));
        assertArrayEquals(before, Files.readAllBytes(out));
        Cli run = TinyCorpus.succeeds(command(out, "--append", "--seed", 9));
        assertTrue(run.out().contains("simulated ") && run.out().contains("annotators 2"), run.out());
        assertEquals(19, read(out).size(), "ten and nine more");
        assertEquals("ann", read(out).get(9).annotator());

        Files.writeString(out, "{\"schema\"");
        TinyCorpus.fails(1, "half-written", command(out));
        assertEquals("{\"schema\"", Files.readString(out), "what cannot be read may be somebody's");
    }

    @Test
    void whatCannotBeJudgedIsRefused() throws IOException {
        Path out = folder.resolve("never.jsonl");
        TinyCorpus.fails(2, "--pairs: expected 1 to 3", "judge", candidates, "--truth", corpus.dynamic(), "--out", out, "--pairs", 4);
        TinyCorpus.fails(2, "errorRate: expected a number from 0 to 1, found 2", command(out, "--error-rate", 2));
        TinyCorpus.fails(2, "temperature: expected a number from 0 on", command(out, "--temperature", -1));
        TinyCorpus.fails(1, "expected its true timeline, found no such clip", "judge", candidates, "--truth", corpus.acted(), "--out", out);
        TinyCorpus.fails(1, "expected its true timeline, found a clip without one", "judge", candidates, "--truth",
                Files.writeString(folder.resolve("corpus/bare.csv"), "id,audio\ndynamic-train-0000,dynamic/dynamic-train-0000.wav\n"),
                "--out", out);
        TinyCorpus.fails(1, "expected a file of candidates, found nothing", "judge", folder.resolve("none.jsonl"), "--truth",
                corpus.dynamic(), "--out", out);
        Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\n");
        TinyCorpus.fails(1, "expected at least one clip, found none", "judge", empty, "--truth", corpus.dynamic(), "--out", out);
        Path astray = Files.writeString(folder.resolve("astray.jsonl"), Files.readString(candidates).lines().findFirst().orElseThrow());
        TinyCorpus.fails(1, "candidates/dynamic-train-0000/0.json: no such file", "judge", astray, "--truth", corpus.dynamic(),
                "--out", out);
        TinyCorpus.fails(1, "line 1: half-written", "judge", Files.writeString(folder.resolve("cut.jsonl"), "{\"schema\":"), "--truth",
                corpus.dynamic(), "--out", out);
        assertTrue(Files.notExists(out));
    }

    @Test
    void aTruthThatIsLongerThanTheClipIsNotItsTruth() throws IOException {
        Path other = folder.resolve("other");
        TinyCorpus.succeeds("corpus", "embedded", "--out", other, "--acted", 0, "--dynamic", 2, "--dev", 1, "--test", 0, "--seconds", 5,
                "-q");
        TinyCorpus.fails(1, "clip dynamic-train-0000: ", "judge", candidates, "--truth", other.resolve("dynamic.csv"), "--out",
                folder.resolve("never.jsonl"), "--pairs", 1);
    }
}
