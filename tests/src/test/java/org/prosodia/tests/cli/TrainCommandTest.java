package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.run.Provenance;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.wav2vec2.JsonObject;

/** The three stages, one after the other, on six short clips. */
class TrainCommandTest {
    private static final int EPOCHS = 2;

    @TempDir
    private static Path folder;
    private static TrainingFiles files;
    private static Map<String, Cli> runs;

    @BeforeAll
    static void trainAllStages() throws IOException {
        files = TrainingFiles.write(folder);
        Cli stage1 = train("stage1", "clips.csv", files.encoder(), "stage1", "--lr", "1e-3");
        Cli stage2 = train("stage2", "timelines.csv", model("stage1"), "stage2");
        Cli stage3 = train("stage3", "preferences.jsonl", model("stage2"), "stage3", "--dev", "0.4");
        runs = Map.of("stage1", stage1, "stage2", stage2, "stage3", stage3);
    }

    private static Cli train(String stage, String data, Path model, String out, String... more) {
        return Cli.run(Stream.concat(Stream.of("train", stage, files.file(data), "--model", model, "--out", folder.resolve(out), "--epochs",
                EPOCHS, "--batch", "2", "--backend", "plain", "--threads", "1", "--json"), Stream.of(more)).toArray());
    }

    @Test
    void aProfileShowsTheStepsAndChangesNothing() throws IOException {
        Path picture = folder.resolve("profile.html");
        Cli run = train("stage1", "clips.csv", files.encoder(), "profiled", "--lr", "1e-3", "--profile=" + picture);
        assertEquals(0, run.exit(), run.err());
        for (String part : List.of("  load", "  step", "    loss", "      data", "    backward", "    optimizer", "  evaluate", "  checkpoint")) {
            assertTrue(run.err().lines().anyMatch(line -> line.matches(part + " .*")), part + " in " + run.err());
        }
        assertArrayEquals(Files.readAllBytes(model("stage1").resolve("model.safetensors")),
                Files.readAllBytes(model("profiled").resolve("model.safetensors")));
        assertTrue(Files.readString(picture).contains("Where the time of prosodia train stage1 goes"));
    }

