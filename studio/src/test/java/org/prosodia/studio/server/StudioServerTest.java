package org.prosodia.studio.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.studio.Material;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Schedule;
import org.prosodia.studio.study.Study;
import org.prosodia.wav2vec2.JsonObject;

/** What the server gives, and whom it refuses. */
class StudioServerTest extends ServerTest {
    private Path out;

    @BeforeEach
    void start() throws IOException {
        out = folder.resolve("preferences.jsonl");
        Comparisons comparisons = Comparisons.read(Material.write(folder, 2, 3, 20), out, 3, false, 1);
        Study study = Study.open(comparisons, new Schedule(1, 0, false), out, InstantSource.system());
        serve(StudioServer.judge(study, Optional.empty(), FaceAnimator.DEFAULT, "127.0.0.1", 0));
    }

    @Test
    void theAddressLetsABrowserInAndGivesItACookie() throws IOException {
        Http page = get("/?token=" + token);
        assertEquals(200, page.status());
        assertTrue(page.body().contains("<title>Prosodia studio</title>"));
        String cookie = page.header("Set-Cookie").orElseThrow();
        assertTrue(cookie.endsWith("; Path=/; HttpOnly; SameSite=Strict"), cookie);
        Http script = get("/page/judge.js", "Cookie: other=1; " + cookie.split(";")[0]);
        assertEquals(200, script.status());
        assertEquals(Optional.of("text/javascript;charset=utf-8"), script.header("Content-Type"));
        assertEquals(200, get("/lib/three.module.min.js", "Cookie: " + cookie.split(";")[0]).status());
    }

