package org.prosodia.studio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.cli.CommandListener;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.pipeline.training.TrainingListener;
import org.prosodia.studio.Material;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Schedule;
import org.prosodia.studio.study.Study;

/** One address, at which judging is followed by waiting and that by viewing. */
class FeedbackPagesTest extends ServerTest {
    private final CompletableFuture<Set<List<String>>> saved = new CompletableFuture<>();
    private Path out;
    private FeedbackPages pages;
    private Thread judging;
    private boolean full;

    @BeforeEach
    void start() throws Exception {
        out = folder.resolve("preferences.jsonl");
        Comparisons comparisons = Comparisons.read(Material.write(folder, 20, 3, 20), out, 3, false, 1);
        Study study = Study.open(comparisons, new Schedule(1, 0, false), out, InstantSource.system());
        pages = new FeedbackPages(FaceAnimator.DEFAULT);
        serve(StudioServer.feedback(pages, "127.0.0.1", 0));
        assertEquals("working", phase().get("phase"));
        judging = Thread.ofVirtual().start(() -> {
            try {
                pages.judge(study, Optional.empty(), this::save);
            } catch (IOException e) {
                saved.completeExceptionally(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        while (!phase().get("phase").equals("judging")) {
            Thread.onSpinWait();
        }
    }

    @AfterEach
    void end() {
        judging.interrupt();
    }

    private void save() throws IOException {
        if (full) {
            throw new IOException("No space left on device");
        }
        saved.complete(written());
    }

    private Set<List<String>> written() throws IOException {
        Set<List<String>> answers = new HashSet<>();
        for (Preference answer : new PreferenceFile(out, Material.EMOTIONS).read()) {
            answers.add(List.of(answer.annotator(), answer.id().orElseThrow()));
        }
        return answers;
    }

    private Map<String, Object> phase() throws IOException {
        return json(open("/api/phase"));
    }

    private Http answer(String annotator, String id, String choice) throws IOException {
        return post("/api/judgements", "{\"annotator\":\"" + annotator + "\",\"id\":\"" + id + "\",\"choice\":\"" + choice + "\"}");
    }

    private Http learn(String sure) throws IOException {
        return post("/api/learn", "{\"annotator\":\"ann\",\"sure\":\"" + sure + "\"}");
    }

    @Test
    void tiesAloneTeachNothing() throws IOException {
        assertEquals(0L, phase().get("choices"));
        assertEquals(200, answer("ann", nextId("ann"), "tie").status());
        assertEquals(0L, phase().get("choices"));
        Http refused = learn("yes");
        assertEquals(409, refused.status());
        assertEquals("expected an answer that is no tie, to learn from, found none", json(refused).get("error"));
        assertEquals(200, answer("ann", nextId("ann"), "left").status());
        assertEquals(1L, phase().get("choices"));
    }

    @Test
    void whoEndsItMustBeSureWherePairsAreLeftOrOthersJudge() throws Exception {
        answer("ann", nextId("ann"), "left");
        nextId("bea");
        Http asked = learn("no");
        assertEquals(409, asked.status());
        assertEquals("You have not judged 59 pairs. This ends the judging for 1 other person as well. ", json(asked).get("price"));
        assertEquals("judging", phase().get("phase"));
        assertTrue(!saved.isDone());
        assertEquals(200, learn("yes").status());
        assertEquals("working", phase().get("phase"));
        assertEquals(written(), saved.get());
        judging.join();
    }

    @Test
    void whoIsAloneAndDoneNeedNotBeAsked() throws IOException {
        for (int i = 0; i < 60; i++) {
            answer("ann", nextId("ann"), "right");
        }
        assertEquals(200, learn("no").status());
    }

    @Test
    void whatComesAfterTheEndIsRefusedInEveryPhase() throws IOException {
        String id = nextId("bea");
        answer("ann", nextId("ann"), "left");
        learn("yes");
        for (int phase = 0; phase < 2; phase++) {
            Http late = answer("bea", id, "left");
            assertEquals(410, late.status());
            assertTrue(late.body().contains("was not saved"), late.body());
            assertEquals(410, learn("yes").status());
            assertEquals(410, post("/api/retractions", "{}").status());
            pages.view(List.of(), List.of());
            assertEquals("viewing", phase().get("phase"));
        }
        assertEquals(1, written().size());
    }

    @Test
    void whenTheEndCannotBeSavedJudgingGoesOn() throws IOException {
        answer("ann", nextId("ann"), "left");
        full = true;
        Http failed = learn("yes");
        assertEquals(507, failed.status());
        assertTrue(failed.body().contains("No space left on device"), failed.body());
        assertEquals(200, answer("ann", nextId("ann"), "left").status());
        full = false;
        assertEquals(200, learn("yes").status());
    }

    @Test
    void allThatWasAcknowledgedIsLearntFromHoweverManyAnswerAtTheEnd() throws Exception {
        answer("ann", nextId("ann"), "left");
        List<Callable<Set<List<String>>>> people = new ArrayList<>();
        for (int p = 0; p < 4; p++) {
            String name = "person" + p;
            people.add(() -> answerUntilTheEnd(name));
        }
        Set<List<String>> acknowledged = new HashSet<>(written());
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Set<List<String>>>> all = people.stream().map(threads::submit).toList();
            while ((Long) phase().get("choices") < 20) {
                Thread.onSpinWait();
            }
            assertEquals(200, learn("yes").status());
            for (Future<Set<List<String>>> one : all) {
                acknowledged.addAll(one.get());
            }
        }
        assertEquals(acknowledged, saved.get());
        assertEquals(acknowledged, written());
    }

    private Set<List<String>> answerUntilTheEnd(String name) throws IOException {
        Set<List<String>> acknowledged = new HashSet<>();
        Http next = open("/api/next?annotator=" + name);
        while (next.status() == 200 && json(next).get("now") instanceof Map<?, ?> now) {
            String id = now.get("id").toString();
            Http said = answer(name, id, "left");
            if (said.status() == 200) {
                acknowledged.add(List.of(name, id));
            }
            next = open("/api/next?annotator=" + name);
        }
        return acknowledged;
    }

    @Test
    void waitingSaysHowFarItIsAndWhatWentWrong() throws IOException {
        answer("ann", nextId("ann"), "left");
        learn("yes");
        CommandListener listener = pages.work("Learning");
        listener.started(2, 30, 100);
        listener.step(new TrainingListener.Step(3, 0.5, 1, 1, 2, 3));
        listener.epoch(1, 10, Map.of(), true);
        assertEquals(Map.of("phase", "working", "what", "Learning", "step", 3L, "steps", 30L, "epoch", 1L, "epochs", 10L),
                without(phase(), "failure"));
        listener.failed("no such file");
        pages.fail("something");
        assertEquals("no such file", phase().get("failure"));
        pages.work("again");
        assertEquals(null, phase().get("failure"));
        assertTrue(open("/").body().contains("<title>Prosodia learns</title>"));
    }

    private static Map<String, Object> without(Map<String, Object> all, String key) {
        Map<String, Object> rest = new HashMap<>(all);
        rest.remove(key);
        return rest;
    }

    @Test
    void eachPhaseHasItsPageAtTheSameAddress() throws IOException {
        assertTrue(open("/").body().contains("<title>Prosodia studio</title>"));
        answer("ann", nextId("ann"), "left");
        learn("yes");
        assertTrue(open("/").body().contains("<title>Prosodia learns</title>"));
        pages.view(List.of(new Scene("a", folder.resolve("clip0.wav"), List.of(Material.timeline("a", 20, 3, 0)))), List.of("after"));
        assertTrue(open("/").body().contains("<title>Prosodia view</title>"));
        assertEquals(200, open("/api/curves/0/0").status());
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/phase, 401", "POST, /api/learn, 401"})
    void nothingIsGivenOrEndedWithoutTheToken(String method, String path, int status) throws IOException {
        answer("ann", nextId("ann"), "left");
        byte[] body = "{\"annotator\":\"ann\",\"sure\":\"yes\"}".getBytes(StandardCharsets.US_ASCII);
        assertEquals(status, Http.send(address, List.of(method + " " + path + " HTTP/1.1", "Host: " + address.getAuthority(),
                "Content-Type: application/json", "Content-Length: " + body.length), body).status());
        assertEquals("judging", phase().get("phase"));
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/phase, 405", "GET, /api/learn, 405", "DELETE, /api/learn, 405", "POST, /api/view, 404"})
    void otherMethodsAreRefused(String method, String path, int status) throws IOException {
        assertEquals(status, Http.send(address, List.of(method + " " + path + " HTTP/1.1", "Host: " + address.getAuthority(),
                "X-Prosodia-Token: " + token, "Content-Length: 0"), new byte[0]).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null"})
    void aPageFromElsewhereEndsNothing(String origin) throws IOException {
        answer("ann", nextId("ann"), "left");
        assertEquals(403, post("/api/learn", "{\"annotator\":\"ann\",\"sure\":\"yes\"}", "Content-Type: application/json",
                "Origin: " + origin).status());
        assertEquals("judging", phase().get("phase"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`` | 400 | expected a JSON object",
        "no json | 400 | no valid JSON",
        "{} | 400 | expected the keys",
        "{\"annotator\":\"ann\"} | 400 | expected the keys",
        "{\"annotator\":\"ann\",\"sure\":\"yes\",\"more\":1} | 400 | expected the keys",
        "{\"annotator\":\"ann\",\"sure\":true} | 400 | sure: expected a string",
        "{\"annotator\":\"ann\",\"sure\":\"perhaps\"} | 400 | sure: expected yes or no",
        "{\"annotator\":\"\",\"sure\":\"yes\"} | 400 | annotator: expected a name",
        "{\"annotator\":\"simulated-x\",\"sure\":\"yes\"} | 400 | annotator: expected a name that does not begin with simulated-"})
    void anEndThatMakesNoSenseIsRefusedWithAReason(String body, int status, String reason) throws IOException {
        answer("ann", nextId("ann"), "left");
        Http answer = post("/api/learn", body);
        assertEquals(status, answer.status());
        assertTrue(json(answer).get("error").toString().contains(reason), answer.body());
        assertEquals("judging", phase().get("phase"));
    }

    @Test
    void aLongEndIsRefused() throws IOException {
        assertEquals(413, post("/api/learn", "{\"annotator\":\"" + "a".repeat(70_000) + "\"}").status());
        assertTrue(Files.notExists(out));
    }
}
