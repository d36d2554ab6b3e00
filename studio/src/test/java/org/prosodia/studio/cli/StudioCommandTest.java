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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.cli.Main;
import org.prosodia.pipeline.timeline.format.JsonTimelineWriter;
import org.prosodia.studio.Material;

class StudioCommandTest {
    @TempDir
    private Path folder;

    /** A command that serves, on a thread of its own; interrupting it is pressing Ctrl-C. */
    private final class Serving implements AutoCloseable {
        private final CompletableFuture<URI> address = new CompletableFuture<>();
        private final StringWriter err = new StringWriter();
        private final Thread thread;
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();

        private Serving(String... arguments) {
            PrintWriter out = new PrintWriter(new StringWriter(), true) {
                @Override
                public void println(Object line) {
                    address.complete(URI.create(line.toString()));
                }
            };
            thread = Thread.ofVirtual().start(() -> exit.complete(Main.run(out, new PrintWriter(err, true), arguments)));
        }

        private URI address() throws Exception {
            return address.get(1, TimeUnit.MINUTES);
        }

        @Override
        public void close() {
            thread.interrupt();
            assertEquals(0, exit.join(), err.toString());
        }
    }

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
        try (Serving studio = new Serving("studio", "--candidates", candidates().toString(), "--out", out.toString(), "--no-browser")) {
            URI page = studio.address();
            assertEquals("127.0.0.1", page.getHost());
            assertEquals(200, status(page));
            assertEquals(401, status(page.resolve("/")));
            assertTrue(studio.err.toString().contains("6 pairs of 2 clips"), studio.err.toString());
            StringWriter err = new StringWriter();
            assertEquals(1, Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), "studio", "--candidates",
                    candidates().toString(), "--out", out.toString(), "--no-browser"));
            assertTrue(err.toString().contains("no other studio"), err.toString());
        }
        assertTrue(Files.notExists(out), "nobody judged anything");
    }

    @Test
    void warnsWhenOthersAreLetIn() throws Exception {
        try (Serving studio = new Serving("studio", "--candidates", candidates().toString(), "--out", folder.resolve("p.jsonl").toString(),
                "--no-browser", "--bind", "0.0.0.0", "--annotator", "ann")) {
            assertEquals("localhost", studio.address().getHost());
            assertTrue(studio.err.toString().contains("--bind 0.0.0.0: whoever can reach this machine"), studio.err.toString());
        }
    }

    @Test
    void viewsATimeline() throws Exception {
        candidates();
        Path timeline = folder.resolve("timeline.json");
        new JsonTimelineWriter().write(Material.timeline("clip0", 20, 3, 0), new float[0], timeline);
        try (Serving view = new Serving("view", timeline.toString(), folder.resolve("clip0.wav").toString(), "--no-browser")) {
            assertEquals(200, status(view.address()));
            assertFalse(view.err.toString().contains("prosodia:"), view.err.toString());
        }
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