    @Test
    void everyAnswerCarriesTheHeadersThatKeepThePageToItself() throws IOException {
        for (Http answer : List.of(open("/"), open("/api/study"), get("/"), open("/nothing"))) {
            String policy = answer.header("Content-Security-Policy").orElseThrow();
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; "), policy);
            assertFalse(policy.contains("http"), policy);
            assertEquals(Optional.of("nosniff"), answer.header("X-Content-Type-Options"));
            assertEquals(Optional.of("DENY"), answer.header("X-Frame-Options"));
            assertEquals(Optional.of("no-referrer"), answer.header("Referrer-Policy"));
            assertEquals(Optional.of("no-store"), answer.header("Cache-Control"));
            assertEquals(Optional.empty(), answer.header("Server"));
            assertEquals(Optional.empty(), answer.header("Access-Control-Allow-Origin"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page/judge.js", "/lib/three.module.min.js", "/api/study", "/api/next?annotator=ann", "/api/audio/0",
        "/api/curves/0/0", "/nothing", "/?token=", "/?token=0123456789abcdef"})
    void nothingIsGivenWithoutTheToken(String path) throws IOException {
        assertEquals(401, get(path).status());
        assertEquals(401, get(path, "X-Prosodia-Token: " + token.substring(1)).status());
        assertEquals(401, get(path, "Cookie: prosodia-" + address.getPort() + "=" + "0".repeat(48)).status());
    }

    @Test
    void nothingIsWrittenWithoutTheToken() throws IOException {
        String body = "{\"annotator\":\"ann\",\"id\":\"" + nextId("ann") + "\",\"choice\":\"left\"}";
        Http refused = Http.send(address, List.of("POST /api/judgements HTTP/1.1", "Host: " + address.getAuthority(),
                "Content-Type: application/json", "Content-Length: " + body.length()), body.getBytes(StandardCharsets.US_ASCII));
        assertEquals(401, refused.status());
        assertTrue(Files.notExists(out));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1.evil.example:PORT", "localhost", "localhost:1", "127.0.0.1",
        "localhost.evil.example:PORT", "127.0.0.1:PORT@evil.example"})
    void aNameThatSomeoneElseMadeLeadHereIsRefused(String host) throws IOException {
        Http answer = Http.send(address, List.of("GET /api/study HTTP/1.1", "Host: " + host.replace("PORT", "" + address.getPort()),
                "X-Prosodia-Token: " + token), new byte[0]);
        assertTrue(answer.status() == 403 || answer.status() == 400, answer.headers().toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:PORT", "LOCALHOST:PORT", "127.0.0.1:PORT", "[::1]:PORT"})
    void thisMachineMayBeNamedInSeveralWays(String host) throws IOException {
        Http answer = Http.send(address, List.of("GET /api/study HTTP/1.1", "Host: " + host.replace("PORT", "" + address.getPort()),
                "X-Prosodia-Token: " + token), new byte[0]);
        assertEquals(200, answer.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:PORT", "http://127.0.0.1:1", "http://localhost:PORT",
        "file://"})
    void aPageFromElsewhereIsRefused(String origin) throws IOException {
        String body = "{\"annotator\":\"ann\",\"id\":\"" + nextId("ann") + "\",\"choice\":\"left\"}";
        Http answer = post("/api/judgements", body, "Content-Type: application/json",
                "Origin: " + origin.replace("PORT", "" + address.getPort()));
        assertEquals(403, answer.status());
        assertTrue(Files.notExists(out));
        assertEquals(200,
                post("/api/judgements", body, "Content-Type: application/json", "Origin: http://" + address.getAuthority()).status());
    }

    @ParameterizedTest
    @CsvSource({"cross-site, cors, 403", "same-site, no-cors, 403", "same-origin, cors, 200", "none, navigate, 200",
        "cross-site, navigate, 200"})
    void whatABrowserSaysOfTheSourceIsHeeded(String site, String mode, int status) throws IOException {
        assertEquals(status, get("/", "X-Prosodia-Token: " + token, "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../../etc/passwd", "/page/../../../../etc/passwd", "/page/..%2f..%2fstudy/Study.class",
        "/%2e%2e/%2e%2e/etc/passwd", "/page//judge.js", "/page/judge.js/", "/page/%6audge.js%00", "/api/audio/../../preferences.jsonl",
        "/api/audio/..%2fclip0.wav", "/api/audio/clip0.wav", "/api/audio/-1", "/api/audio/2", "/api/audio/0/0", "/api/audio/",
        "/api/audio/99999999999", "/api/curves/0", "/api/curves/0/3", "/api/curves/0/..", "/api/curves/x/0", "/page/",
        "/META-INF/MANIFEST.MF", "/preferences.jsonl", "/page\\..\\judge.js"})
    void noPathLeadsOutOfWhatIsListed(String path) throws IOException {
        Http answer = open(path);
        assertTrue(answer.status() == 404 || answer.status() == 400, path + ": " + answer.status());
        assertFalse(answer.body().contains("root:"));
    }

    @ParameterizedTest
    @CsvSource({"DELETE, /api/judgements, 405", "GET, /api/judgements, 405", "POST, /api/study, 405", "PUT, /, 405", "POST, /nothing, 404"})
    void otherMethodsAreRefused(String method, String path, int status) throws IOException {
        assertEquals(status, Http.send(address, List.of(method + " " + path + " HTTP/1.1", "Host: " + address.getAuthority(),
                "X-Prosodia-Token: " + token, "Content-Length: 0"), new byte[0]).status());
    }

    @Test
    void longBodiesAreRefusedWhetherTheyAnnounceTheirLengthOrNot() throws IOException {
        String long1 = "{\"annotator\":\"" + "a".repeat(70_000) + "\"}";
        assertEquals(413, post("/api/judgements", long1).status());
        StringBuilder chunks = new StringBuilder();
        for (int i = 0; i < 80; i++) {
            chunks.append("400\r\n").append("a".repeat(1024)).append("\r\n");
        }
        assertEquals(413, Http.send(address, List.of("POST /api/judgements HTTP/1.1", "Host: " + address.getAuthority(),
                "X-Prosodia-Token: " + token, "Content-Type: application/json", "Transfer-Encoding: chunked"),
                (chunks + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII)).status());
        assertTrue(Files.notExists(out));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`` | expected a JSON object",
        "no json | no valid JSON",
        "[] | expected a JSON object",
        "{} | expected the keys",
        "{\"annotator\":\"ann\",\"id\":\"x\"} | expected the keys",
        "{\"annotator\":\"ann\",\"id\":\"x\",\"choice\":\"left\",\"more\":1} | expected the keys",
        "{\"annotator\":\"ann\",\"annotator\":\"bea\",\"id\":\"x\",\"choice\":\"left\"} | no valid JSON",
        "{\"annotator\":1,\"id\":\"x\",\"choice\":\"left\"} | annotator: expected a string",
        "{\"annotator\":\"ann\",\"id\":null,\"choice\":\"left\"} | id: expected a string",
        "{\"annotator\":\"ann\",\"id\":\"x\",\"choice\":\"both\"} | choice: expected left, right or tie",
        "{\"annotator\":\"simulated-x\",\"id\":\"x\",\"choice\":\"left\"} | annotator: expected a name that does not begin with simulated-",
        "{\"annotator\":\" \",\"id\":\"x\",\"choice\":\"left\"} | annotator: expected a name of 1 to 60",
        "{\"annotator\":\"ann\",\"id\":\"x\",\"choice\":\"left\"} 1 | expected one JSON object"})
    void bodiesThatMakeNoSenseAreRefusedWithAReason(String body, String reason) throws IOException {
        Http answer = post("/api/judgements", body);
        assertEquals(400, answer.status());
        assertTrue(json(answer).get("error").toString().contains(reason), answer.body());
        assertTrue(Files.notExists(out));
    }

    @Test
    void deepNestingAndOtherTypesAreRefused() throws IOException {
        assertEquals(400, post("/api/judgements", "{\"a\":".repeat(2000) + "1" + "}".repeat(2000)).status());
        assertEquals(415, post("/api/judgements", "{}", "Content-Type: text/plain").status());
        assertEquals(415, post("/api/judgements", "annotator=ann", "Content-Type: application/x-www-form-urlencoded").status());
        byte[] latin = "{\"annotator\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertEquals(400, Http.send(address, List.of("POST /api/judgements HTTP/1.1", "Host: " + address.getAuthority(),
                "X-Prosodia-Token: " + token, "Content-Type: application/json", "Content-Length: " + latin.length), latin).status());
    }

