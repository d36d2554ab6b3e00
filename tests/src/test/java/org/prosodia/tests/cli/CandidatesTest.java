package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.CandidateSet;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;

/** {@code label --candidates}. */
class CandidatesTest {
    @TempDir
    static Path folder;

    private static TinyCorpus corpus;
    private static Path model;
    private static Path whole;

    @BeforeAll
    static void make() throws IOException {
        corpus = TinyCorpus.in(folder);
        model = corpus.clipModel(LinkChoice.EXP);
        whole = folder.resolve("whole");
        TinyCorpus.succeeds(command(corpus.dynamic(), whole));
    }

    private static Object[] command(Path manifest, Path out) {
        return new Object[] {"label", manifest, "--model", model, "--out", out, "--candidates", 3, "--seed", 5, "--max-window", 2, "-q"};
    }

    private static List<CandidateSet> read(Path out) throws IOException {
        return new CandidateFile(out.resolve("candidates.jsonl")).read();
    }

    @Test
    void eachClipButThoseToTestOnHasItsTimelinesByDifferentWindows() throws IOException {
        List<CandidateSet> sets = read(whole);
        assertEquals(List.of("dynamic-train-0000", "dynamic-train-0001", "dynamic-dev-0000"), sets.stream().map(CandidateSet::id).toList());
        CandidateFile file = new CandidateFile(whole.resolve("candidates.jsonl"));
        for (CandidateSet set : sets) {
            assertEquals(3, set.candidates().stream().map(CandidateSet.Candidate::window).distinct().count());
            assertEquals(3.1, AudioClip.read(file.resolve(set.audio())).duration());
            assertEquals(model.toString().replace('\\', '/'), set.model());
            for (CandidateSet.Candidate candidate : set.candidates()) {
                assertTrue(candidate.file().startsWith("candidates/" + set.id() + "/"), candidate.file());
                Timeline timeline = TimelineReader.read(file.resolve(candidate.file()));
                assertEquals(candidate.window(), timeline.window().orElseThrow());
                assertEquals(set.id(), timeline.audio());
                assertTrue(candidate.window().length() >= 0.5 && candidate.window().length() <= 2, "" + candidate);
                assertTrue(candidate.window().stride() >= 0.25 && candidate.window().stride() <= 1.5, "" + candidate);
            }
        }
        Path all = folder.resolve("all");
        TinyCorpus.succeeds("label", corpus.dynamic(), "--model", model, "--out", all, "--candidates", 2, "--split", "train,dev,test",
                "-q");
        assertEquals(6, read(all).size(), "those to test on, when asked for");
    }

    @Test
    void aCommandThatWasCutOffIsFinishedByTheSameCommand() throws IOException {
        Path out = folder.resolve("cut");
        TinyCorpus.succeeds(command(corpus.dynamic(), out));
        Path lines = out.resolve("candidates.jsonl");
        byte[] expected = Files.readAllBytes(lines);
        String[] each = new String(expected, StandardCharsets.UTF_8).split("\n");
        Files.writeString(lines, each[0] + "\n" + each[1].substring(0, 40));
        TinyCorpus.succeeds(command(corpus.dynamic(), out));
        assertArrayEquals(expected, Files.readAllBytes(lines));

        Path damaged = out.resolve("candidates/dynamic-dev-0000/1.json");
        byte[] timeline = Files.readAllBytes(damaged);
        Files.writeString(damaged, "{");
        TinyCorpus.succeeds(command(corpus.dynamic(), out));
        assertArrayEquals(timeline, Files.readAllBytes(damaged));
        assertArrayEquals(expected, Files.readAllBytes(lines), "its line was the last");
    }

    @Test
    void theWindowsOfAClipDependOnTheSeedAndItsIdAlone() throws IOException {
        Path manifest = Files.writeString(folder.resolve("corpus/one.csv"),
                "id,audio\ndynamic-dev-0000,dynamic/dynamic-dev-0000.wav\n");
        Path out = folder.resolve("one");
        TinyCorpus.succeeds(command(manifest, out));
        assertEquals(List.of(read(whole).get(2)), read(out));
    }

    @Test
    void aPartOfAFileGetsAFileOfItsOwn() throws IOException {
        Path manifest = Files.writeString(folder.resolve("corpus/part.csv"),
                "id,audio,start,end\npart,dynamic/dynamic-dev-0000.wav,0.25,2.75\n");
        Path out = folder.resolve("part");
        TinyCorpus.succeeds(command(manifest, out));
        assertEquals("audio/part.wav", read(out).getFirst().audio());
        float[] file = AudioClip.read(folder.resolve("corpus/dynamic/dynamic-dev-0000.wav")).samples();
        assertArrayEquals(java.util.Arrays.copyOfRange(file, 4000, 44_000), AudioClip.read(out.resolve("audio/part.wav")).samples());
    }

    @Test
    void aClipTooShortToBeHeardDifferentlyIsReported() throws IOException {
        Cli.speech(folder.resolve("short.wav"), 0.3);
        Path out = folder.resolve("short");
        Cli run = TinyCorpus.succeeds(command(folder.resolve("short.wav"), out));
        assertTrue(run.err().contains("clip short: only 1 of 3 candidates could be told apart"), run.err());
        assertEquals(1, read(out).getFirst().candidates().size());
    }

    @Test
    void optionsThatContradictEachOtherAreRefused() {
        Path out = folder.resolve("never");
        TinyCorpus.fails(2, "mutually exclusive", "label", corpus.dynamic(), "--model", model, "--out", out, "--candidates", 3,
                "--window", 2);
        TinyCorpus.fails(2, "--candidates", "label", corpus.dynamic(), "--model", model, "--out", out, "--seed", 3);
        TinyCorpus.fails(2, "--candidates: expected at least 2", "label", corpus.dynamic(), "--model", model, "--out", out,
                "--candidates", 1);
        TinyCorpus.fails(2, "window length: expected a range", "label", corpus.dynamic(), "--model", model, "--out", out, "--candidates", 3,
                "--min-window", 2, "--max-window", 1);
    }
}
