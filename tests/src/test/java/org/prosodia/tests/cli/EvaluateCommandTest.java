package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.corpus.TimelineFile;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.Interval;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.JsonObject;

class EvaluateCommandTest {
    @TempDir
    static Path folder;

    private static TinyCorpus corpus;

    @BeforeAll
    static void make() {
        corpus = TinyCorpus.in(folder);
    }

    @Test
    void labelsAreComparedWithTheSummaryOfEachClip() throws IOException {
        Path perClip = folder.resolve("clips.csv");
        Path out = folder.resolve("report.json");
        Path model = corpus.clipModel(LinkChoice.EXP);
        Cli run = TinyCorpus.succeeds("evaluate", corpus.acted(), "--model", model, "--split", "train,test", "--out", out,
                "--per-clip", perClip, "--json");
        assertEquals(1, run.out().lines().count());
        JsonObject report = JsonObject.read(out);
        assertEquals(report.fields(), corpus.lastJson(run).fields(), "the file holds what was printed");
        List<String> rows = Files.readAllLines(perClip);
        assertEquals(10, rows.size(), "a header, six clips and three");
        long correct = rows.stream().filter(row -> row.split(",", -1)[6].equals("1")).count();
        JsonObject labels = report.object("labels");
        assertEquals(9, labels.integer("clips", 0, 0));
        assertEquals(correct / 9.0, labels.object("accuracy").number("mean", -1, 0, 1));
        assertTrue(labels.object("accuracy").number("low", -1, 0, 1) <= correct / 9.0);
        List<?> confusion = (List<?>) labels.fields().get("confusion");
        long all = confusion.stream().flatMap(row -> ((List<?>) row).stream()).mapToLong(count -> (Long) count).sum();
        assertEquals(9, all);
        List<?> classes = (List<?>) labels.fields().get("classes");
        double recall = classes.stream().mapToDouble(entry -> (Double) ((Map<?, ?>) entry).get("recall")).average().orElseThrow();
        assertEquals(recall, labels.number("unweighted_average_recall", -1, 0, 1), 1e-12);
        List<?> speakers = (List<?>) labels.fields().get("speakers");
        assertEquals(9, speakers.stream().mapToLong(entry -> (Long) ((Map<?, ?>) entry).get("clips")).sum());
        assertNull(report.fields().get("timelines"));
        JsonObject data = report.object("data");
        assertEquals(Manifest.read(corpus.acted(), ModelDescriptor.EMOTIONS).sha256(), data.string("sha256", ""));
        assertEquals("train,test", data.string("split", ""));
        assertEquals(64, report.object("model").object("weights").string("model.safetensors", "").length());
        assertEquals(1.4, report.object("window").number("length", 0, 0, 9));
    }

    @Test
    void timelinesAreComparedWithTheTruth() throws IOException {
        Path model = corpus.frameModel();
        JsonObject report = corpus.lastJson(TinyCorpus.succeeds("evaluate", corpus.dynamic(), "--model", model, "--json"));
        Path predicted = folder.resolve("predicted");
        List<ManifestEntry> test = Manifest.read(corpus.dynamic(), ModelDescriptor.EMOTIONS).split(Split.TEST).entries();
        double[] errors = new double[test.size()];
        double[] divergences = new double[test.size()];
        for (int i = 0; i < errors.length; i++) {
            Path timeline = predicted.resolve(i + ".json");
            TinyCorpus.succeeds("predict", test.get(i).audio(), "--model", model, "--out", timeline, "-q");
            SequenceError error = SequenceError.of(TimelineReader.read(timeline),
                    TimelineFile.read(test.get(i).timeline().orElseThrow(), ModelDescriptor.EMOTIONS));
            errors[i] = error.mae();
            divergences[i] = error.klDivergence();
        }
        JsonObject timelines = report.object("timelines");
        assertFigure(Bootstrap.DEFAULT.mean(errors), timelines.object("mae"));
        assertFigure(Bootstrap.DEFAULT.mean(divergences), timelines.object("kl_divergence"));
        assertEquals(ModelDescriptor.EMOTIONS, List.copyOf(timelines.object("mae_per_emotion").fields().keySet()));
        assertEquals(List.of("50", "80", "95"), List.copyOf(timelines.object("coverage").fields().keySet()));
        assertTrue(timelines.object("coverage").object("50").number("mean", -1, 0, 1)
                <= timelines.object("coverage").object("95").number("mean", -1, 0, 1));
        assertNull(report.fields().get("labels"));
        assertNull(report.fields().get("window"), "a model for frames needs none");
        String text = TinyCorpus.succeeds("evaluate", corpus.dynamic(), "--model", model, "-q").out();
        for (String line : List.of("(test): 3 clips, 9.3 s", "MAE without neutral", "MAE of anger", "coverage of 80 %", "-log density")) {
            assertTrue(text.contains(line), "expected '" + line + "' in: " + text);
        }
        assertEquals(text, TinyCorpus.succeeds("evaluate", corpus.dynamic(), "--model", model, "-q").out(), "one seed decides everything");
    }