    @Test
    void judgesOnceHoweverOftenItIsAsked() throws IOException {
        String id = nextId("ann");
        String body = "{\"annotator\":\"ann\",\"id\":\"" + id + "\",\"choice\":\"tie\"}";
        Map<String, Object> first = json(post("/api/judgements", body));
        assertEquals(true, first.get("changed"));
        assertEquals(1L, first.get("done"));
        assertEquals(id, first.get("last"));
        assertEquals(false, json(post("/api/judgements", body)).get("changed"));
        assertEquals(1, new PreferenceFile(out, Material.EMOTIONS).entries().size());
        Http stale = post("/api/judgements", body.replace(id, "clip0/0-1/7"));
        assertEquals(409, stale.status());
        assertTrue(json(stale).get("now") instanceof Map, "with what is to be done now");
        String undo = "{\"annotator\":\"ann\",\"id\":\"" + id + "\"}";
        assertEquals(0L, json(post("/api/retractions", undo)).get("done"));
        assertEquals(false, json(post("/api/retractions", undo)).get("changed"));
        String skipped = nextId("ann");
        assertEquals(1L, json(post("/api/skips", undo.replace(id, skipped))).get("skipped"));
        assertEquals(2, new PreferenceFile(out, Material.EMOTIONS).entries().size());
    }

    @Test
    void aDiskThatCannotBeWrittenIsSaidAndNothingIsLost() throws IOException {
        String id = nextId("ann");
        Files.createDirectory(out); // in the place of the file: opening it for writing fails
        Http failed = post("/api/judgements", "{\"annotator\":\"ann\",\"id\":\"" + id + "\",\"choice\":\"left\"}");
        assertEquals(507, failed.status());
        assertTrue(failed.body().contains("not saved: ") && failed.body().contains("if the disk is full make room"), failed.body());
        Files.delete(out);
        Path elsewhere = Files.createSymbolicLink(out, folder.resolve("gone/preferences.jsonl"));
        Http gone = post("/api/judgements", "{\"annotator\":\"ann\",\"id\":\"" + id + "\",\"choice\":\"left\"}");
        assertEquals(507, gone.status());
        assertTrue(gone.body().contains("press the key again when that is mended"), gone.body());
        Files.delete(elsewhere);
        assertEquals(200, post("/api/judgements", "{\"annotator\":\"ann\",\"id\":\"" + id + "\",\"choice\":\"left\"}").status());
        assertEquals(1, new PreferenceFile(out, Material.EMOTIONS).read().size());
    }

