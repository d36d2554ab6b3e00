package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.tests.Fixtures;

class LabelCommandTest {
    @TempDir
    static Path folder;

    private static TinyCorpus corpus;
    private static Path model;

    @BeforeAll
    static void make() throws IOException {
        corpus = TinyCorpus.in(folder);
        model = corpus.clipModel(LinkChoice.EXP);
    }

    @Test
    void everyClipGetsTheTimelineThatPredictGives() throws IOException {
        Path out = folder.resolve("labels");
        TinyCorpus.succeeds("label", corpus.dynamic(), "--model", model, "--out", out, "-q");
        Manifest given = Manifest.read(corpus.dynamic(), ModelDescriptor.EMOTIONS);
        Manifest labels = Manifest.read(out.resolve("labels.csv"), ModelDescriptor.EMOTIONS);
        labels.requireFiles();
        assertEquals(given.entries().size(), labels.entries().size());
        for (int i = 0; i < labels.entries().size(); i++) {
            ManifestEntry before = given.entries().get(i);
            ManifestEntry after = labels.entries().get(i);
            assertEquals(List.of(before.id(), before.speaker(), before.split()), List.of(after.id(), after.speaker(), after.split()));
            assertTrue(Files.isSameFile(before.audio(), after.audio()));
            assertEquals(out.resolve("timelines").resolve(before.id() + ".json"), after.timeline().orElseThrow());
        }
        TinyCorpus.fails(2, "--out: expected another file than the input", "label", out.resolve("labels.csv"), "--model", model,
                "--out", out, "--split", "dev");
        ManifestEntry clip = given.entries().getLast();
        Path predicted = folder.resolve("predicted.json");
        TinyCorpus.succeeds("predict", clip.audio(), "--model", model, "--out", predicted, "-q");
        Timeline heard = TimelineReader.read(out.resolve("timelines").resolve(clip.id() + ".json"));
        assertArrayEquals(TimelineReader.read(predicted).values(), heard.values());
        assertEquals(new Window(1.4, 1.0), heard.window().orElseThrow());
        assertEquals(clip.id(), heard.audio());
    }

    @Test
    void theSameCommandMakesOnlyWhatIsNotThereOrNotWhole() throws IOException {
        Path out = folder.resolve("again");
        Object[] command = {"label", corpus.dynamic(), "--model", model, "--out", out, "--window", 1, "--stride", 0.5, "--json"};
        assertEquals(7, TinyCorpus.succeeds(command).out().lines().count(), "six clips and the manifest");
        Path cut = out.resolve("timelines/dynamic-dev-0000.json");
        byte[] whole = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(whole, whole.length / 2));
        Path gone = out.resolve("timelines/dynamic-test-0001.json");
        byte[] before = Files.readAllBytes(gone);
        Files.delete(gone);
        Path swapped = out.resolve("timelines/dynamic-test-0002.json");
        byte[] swappedBefore = Files.readAllBytes(swapped);
        Files.write(swapped, before);
        Files.delete(out.resolve("labels.csv"));

