package org.prosodia.studio.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.studio.Material;
import org.prosodia.studio.server.StudioServer;
import org.prosodia.studio.study.Comparisons;
import org.prosodia.studio.study.Schedule;
import org.prosodia.studio.study.Study;

/** The way into the studio that the command takes, through a file that leads there; skipped where there is no browser. */
class OpeningTest {
    @TempDir
    private Path folder;

    @Test
    void whoComesThroughAFileIsLetInAndStaysInAfterAReload() throws IOException {
        Path out = folder.resolve("preferences.jsonl");
        Comparisons comparisons = Comparisons.read(Material.write(folder, 2, 3, 30), out, 3, false, 1);
        Study study = Study.open(comparisons, new Schedule(1, 0, false), out, InstantSource.system());
        try (StudioServer server = StudioServer.judge(study, Optional.empty(), FaceAnimator.DEFAULT, "127.0.0.1", 0)) {
            Path file = Files.writeString(folder.resolve("open.html"),
                    "<!DOCTYPE html><meta http-equiv=\"refresh\" content=\"0;url=" + server.address() + "\">");
            try (Page page = Page.open(file.toUri())) {
                page.until("the page", () -> (Boolean) page.script("return document.getElementById('who') !== null"));
                page.begin("ann");
                page.answer(Keys.ARROW_LEFT);
                assertEquals("/", page.script("return location.pathname + location.search"), "the token is out of the address");
                page.reload();
                page.answer(Keys.ARROW_RIGHT);
            }
        }
        assertEquals(2, study.annotator("ann").progress().done());
    }
}