    @Test
    void givesSoundAndMovingFaces() throws IOException {
        assertTrue(open("/api/audio/1").body().startsWith("RIFF"));
        Map<String, Object> curves = json(open("/api/curves/1/2"));
        Map<?, ?> face = (Map<?, ?>) curves.get("face");
        assertEquals("prosodia.blendshapes/1", face.get("schema"));
        assertEquals(60.0, face.get("fps"));
        assertEquals(Blendshape.NAMES, face.get("channels"));
        assertEquals(Material.EMOTIONS, ((Map<?, ?>) curves.get("timeline")).get("emotions"));
        Map<String, Object> study = json(open("/api/study"));
        assertEquals(6L, study.get("pairs"));
        assertEquals(null, study.get("annotator"));
    }

    @Test
    void anAudioThatCannotBeReadIsSaid() throws IOException {
        Files.writeString(folder.resolve("clip0.wav"), "no audio");
        Http answer = open("/api/audio/0");
        assertEquals(500, answer.status());
        assertTrue(answer.body().contains("clip0.wav"), answer.body());
        assertEquals(200, open("/api/audio/1").status());
    }

    @Test
    void aTimelineOfOtherAudioIsSaidAndNotShown() throws IOException {
        WavWriter.writePcm16(folder.resolve("clip0.wav"), Material.hum(30, 100));
        Http answer = open("/api/curves/0/1");
        assertEquals(500, answer.status());
        assertTrue(answer.body().contains("clip0.wav, timeline 1: length: expected about 0.6"), answer.body());
        assertEquals(200, open("/api/curves/1/1").status());
    }

    @Test
    void aStudioForOnePersonIsForThatPerson() throws IOException {
        Comparisons comparisons = Comparisons.read(Material.write(folder, 1, 2, 20), out, 3, false, 1);
        Study study = Study.open(comparisons, new Schedule(1, 0, false), out, InstantSource.system());
        serve(StudioServer.judge(study, Optional.of("ann"), FaceAnimator.DEFAULT, "localhost", 0));
        assertEquals("ann", json(open("/api/study")).get("annotator"));
        assertEquals(200, open("/api/next?annotator=ann").status());
        assertEquals(403, open("/api/next?annotator=bea").status());
        assertEquals(400, open("/api/next").status());
    }

    @Test
    void theViewerGivesEachTimelineOfEachClipInEveryFormat() throws IOException {
        List<Scene> scenes = IntStream.range(0, 2).mapToObj(c -> new Scene("speech" + c, folder.resolve("clip" + c + ".wav"),
                List.of(Material.timeline("a", 20, 3, c), Material.timeline("a", 20, 4, c)))).toList();
        serve(StudioServer.view(scenes, List.of("before", "after"), FaceAnimator.DEFAULT, "127.0.0.1", 0));
        assertEquals(List.of("speech0", "speech1"), json(open("/api/view")).get("clips"));
        assertEquals(List.of("before", "after"), json(open("/api/view")).get("faces"));
        assertTrue(open("/").body().contains("<title>Prosodia view</title>"));
        Set<String> different = new HashSet<>();
        for (String place : List.of("0/0", "0/1", "1/0", "1/1")) {
            assertTrue(open("/api/csv/" + place).body().startsWith("time,eyeBlinkLeft,"));
            assertEquals("prosodia.blendshapes/1", json(open("/api/json/" + place)).get("schema"));
            different.add(open("/api/curves/" + place).body());
        }
        assertEquals(4, different.size());
        assertTrue(open("/api/audio/1").body().startsWith("RIFF"));
        assertEquals(404, open("/api/next?annotator=ann").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/audio/1", "/api/audio", "/api/curves/0/1", "/api/curves/1/0", "/api/csv/0/1", "/api/csv/0", "/api/csv/",
        "/api/json/0/..", "/api/json/-1/0", "/api/json/0/0/0", "/api/learn"})
    void theViewerHasNothingElse(String path) throws IOException {
        Scene scene = new Scene("speech", folder.resolve("clip0.wav"), List.of(Material.timeline("a", 20, 3, 0)));
        serve(StudioServer.view(List.of(scene), List.of("a.json"), FaceAnimator.DEFAULT, "127.0.0.1", 0));
        assertEquals(200, open("/api/csv/0/0").status());
        assertEquals(404, open(path).status());
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        String message = assertThrows(IOException.class, () -> StudioServer.view(List.of(), List.of(), FaceAnimator.DEFAULT,
                "127.0.0.1", address.getPort())).getMessage();
        assertTrue(message.contains(":" + address.getPort()), message);
    }
}