        Cli run = TinyCorpus.succeeds(command);
        assertEquals(4, run.out().lines().count(), "three clips and the manifest: " + run.out());
        assertArrayEquals(whole, Files.readAllBytes(cut));
        assertArrayEquals(before, Files.readAllBytes(gone));
        assertArrayEquals(swappedBefore, Files.readAllBytes(swapped), "it was another clip's");
        assertEquals(3, corpus.lastJson(run).integer("already_there", 0, 0));
        assertEquals(6, Manifest.read(out.resolve("labels.csv"), ModelDescriptor.EMOTIONS).entries().size());
    }

    @Test
    void otherSettingsNeedAnotherFolder() throws IOException {
        Path out = folder.resolve("settings");
        TinyCorpus.succeeds("label", corpus.dynamic(), "--model", model, "--out", out, "--split", "dev", "-q");
        TinyCorpus.fails(1, "holds a run with other settings: windows was", "label", corpus.dynamic(), "--model", model, "--out", out,
                "--window", "2");
        TinyCorpus.fails(1, "holds a run with other settings: ", "label", corpus.dynamic(), "--model", corpus.clipModel(LinkChoice.SOFTMAX),
                "--out", out);
        TinyCorpus.fails(1, "holds a run with other settings: ", "label", corpus.dynamic(), "--model", model, "--out", out,
                "--candidates", 2);
        TinyCorpus.fails(1, "holds a run with other settings: curve was", "label", corpus.dynamic(), "--model", model, "--out", out,
                "--surest");
        assertEquals(1, Manifest.read(out.resolve("labels.csv"), ModelDescriptor.EMOTIONS).entries().size(), "as it was");
    }

    @Test
    void theSurestWindowOfThoseThatCoverAMomentSpeaksForIt() throws IOException {
        Path out = folder.resolve("surest");
        TinyCorpus.succeeds("label", corpus.dynamic(), "--model", model, "--out", out, "--split", "dev", "--window", 0.6, "--stride", 0.1,
                "--surest", "-q");
        ManifestEntry clip = Manifest.read(out.resolve("labels.csv"), ModelDescriptor.EMOTIONS).entries().getFirst();
        Path coarse = folder.resolve("coarse.json");
        TinyCorpus.succeeds("predict", clip.audio(), "--model", model, "--out", coarse, "--window", 0.6, "--stride", 0.1, "--coarse", "-q");
        Timeline heard = TimelineReader.read(clip.timeline().orElseThrow());
        assertArrayEquals(TimelineReader.read(coarse).surest(0.3, heard.times()).values(), heard.values(), 1e-6f);
        assertTrue(heard.notes().contains("each moment as the surest window that covers it says"), heard.notes().toString());
    }

    @Test
    void audioFilesWillDoAndABadOneDoesNotStopTheOthers() throws IOException {
        Path clips = Files.createDirectories(folder.resolve("clips/deeper"));
        Cli.speech(clips.resolve("a.wav"), 0.8);
        Cli.speech(clips.getParent().resolve("b.wav"), 0.8);
        Files.writeString(clips.getParent().resolve("broken.wav"), "RIFF");
        Path out = folder.resolve("from-audio");
        Cli run = Cli.run("label", clips.getParent(), "--model", model, "--out", out);
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("broken.wav") && run.err().contains("2 of 3 clips"), run.err());
        assertEquals(List.of("b", "deeper/a"), Manifest.read(out.resolve("labels.csv"), ModelDescriptor.EMOTIONS).entries().stream()
                .map(ManifestEntry::id).toList());
    }

    @Test
    void noIdClimbsOutOfTheFolderAndNoTwoShareAFile() throws IOException {
        Path manifest = folder.resolve("corpus/ids.csv");
        Files.writeString(manifest, """
                id,audio,start,end
                ../../outside,acted/acted-train-0000.wav,,
                Twin,acted/acted-train-0000.wav,0.5,1.5
                twin,acted/acted-train-0001.wav,,
                a:b*c?,acted/acted-train-0002.wav,,
                """);
        Path out = folder.resolve("deep/ids");
        TinyCorpus.succeeds("label", manifest, "--model", model, "--out", out, "-q");
        Manifest labels = Manifest.read(out.resolve("labels.csv"), ModelDescriptor.EMOTIONS);
        labels.requireFiles();
        for (ManifestEntry entry : labels.entries()) {
            Path file = entry.timeline().orElseThrow();
            assertEquals(out.resolve("timelines"), file.getParent());
            assertEquals(entry.id(), TimelineReader.read(file).audio());
        }
        assertEquals(4, labels.entries().stream().map(entry -> entry.timeline().orElseThrow().toString().toLowerCase(java.util.Locale.ROOT))
                .distinct().count(), "also where case does not count");
        ManifestEntry part = labels.entries().get(1);
        assertEquals(0.5, part.start());
        assertEquals(1.0, TimelineReader.read(part.timeline().orElseThrow()).duration());
        try (Stream<Path> files = Files.list(folder)) {
            assertFalse(files.anyMatch(file -> file.getFileName().toString().contains("outside")));
        }
    }

    @Test
    void whatCannotBeLabelledIsRefused() throws IOException {
        Path out = folder.resolve("never");
        TinyCorpus.fails(1, "expected a model of stage 1, which answers for a clip, found one that answers for frames", "label",
                corpus.dynamic(), "--model", corpus.frameModel(), "--out", out);
        TinyCorpus.fails(1, "found an encoder that knows no emotions", "label", corpus.dynamic(), "--model", Fixtures.path("B"),
                "--out", out);
        TinyCorpus.fails(1, "expected a model of emotions, found one of the dimensions [arousal", "label", corpus.dynamic(), "--model",
                Fixtures.path("E"), "--out", out);
        TinyCorpus.fails(2, "expected one manifest, or audio", "label", corpus.dynamic(), corpus.acted(), "--model", model, "--out", out);
        TinyCorpus.fails(1, "none.csv: no such file", "label", folder.resolve("none.csv"), "--model", model, "--out", out);
        TinyCorpus.fails(2, "window length: expected a positive number of seconds, found -1", "label", corpus.dynamic(), "--model", model,
                "--out", out, "--window", "-1");
        TinyCorpus.fails(2, "--split", "label", corpus.dynamic(), "--model", model, "--out", out, "--split", "exam");
        Path empty = Files.writeString(folder.resolve("empty.csv"), "id,audio\n");
        TinyCorpus.fails(1, "expected at least one clip, found none", "label", empty, "--model", model, "--out", out);
        Path plain = Files.writeString(folder.resolve("plain.csv"), "audio\ncorpus/acted/acted-train-0000.wav\n");
        TinyCorpus.fails(1, "split: expected clips of [dev], found clips of {none=1}", "label", plain, "--model", model, "--out", out,
                "--split", "dev");
        assertFalse(Files.exists(out));
    }

    @Test
    void whenNoClipCanBeUsedThereIsNoManifest() throws IOException {
        Path manifest = Files.writeString(folder.resolve("missing.csv"), "audio\nnowhere.wav\n");
        Path out = folder.resolve("nothing");
        TinyCorpus.fails(1, "nowhere.wav", "label", manifest, "--model", model, "--out", out);
        assertFalse(Files.exists(out.resolve("labels.csv")));
    }
}
