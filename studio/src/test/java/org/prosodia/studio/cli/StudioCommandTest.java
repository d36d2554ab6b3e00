package org.prosodia.studio.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.cli.Main;
import org.prosodia.pipeline.timeline.format.JsonTimelineWriter;
import org.prosodia.studio.LoopMaterial;
import org.prosodia.studio.Material;
import org.prosodia.studio.Serving;

class StudioCommandTest {
    @TempDir
    private Path folder;

    private static int status(URI page) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
        try {
            return connection.getResponseCode();
        } finally {
            connection.disconnect();
        }
    }

    private Path candidates() throws IOException {
        return Material.write(folder, 2, 3, 20).path();
    }

    @Test
    void servesThePageOnThisMachineUntilItIsEnded() throws Exception {
        Path out = folder.resolve("made/preferences.jsonl");
        try (Serving studio = Serving.start("studio", "--candidates", candidates().toString(), "--out", out.toString(), "--no-browser")) {
            URI page = studio.address();
            assertEquals("127.0.0.1", page.getHost());
            assertEquals(200, status(page));
            assertEquals(401, status(page.resolve("/")));
            assertTrue(studio.err().contains("6 pairs of 2 clips"), studio.err());
            StringWriter err = new StringWriter();
            assertEquals(1, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), "studio", "--candidates",
                    candidates().toString(), "--out", out.toString(), "--no-browser"));
            assertTrue(err.toString().contains("no other studio"), err.toString());
        }
        assertTrue(Files.notExists(out), "nobody judged anything");
    }

    @Test
    void aFileThatCannotBeHeardKeepsNobodyFromJudgingTheOthers() throws Exception {
        LoopMaterial material = LoopMaterial.write(folder);
        Files.writeString(material.clip(0), "no audio");
        String[] command = {"studio", "--model", material.stage1().toString(), "--audio", material.audio().toString(), "--count", "2",
            "--out", folder.resolve("p.jsonl").toString(), "--no-browser"};
        try (Serving studio = Serving.start(command)) {
            assertEquals(200, status(studio.address()));
            assertTrue(studio.err().contains("clip0.wav"), studio.err());
            assertTrue(studio.err().contains("3 of 4 clips"), "heard what is being made: " + studio.err());
            assertTrue(studio.err().contains("not all clips could be heard; the others can be judged"), studio.err());
            assertTrue(studio.err().contains("3 pairs of 3 clips"), studio.err());
        }
        command[2] = material.stage2().toString();
        try (Serving other = Serving.start(command)) {
            assertEquals(1, other.exit(), "candidates of another model are not taken for those of this one");
        }
    }

    @Test
    void warnsWhenOthersAreLetIn() throws Exception {
        try (Serving studio = Serving.start("studio", "--candidates", candidates().toString(), "--out", folder.resolve("p.jsonl").toString(),
                "--no-browser", "--bind", "0.0.0.0", "--annotator", "ann")) {
            assertEquals("localhost", studio.address().getHost());
            assertTrue(studio.err().contains("--bind 0.0.0.0: whoever can reach this machine"), studio.err());
        }
    }

    @Test
    void viewsATimeline() throws Exception {
        candidates();
        Path timeline = folder.resolve("timeline.json");
        new JsonTimelineWriter().write(Material.timeline("clip0", 20, 3, 0), new float[0], timeline);
        try (Serving view = Serving.start("view", timeline.toString(), folder.resolve("clip0.wav").toString(), "--no-browser")) {
            assertEquals(200, status(view.address()));
            assertEquals(List.of("timeline.json"), view.client().get("/api/view").get("faces"));
            assertFalse(view.err().contains("prosodia:"), view.err());
        }
    }

    @ParameterizedTest
    @CsvSource({"before.json, after.json, before.json, after.json", "before/a.json, after/a.json, before/a.json, after/a.json"})
    void viewsTwoTimelinesByNamesThatTellThemApart(String one, String other, String left, String right) throws Exception {
        candidates();
        for (String name : List.of(one, other)) {
            Files.createDirectories(folder.resolve(name).getParent());
            new JsonTimelineWriter().write(Material.timeline("clip0", 20, name.length() % 6, 0), new float[0], folder.resolve(name));
        }
        try (Serving view = Serving.start("view", folder.resolve(one).toString(), folder.resolve("clip0.wav").toString(), "--beside",
                folder.resolve(other).toString(), "--no-browser")) {
            assertEquals(List.of(left, right), view.client().get("/api/view").get("faces"));
            assertEquals(List.of("clip0"), view.client().get("/api/view").get("clips"));
        }
    }

    @Test
    void aSecondTimelineMustGoWithTheAudioAsWell() throws IOException {
        candidates();
        Path fits = folder.resolve("fits.json");
        Path longer = folder.resolve("longer.json");
        new JsonTimelineWriter().write(Material.timeline("clip0", 20, 3, 0), new float[0], fits);
        new JsonTimelineWriter().write(Material.timeline("clip0", 60, 3, 0), new float[0], longer);
        StringWriter err = new StringWriter();
        assertEquals(1, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), "view", fits.toString(),
                folder.resolve("clip0.wav").toString(), "--beside", longer.toString(), "--no-browser"));
        assertTrue(err.toString().contains("longer.json: length: expected about 0.4"), err.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "--candidates C --out O --port 70000 | 2 | --port: expected 0 to 65535, found 70000",
        "--candidates C --out O --repeat 2 | 2 | --repeat: expected a share from 0 to 1, found 2.0",
        "--candidates C --out O --pairs 0 | 2 | --pairs: expected at least 1, found 0",
        "--candidates C --out O --annotator simulated-x | 2 | --annotator: expected a name that does not begin with simulated-",
        "--candidates C --out O --intensity 3 | 2 | intensity: expected 0 to 2",
        "--candidates missing --out O | 1 | expected a file of candidates, found nothing",
        "--candidates C --model M --audio A --out O | 2 | mutually exclusive",
        "--model M --out O | 2 | --audio",
        "--model missing --audio C --out O | 1 | missing",
        "--out O | 2 | Missing required argument"})
    void whatMakesNoSenseIsNamed(String options, int exit, String message) throws IOException {
        String[] arguments = ("studio " + options + " --no-browser").replace(" C", " " + candidates())
                .replace(" O", " " + folder.resolve("o")).split(" ");
        StringWriter err = new StringWriter();
        assertEquals(exit, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), arguments));
        assertTrue(err.toString().contains(message), err.toString());
    }
}
