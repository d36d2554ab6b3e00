package org.prosodia.studio.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.prosodia.pipeline.cli.CommandListener;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.training.TrainingListener;
import org.prosodia.studio.LoopMaterial;
import org.prosodia.studio.Material;
import org.prosodia.studio.Serving;
import org.prosodia.studio.server.FeedbackPages;
import org.prosodia.studio.server.Scene;
import org.prosodia.studio.server.StudioServer;

/** From candidates to before and after, in a real browser; skipped where there is none. */
class FeedbackTest {
    @TempDir
    private Path folder;

    private static boolean offersToLearn(Page page) {
        return (Boolean) page.script("return !document.getElementById('learn').hidden");
    }

    private static void untilBeforeAndAfter(Page page, String clip) {
        page.until("before and after", () -> clip.equals(page.script("return document.body.dataset.shown"))
                && (Boolean) page.script("return document.getElementById('faces').className === 'two'"));
    }

    @Test
    void fromJudgingToBeforeAndAfterByKeyboard() throws Exception {
        LoopMaterial material = LoopMaterial.write(folder);
        try (Serving loop = Serving.start(material.command()); Page ann = Page.open(loop.address()); Page bea = Page.open(loop.address())) {
            ann.begin("ann");
            bea.begin("bea");
            ann.answer("t");
            assertTrue(!offersToLearn(ann), "a tie teaches nothing");
            ann.answer(Keys.ARROW_LEFT);
            ann.until("the offer", () -> offersToLearn(ann));
            assertEquals("L Learn from these (2 pairs left)", ann.text("learn").replaceAll("\\s+", " "));
            assertEquals(true, ann.script("return [...document.querySelectorAll('footer button')].every(e => {"
                    + " const b = e.getBoundingClientRect(); return b.width > 0 && b.right <= innerWidth && b.bottom <= innerHeight; })"));
            ann.press("l");
            ann.until("the question", () -> ann.text("price").contains("2 pairs. This ends the judging for 1 other person"));
            ann.press(Keys.ESCAPE);
            ann.until("it to be gone", () -> (Boolean) ann.script("return !document.getElementById('sure').open"));
            ann.press("l");
            ann.until("the question", () -> (Boolean) ann.script("return document.getElementById('sure').open"));
            ann.press(Keys.TAB, Keys.ENTER);
            untilBeforeAndAfter(ann, "clip0");
            untilBeforeAndAfter(bea, "clip0");
            ann.press("n");
            untilBeforeAndAfter(ann, "clip1");
            ann.press(Keys.SPACE);
            ann.until("the end", () -> ann.text("time").matches("(1\\.[67]\\d) of \\1 s"));
            assertEquals(true, ann.script("return performance.getEntriesByType('resource').every(e => e.name.startsWith(location.origin))"));
        }
        assertEquals(2, Files.readAllLines(material.out().resolve("stage3.jsonl")).size());
        for (int i = 0; i < LoopMaterial.CLIPS; i++) {
            assertTrue(Files.exists(material.out().resolve("before/clip" + i + ".json")));
            assertTrue(Files.exists(material.out().resolve("after/clip" + i + ".json")));
        }
    }

    @Test
    void whoWaitsSeesHowFarItIsAndWhatWentWrong() throws IOException {
        FeedbackPages pages = new FeedbackPages(FaceAnimator.DEFAULT);
        CommandListener listener = pages.work("Learning from what was chosen");
        listener.started(0, 30, 60);
        listener.step(new TrainingListener.Step(12, 0.5, 1, 1, 2, 3));
        listener.epoch(1, 3, Map.of(), true);
        try (StudioServer server = StudioServer.feedback(pages, "127.0.0.1", 0); Page page = Page.open(server.address())) {
            page.until("progress", () -> page.text("how-far").equals("step 12 of 30, 1 of 3 epochs"));
            assertEquals("Learning from what was chosen …", page.text("what"));
            Files.write(Files.createDirectories(Path.of("target", "screenshots")).resolve("learning.png"), page.screenshot());
            listener.failed("clip0.wav: no such file");
            page.until("the reason", () -> page.text("status").equals("clip0.wav: no such file"));
        }
    }

    @Test
    void thePageThatWaitsMakesWayForTheViewer() throws IOException {
        Material.write(folder, 2, 2, 20);
        FeedbackPages pages = new FeedbackPages(FaceAnimator.DEFAULT);
        try (StudioServer server = StudioServer.feedback(pages, "127.0.0.1", 0); Page page = Page.open(server.address())) {
            page.until("waiting", () -> page.text("what").equals("Preparing …"));
            pages.view(List.of(new Scene("clip1", folder.resolve("clip1.wav"),
                    List.of(Material.timeline("a", 20, 0, 0), Material.timeline("a", 20, 3, 0)))), List.of("before", "after"));
            untilBeforeAndAfter(page, "clip1");
        }
    }
}