    private static Path model(String run) {
        return folder.resolve(run).resolve("model");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage1", "stage2", "stage3"})
    void aRunLeavesAModelThatSaysWhereItComesFrom(String stage) throws IOException {
        Cli run = runs.get(stage);
        assertEquals(0, run.exit(), run.err());
        try (Stream<Path> names = Files.list(model(stage))) {
            assertEquals(List.of("README.md", "config.json", "model.safetensors", "preprocessor_config.json", "prosodia.json",
                    "provenance.json"), names.map(file -> file.getFileName().toString()).sorted().toList());
        }
        ModelDescriptor descriptor = ModelDescriptor.read(model(stage)).orElseThrow();
        assertEquals(stage.equals("stage1") ? ModelDescriptor.Head.CLIP : ModelDescriptor.Head.FRAMES, descriptor.head());
        Provenance provenance = Provenance.read(model(stage));
        assertTrue(provenance.command().startsWith("prosodia train " + stage + " "), provenance.command());
        assertEquals(Long.parseLong(stage.substring(5)), provenance.settings().get("stage"));
        assertTrue(Files.readString(model(stage).resolve("README.md")).contains("Stage " + stage.substring(5) + " of the method"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage1", "stage2", "stage3"})
    void jsonIsOneObjectOnALineAndNothingElse(String stage) throws IOException {
        List<String> lines = runs.get(stage).out().lines().toList();
        assertEquals(1, lines.size(), runs.get(stage).out());
        JsonObject report = JsonObject.read(Files.writeString(folder.resolve(stage + ".report.json"), lines.getFirst()));
        assertEquals(model(stage).toString(), report.fields().get("model"));
        assertEquals((long) EPOCHS, report.fields().get("epochs"));
        assertEquals(2L * EPOCHS, report.fields().get("steps"));
        assertEquals("", runs.get(stage).err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage1", "stage2", "stage3"})
    void theRunsFolderHasCurvesForPeopleAndPrograms(String stage) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve(stage).resolve("metrics.jsonl"));
        assertEquals(2 * EPOCHS + EPOCHS, lines.size(), "a line for each step and each epoch");
        assertTrue(lines.getLast().startsWith("{\"step\":" + 2 * EPOCHS + ",\"train/epoch_loss\":"), lines.getLast());
        assertTrue(lines.getLast().contains("\"dev/loss\":"), lines.getLast());
        try (Stream<Path> names = Files.list(folder.resolve(stage))) {
            List<Path> events = names.filter(file -> file.getFileName().toString().startsWith("events.out.tfevents.")).toList();
            assertEquals(1, events.size());
            assertTrue(Files.size(events.getFirst()) > 100);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stage1", "stage2", "stage3"})
    void predictHearsWithTheModel(String stage) throws IOException {
        Path out = folder.resolve(stage + ".timeline.json");
        Cli run = Cli.run("predict", files.clip(0), "--model", model(stage), "--out", out, "--backend", "plain");
        assertEquals(0, run.exit(), run.err());
        Timeline timeline = TimelineReader.read(out);
        assertEquals(ModelDescriptor.EMOTIONS, timeline.emotions());
        assertTrue(timeline.hasAlpha());
        assertEquals(List.of(), timeline.notes());
    }

    @Test
    void everyStageChangesTheWeightsOfTheOneBefore() throws IOException {
        for (String[] pair : new String[][] {{"stage1", "stage2"}, {"stage2", "stage3"}}) {
            assertNotEquals(-1, Files.mismatch(model(pair[0]).resolve("model.safetensors"), model(pair[1]).resolve("model.safetensors")));
        }
    }

    @Test
    void theSameCommandAgainOnlyGivesTheModelAgain() throws IOException {
        byte[] weights = Files.readAllBytes(model("stage1").resolve("model.safetensors"));
        byte[] metrics = Files.readAllBytes(folder.resolve("stage1/metrics.jsonl"));
        Cli again = train("stage1", "clips.csv", files.encoder(), "stage1", "--lr", "1e-3");
        assertEquals(0, again.exit(), again.err());
        assertArrayEquals(weights, Files.readAllBytes(model("stage1").resolve("model.safetensors")));
        assertArrayEquals(metrics, Files.readAllBytes(folder.resolve("stage1/metrics.jsonl")));
    }

    @Test
    void anotherCommandInTheSameFolderIsRefused() {
        Cli other = train("stage1", "clips.csv", files.encoder(), "stage1", "--lr", "1e-3", "--link", "softplus");
        assertEquals(1, other.exit());
        assertTrue(other.err().contains("holds a run with other settings: link was exp and is now softplus"), other.err());
    }

    @Test
    void softmaxTrainsWithCrossEntropyAndCannotBecomeStage3() {
        Cli softmax = train("stage1", "clips.csv", files.encoder(), "softmax", "--link", "softmax", "--smoothing", "0");
        assertEquals(0, softmax.exit(), softmax.err());
        Cli stage3 = train("stage3", "preferences.jsonl", model("softmax"), "softmax3");
        assertEquals(2, stage3.exit());
        assertEquals(1, stage3.err().lines().count(), stage3.err());
        assertTrue(stage3.err().contains(model("softmax") + ": expected a model with concentrations (a Dirichlet link), found softmax"),
                stage3.err());
    }

    @Test
    void whenTheWeightsBreakItIsSaidInOneLine() {
        Cli diverged = train("stage1", "clips.csv", files.encoder(), "diverged", "--lr", "10", "--head-lr", "10", "--link", "unclamped-exp",
                "--warmup", "0", "--patience", "0");
        assertEquals(1, diverged.exit(), diverged.err());
        assertEquals(1, diverged.err().lines().count(), diverged.err());
        assertTrue(diverged.err().startsWith("prosodia: "), diverged.err());
        assertTrue(diverged.err().contains("step "), diverged.err());
    }
}
