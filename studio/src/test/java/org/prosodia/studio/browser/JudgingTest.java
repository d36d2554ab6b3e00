package org.prosodia.studio.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.preference.CandidateFile;
import org.prosodia.pipeline.preference.Entry;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.studio.Material;
import org.prosodia.studio.server.StudioServer;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Schedule;
import org.prosodia.studio.study.Study;

/** People at work, in a real browser; skipped where there is none. */
class JudgingTest {
    @TempDir
    private Path folder;
    private CandidateFile candidates;
    private Path out;
    private StudioServer server;

    @BeforeEach
    void start() throws IOException {
        candidates = Material.write(folder, 8, 3, 30);
        out = folder.resolve("preferences.jsonl");
        server = serve(0);
    }

    private StudioServer serve(int port) throws IOException {
        Comparisons comparisons = Comparisons.read(candidates, out, 3, false, 1);
        Study study = Study.open(comparisons, new Schedule(1, 0.1, false), out, InstantSource.system());
        return StudioServer.judge(study, Optional.empty(), FaceAnimator.DEFAULT, "127.0.0.1", port);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private List<Entry> lines() throws IOException {
        return new PreferenceFile(out, Material.EMOTIONS).entries();
    }

    private static List<String> ids(List<? extends Entry> entries) {
        return entries.stream().map(entry -> ((Preference) entry).id().orElseThrow()).toList();
    }

    @Test
    void twentyPairsByKeyboardWithAReloadInTheMiddle() throws IOException {
        CharSequence[] keys = {Keys.ARROW_LEFT, Keys.ARROW_RIGHT, "t", "T"};
        List<String> expected = new ArrayList<>();
        List<String> chosen = new ArrayList<>();
        try (Page page = Page.open(server.address())) {
            page.begin("ann");
            for (int i = 0; i < 20; i++) {
                String id = page.shown();
                expected.add(id);
                String[] sides = id.split("/")[1].split("-");
                chosen.add(i % 4 < 2 ? sides[i % 4] : "tie");
                page.answer(keys[i % 4]);
                assertEquals(i + 1, lines().size(), "on the disk before the next pair shows");
                if (i == 10) {
                    page.reload();
                }
            }
            assertTrue(page.text("progress").startsWith("ann: 20 judged (10 ties), "), page.text("progress"));
        }
        assertEquals(expected, ids(lines()));
        for (int i = 0; i < 20; i++) {
            Preference line = (Preference) lines().get(i);
            assertEquals("ann", line.annotator());
            assertEquals(chosen.get(i).equals("tie"), line.tie());
            assertTrue(line.tie() || line.chosen().path().orElseThrow().endsWith("/" + chosen.get(i) + ".json"), line.toString());
        }
    }

    @Test
    void skippingUndoingAndPlayingByKeyboard() throws IOException {
        try (Page page = Page.open(server.address())) {
            page.begin("ann");
            String first = page.shown();
            page.answer("s");
            assertEquals(List.of(), Files.exists(out) ? lines() : List.of());
            String second = page.shown();
            page.answer(Keys.ARROW_LEFT);
            page.answer("u");
            assertEquals(second.replaceFirst("1$", "2"), page.shown(), "it is asked again");
            assertEquals(2, lines().size());
            assertTrue(page.text("progress").contains(" 0 judged (0 ties)") && page.text("progress").endsWith("1 of them skipped"));
            page.until("the end of the sound", () -> page.text("play").endsWith("again"));
            Long plays = (Long) page.script("return Number(document.body.dataset.plays)");
            page.press(Keys.SPACE);
            page.until("sound again", () -> (Long) page.script("return Number(document.body.dataset.plays)") == plays + 1);
            assertEquals(2, lines().size(), "space answers nothing");
            assertTrue(!page.shown().equals(first));
        }
    }

    @Test
    void twoPeopleAtOnceAndOneOfThemInTwoWindows() throws IOException {
        try (Page ann = Page.open(server.address());
                Page bea = Page.open(server.address());
                Page annAgain = Page.open(server.address())) {
            ann.begin("ann");
            bea.begin("bea");
            annAgain.begin("ann");
            String both = ann.shown();
            assertEquals(both, annAgain.shown());
            ann.answer(Keys.ARROW_LEFT);
            annAgain.answer(Keys.ARROW_RIGHT);
            annAgain.until("the other window to be spoken of", () -> annAgain.text("status").contains("another window"));
            for (int i = 0; i < 4; i++) {
                ann.answer(Keys.ARROW_RIGHT);
                bea.answer(Keys.ARROW_LEFT);
            }
            List<Entry> anns = lines().stream().filter(line -> line.annotator().equals("ann")).toList();
            assertEquals(both, ids(anns).getFirst());
            assertEquals(5, anns.size(), "what the second window said of the same pair is not written");
            assertEquals(5, new HashSet<>(ids(anns)).size());
            assertEquals(4, lines().stream().filter(line -> line.annotator().equals("bea")).count());
        }
    }

    @Test
    void aServerThatDiesIsWaitedForAndOneThatComesBackGoesOn() throws IOException {
        try (Page page = Page.open(server.address())) {
            page.begin("ann");
            page.answer(Keys.ARROW_LEFT);
            int port = server.address().getPort();
            server.close();
            String asked = page.shown();
            page.press(Keys.ARROW_RIGHT);
            page.until("the trouble to be said", () -> page.text("status").contains("not saved yet"));
            assertEquals(1, lines().size());
            server = serve(port);
            page.until("the new address to be asked for", () -> page.text("status").contains("started anew"));
            assertEquals(1, lines().size());
            page.go(server.address());
            page.untilShown();
            assertEquals(asked, page.shown());
            page.answer(Keys.ARROW_RIGHT);
            page.answer("t");
        }
        assertEquals(3, lines().size());
        assertEquals(3, new HashSet<>(ids(lines())).size());
    }

    @Test
    void nobodyJudgesWhatTheyWereNotShown() throws IOException {
        try (Page page = Page.open(server.address())) {
            page.begin("ann");
            page.answer(Keys.ARROW_LEFT);
            for (int clip = 0; clip < 8; clip++) {
                Files.delete(folder.resolve("clip" + clip + ".wav"));
            }
            for (int i = 0; i < 8 && !page.text("status").contains("cannot be shown"); i++) { // some was fetched before
                String before = page.shown();
                page.press("s");
                page.until("another pair", () -> !page.shown().equals(before)
                        && (Boolean) page.script("return !document.body.dataset.busy"));
            }
            page.until("the trouble to be said", () -> page.text("status").contains("cannot be shown"));
            page.press(Keys.ARROW_LEFT, "t", Keys.SPACE);
            assertEquals(List.of(true, true, true, false), page.script("return ['choose-left', 'tie', 'play', 'skip']"
                    + ".map(id => document.getElementById(id).disabled)"));
            assertEquals(1, lines().size());
        }
    }

    @Test
    void somebodyHasToJudge() throws IOException {
        try (Page page = Page.open(server.address())) {
            page.until("the question", () -> (Boolean) page.script("return document.getElementById('who').open"));
            page.press(Keys.ESCAPE);
            page.press(Keys.ESCAPE);
            page.begin("ann");
            page.answer(Keys.ARROW_LEFT);
        }
        assertEquals(1, lines().size());
    }

    @Test
    void nothingIsAskedOfAnyoneElseAndTheTokenDoesNotStay() throws IOException {
        URI address = server.address();
        try (Page page = Page.open(address)) {
            page.begin("ann");
            page.answer(Keys.ARROW_LEFT);
            String own = "http://" + address.getAuthority() + "/";
            List<?> asked = (List<?>) page.script("return performance.getEntriesByType('resource').map(e => e.name)");
            assertTrue(asked.size() > 10);
            assertEquals(List.of(), asked.stream().filter(name -> !name.toString().startsWith(own)).toList());
            assertEquals(own, page.script("return location.href"));
            assertEquals("", page.script("return document.cookie"), "no script can read the token");
        }
    }

    @Test
    void thePageFitsASmallScreenAndIsSaidToWhoDoesNotSeeIt() throws IOException {
        try (Page page = Page.open(server.address())) {
            page.begin("ann");
            assertEquals(List.of(1280L, 720L), page.script("return [innerWidth, innerHeight]"));
            assertEquals(true, page.script("return document.documentElement.scrollHeight <= innerHeight"
                    + " && document.documentElement.scrollWidth <= innerWidth"));
            assertEquals(List.of(), page.script("return [...document.querySelectorAll('footer button:not([hidden]), canvas, footer')].filter(e => {"
                    + " const b = e.getBoundingClientRect(); return b.width === 0 || b.right > innerWidth || b.bottom > innerHeight;"
                    + " }).map(e => e.outerHTML)"));
            assertEquals(List.of(), page.script("return [...document.querySelectorAll('canvas, input, progress')].filter(e =>"
                    + " !e.ariaLabel && !e.labels?.length).map(e => e.outerHTML)"));
            Files.write(Files.createDirectories(Path.of("target", "screenshots")).resolve("judge.png"), page.screenshot());
        }
    }
}