    private static void assertFigure(Interval expected, JsonObject figure) throws IOException {
        double[] found = {figure.number("mean", -1, -9, 9), figure.number("low", -1, -9, 9), figure.number("high", -1, -9, 9)};
        assertArrayEquals(new double[] {expected.estimate(), expected.low(), expected.high()}, found, 1e-6);
    }

    @Test
    void aModelThatGivesSharesAloneHasNoCertaintyToCheck() throws IOException {
        Path model = corpus.clipModel(LinkChoice.SOFTMAX);
        Cli run = TinyCorpus.succeeds("evaluate", corpus.dynamic(), "--model", model, "--json");
        JsonObject timelines = corpus.lastJson(run).object("timelines");
        assertTrue(timelines.has("mae"));
        assertFalse(timelines.has("coverage") || timelines.has("negative_log_likelihood"));
        assertTrue(TinyCorpus.succeeds("evaluate", corpus.dynamic(), "--model", model).out().contains("no concentrations"));
    }

    @Test
    void aClipMayHaveBothAndASingleOneHasNoInterval() throws IOException {
        Path manifest = Files.writeString(folder.resolve("corpus/both.csv"), """
                id,audio,emotion,timeline
                both,dynamic/dynamic-test-0000.wav,sad,timelines/dynamic-test-0000.json
                unknown,dynamic/dynamic-test-0001.wav,,
                """);
        Cli run = TinyCorpus.succeeds("evaluate", manifest, "--model", corpus.clipModel(LinkChoice.EXP), "--json");
        JsonObject report = corpus.lastJson(run);
        assertEquals("all", report.object("data").string("split", ""), "no splits: all clips of which something is known");
        assertEquals(1, report.object("labels").integer("clips", 0, 0));
        JsonObject mae = report.object("timelines").object("mae");
        assertTrue(mae.has("mean"));
        assertFalse(mae.has("low") || mae.has("high"), "one clip says nothing of others");
        assertFalse(report.object("timelines").object("mae_without_neutral").fields().containsValue(Double.NaN));
    }

    @Test
    void whatCannotBeMeasuredIsRefused() throws IOException {
        Path model = corpus.clipModel(LinkChoice.EXP);
        Path bare = Files.writeString(folder.resolve("corpus/bare.csv"), "audio\nacted/acted-test-0000.wav\n");
        TinyCorpus.fails(1, "expected clips with an emotion or a timeline to compare with, found 1 clips with neither", "evaluate", bare,
                "--model", model);
        Path other = Files.writeString(folder.resolve("corpus/other.csv"), "audio,emotion\nacted/acted-test-0000.wav,contempt\n");
        TinyCorpus.fails(1, "line 2: emotion: expected one of anger (angry, ang)", "evaluate", other, "--model", model);
        TinyCorpus.fails(1, "emotions: expected [", "evaluate", corpus.dynamic(), "--model", Fixtures.path("D"));
        TinyCorpus.fails(1, "expected a model of emotions, found one of the dimensions", "evaluate", corpus.acted(), "--model",
                Fixtures.path("E"));
        TinyCorpus.fails(1, "expected a model folder, found nothing", "evaluate", corpus.acted(), "--model", folder.resolve("nowhere"));
        Path gone = Files.writeString(folder.resolve("corpus/gone.csv"), "id,audio,emotion\na,gone.wav,joy\n");
        TinyCorpus.fails(1, "clip a: audio: expected a file that can be read", "evaluate", gone, "--model", model);
        Path train = Files.writeString(folder.resolve("corpus/train.csv"), "audio,emotion,split\nacted/acted-test-0000.wav,joy,train\n");
        TinyCorpus.fails(1, "split: expected clips of [test], found clips of {train=1}", "evaluate", train, "--model", model);
        TinyCorpus.fails(2, "window stride: expected a positive number", "evaluate", corpus.acted(), "--model", model, "--stride", 0);
        TinyCorpus.fails(2, "--model", "evaluate", corpus.acted());
        TinyCorpus.fails(2, "--per-clip: expected another file than the input", "evaluate", corpus.acted(), "--model", model, "--per-clip",
                corpus.acted());
    }

    @Test
    void aTruthThatGoesOnAfterTheAudioIsReportedAndTheOthersAreMeasured() throws IOException {
        Path manifest = Files.writeString(folder.resolve("corpus/long.csv"), """
                id,audio,end,timeline
                cut,dynamic/dynamic-test-0000.wav,1,timelines/dynamic-test-0000.json
                whole,dynamic/dynamic-test-0001.wav,,timelines/dynamic-test-0001.json
                """);
        Cli run = Cli.run("evaluate", manifest, "--model", corpus.frameModel(), "--json");
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("clip cut: ") && run.err().contains("expected true times within the predicted audio"), run.err());
        JsonObject data = corpus.lastJson(run).object("data");
        assertEquals(1, data.integer("clips", 0, 0));
        assertEquals(1, data.integer("failed", 0, 0));
    }
}
