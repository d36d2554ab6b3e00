package org.prosodia.studio.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.cli.Main;
import org.prosodia.pipeline.embedded.TinyModel;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.studio.Client;
import org.prosodia.studio.LoopMaterial;
import org.prosodia.studio.Serving;
import org.prosodia.tensor.TensorRuntime;

class FeedbackCommandTest {
    private static final Map<String, String> SURE = Map.of("annotator", "ann", "sure", "yes");
    private static final int LIMIT_SECONDS = 120;

    @TempDir
    private Path folder;

    private static boolean isViewing(Map<?, ?> phase) {
        return "viewing".equals(phase.get("phase"));
    }

    /** The command in a process of its own, to be killed. */
    private static Process process(LoopMaterial material, String... more) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(material.command(more)));
        return new ProcessBuilder(command).redirectError(material.folder().resolve("err.txt").toFile()).start();
    }

    private static void kill(Process process) throws InterruptedException {
        process.destroyForcibly();
        assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS));
    }

    @Test
    void killedWhilePeopleJudgeAndWhileItLearnsItGoesOn() throws Exception {
        LoopMaterial material = LoopMaterial.write(folder);
        String[] options = {"--epochs", "40"};
        Process process = process(material, options);
        try (BufferedReader out = process.inputReader()) {
            Client page = new Client(URI.create(out.readLine()));
            page.answer("ann", "left");
            page.answer("ann", "right");
            kill(process);
        }
        byte[] judged = Files.readAllBytes(material.out().resolve("preferences.jsonl"));
        process = process(material, options);
        try (BufferedReader out = process.inputReader()) {
            Client page = new Client(URI.create(out.readLine()));
            assertEquals(3L, page.answer("ann", "left").get("done"));
            page.post("/api/learn", SURE);
            page.phase(phase -> Long.valueOf(2).compareTo((Long) phase.get("epoch")) <= 0 && phase.get("what").toString().contains("Learn"));
            kill(process);
        }
        assertTrue(Files.notExists(material.out().resolve("stage3/model")), "killed before the end");
        byte[] now = Files.readAllBytes(material.out().resolve("preferences.jsonl"));
        assertArrayEquals(judged, Arrays.copyOf(now, judged.length));
        try (Serving again = Serving.start(material.command(options))) {
            again.client().phase(FeedbackCommandTest::isViewing);
            assertTrue(again.err().contains("going on after step "), again.err());
            Map<?, ?> view = again.client().get("/api/view");
            assertEquals(List.of("before", "after"), view.get("faces"));
            assertEquals(LoopMaterial.CLIPS, ((List<?>) view.get("clips")).size());
        }
    }

    @Test
    void moreChoicesAreLearntIntoAFolderOfTheirOwn() throws Exception {
        LoopMaterial material = LoopMaterial.write(folder);
        try (Serving first = Serving.start(material.command())) {
            first.client().answer("ann", "left");
            first.client().post("/api/learn", SURE);
            first.client().phase(FeedbackCommandTest::isViewing);
        }
        List<String> before = contents(material.out());
        try (Serving same = Serving.start(material.command())) {
            same.client().phase(FeedbackCommandTest::isViewing);
        }
        assertEquals(before, contents(material.out()), "nothing is done again");
        StringWriter err = new StringWriter();
        assertEquals(1, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), material.command("--beta", "0.7")));
        assertTrue(err.toString().contains("beta was 0.5 and is now 0.7"), err.toString());
        try (Serving more = Serving.start(material.command("--more"))) {
            assertEquals(1L, more.client().judging().get("choices"));
            assertEquals(2L, more.client().answer("ann", "right").get("done"));
            more.client().post("/api/learn", SURE);
            more.client().phase(FeedbackCommandTest::isViewing);
        }
        List<String> after = contents(material.out());
        assertTrue(after.containsAll(before.stream().filter(line -> !line.startsWith("preferences.jsonl")).toList()), "nothing is replaced");
        for (String name : List.of("stage3-2/model/model.safetensors", "after-2/clip0.json")) {
            assertTrue(Files.exists(material.out().resolve(name)), name);
        }
        assertEquals(2, Files.readAllLines(material.out().resolve("stage3-2.jsonl")).size());
        assertEquals(1, Files.readAllLines(material.out().resolve("stage3.jsonl")).size());
    }

    /** Names and times of all files but locks and settings. */
    private static List<String> contents(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).filter(file -> !file.toString().endsWith(".lock")).sorted().toList()) {
                lines.add(folder.relativize(file) + " " + Files.getLastModifiedTime(file));
            }
        }
        return lines;
    }

    @Test
    void aTrainingThatFailsIsSaidOnThePageAndTheTerminalAndCanBeTriedAgain() throws Exception {
        LoopMaterial material = LoopMaterial.write(folder);
        Path away = folder.resolve("away.wav");
        Path clip;
        try (Serving loop = Serving.start(material.command())) {
            String shown = loop.client().next("ann");
            clip = material.audio().resolve(shown.split("/")[0] + ".wav");
            loop.client().answer("ann", "left");
            Files.move(clip, away);
            loop.client().post("/api/learn", SURE);
            String failure = loop.client().phase(phase -> phase.get("failure") != null).get("failure").toString();
            assertTrue(failure.contains(clip.getFileName().toString()), failure);
            assertEquals(1, loop.exit());
            assertTrue(loop.err().contains("prosodia: ") && loop.err().contains(failure), loop.err());
        }
        Files.move(away, clip);
        try (Serving again = Serving.start(material.command())) {
            again.client().phase(FeedbackCommandTest::isViewing);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--model S1 --teacher S1 --audio A | 1 | --model: expected a model of stage 2, which answers for frames, found one of stage 1",
        "--model S2 --teacher S2 --audio A | 1 | --teacher: expected a model of stage 1, which answers for clips, found one of stage 2 or 3",
        "--model CE --teacher S1 --audio A | 1 | --model: expected a model with a Dirichlet likelihood, found one without concentrations",
        "--model A --teacher S1 --audio A | 1 | expected a model folder with config.json and weights, found no config.json",
        "--model S2 --teacher missing --audio A | 1 | missing: expected a model folder, found nothing",
        "--model S2 --teacher S1 --audio EMPTY | 2 | --audio: expected a folder of audio files (aif, ",
        "--model S2 --teacher S1 --audio missing | 2 | --audio: expected a folder of audio files, found nothing at missing",
        "--model S2 --teacher S1 --audio A --beta 0 | 2 | --beta: expected a number above 0, found 0.0",
        "--model S2 --teacher S1 --audio A --epochs 0 | 2 | --epochs: expected at least 1, found 0",
        "--model S2 --teacher S1 --audio A --count 1 | 2 | --count: expected at least 2 candidates, to be compared, found 1",
        "--model S2 --teacher S1 --audio A --pairs 0 | 2 | --pairs: expected at least 1, found 0",
        "--model S2 --teacher S1 --audio A --annotator simulated-x | 2 | --annotator: expected a name that does not begin with simulated-",
        "--model S2 --teacher S1 --audio A --intensity 3 | 2 | intensity: expected 0 to 2",
        "--model S2 --teacher S1 | 2 | --audio"})
    void whatMakesNoSenseIsNamed(String options, int exit, String message) throws IOException {
        LoopMaterial material = LoopMaterial.write(folder);
        Files.createDirectories(folder.resolve("empty/deeper"));
        try (TensorRuntime runtime = TensorRuntime.create()) {
            new StartingModel(runtime).framesOf(TinyModel.clips(runtime, LinkChoice.SOFTMAX, 1)).save(folder.resolve("ce"));
        }
        String[] arguments = ("feedback " + options + " --no-browser --out " + material.out()).replace(" S1", " " + material.stage1())
                .replace(" S2", " " + material.stage2()).replace(" CE", " " + folder.resolve("ce"))
                .replace(" A ", " " + material.audio() + " ").replace(" EMPTY", " " + folder.resolve("empty")).split(" ");
        StringWriter err = new StringWriter();
        assertEquals(exit, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments));
        assertTrue(err.toString().contains(message), err.toString());
        assertTrue(Files.notExists(material.out()), "nothing was begun");
    }
}
