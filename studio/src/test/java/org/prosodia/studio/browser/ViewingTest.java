package org.prosodia.studio.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.face.FaceAnimator;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.studio.Material;
import org.prosodia.studio.server.Scene;
import org.prosodia.studio.server.StudioServer;

/** The viewer in a real browser; skipped where there is none. */
class ViewingTest {
    /** Downloads end here, in the place of a folder of the browser's. */
    private static final String CATCH_DOWNLOADS = "window.saved = []; let blob; URL.createObjectURL = b => { blob = b; return 'blob:'; };"
            + " HTMLAnchorElement.prototype.click = async function () { const start = new TextDecoder('latin1').decode((await"
            + " blob.arrayBuffer()).slice(0, 30)); window.saved.push([this.download, blob.size, blob.type, start]); }";

    @TempDir
    private Path folder;
    private StudioServer server;

    private Page open(Timeline timeline, int frames) throws IOException {
        WavWriter.writePcm16(folder.resolve("speech.wav"), Material.hum(frames, 120));
        Scene scene = new Scene(folder.resolve("speech.wav"), List.of(timeline));
        server = StudioServer.view("speech", scene, FaceAnimator.DEFAULT, "127.0.0.1", 0);
        Page page = Page.open(server.address());
        page.until("the face", () -> (Boolean) page.script("return document.body.dataset.shown === 'speech'"));
        return page;
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void scrubsStepsAndPlays() throws IOException {
        try (Page page = open(Material.timeline("speech", 50, 3, 0), 50)) {
            page.script("const s = document.getElementById('scrub'); s.value = 0.5; s.dispatchEvent(new Event('input'))");
            page.until("half a second", () -> page.text("time").startsWith("0.50 of 1.00 s"));
            page.press(Keys.ARROW_RIGHT);
            page.until("a frame more", () -> page.text("time").startsWith("0.52 "));
            page.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT);
            page.until("a frame less", () -> page.text("time").startsWith("0.48 "));
            page.press(Keys.SPACE);
            page.until("the end", () -> page.text("time").startsWith("1.00 "));
        }
    }

    @Test
    void curvesPicturesAndFilmsAreTakenAway() throws IOException {
        try (Page page = open(Material.timeline("speech", 30, 3, 0), 30)) {
            page.script(CATCH_DOWNLOADS);
            List<List<?>> saved = new ArrayList<>();
            for (String key : List.of("c", "j", "p", "w")) {
                page.press(key);
                int count = saved.size() + 1;
                page.until(key, () -> ((List<?>) page.script("return window.saved")).size() == count);
                saved.add((List<?>) ((List<?>) page.script("return window.saved")).getLast());
            }
            assertEquals("speech.blendshapes.csv", saved.get(0).get(0));
            assertTrue(saved.get(0).get(3).toString().startsWith("time,eyeBlinkLeft"));
            assertEquals("speech.blendshapes.json", saved.get(1).get(0));
            assertTrue(saved.get(1).get(3).toString().startsWith("{\"schema\":\"prosodia.blendshape"));
            assertEquals("speech-0.00s.png", saved.get(2).get(0));
            assertTrue(saved.get(2).get(3).toString().substring(1).startsWith("PNG"));
            assertEquals("speech.webm", saved.get(3).get(0));
            assertTrue((Long) saved.get(3).get(1) > 1000 && saved.get(3).get(3).toString().startsWith("\u001aE"), "" + saved.get(3));
        }
    }

    /** For looking at; that faces differ at all is checked. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void everyEmotionHasItsFace(int emotion) throws IOException {
        float[] mean = new float[30 * 6];
        for (int t = 0; t < 30; t++) {
            mean[6 * t + emotion] = 1;
        }
        Timeline shown = Material.timeline("speech", 30, emotion, 0);
        Timeline full = Timeline.ofMeans("speech", shown.duration(), Material.EMOTIONS, shown.times(), mean);
        try (Page page = open(full, 30)) {
            Files.write(Files.createDirectories(Path.of("target", "screenshots")).resolve(Material.EMOTIONS.get(emotion) + ".png"),
                    page.screenshot());
            assertEquals(true, page.script("const c = document.querySelector('.face'); const p = document.createElement('canvas');"
                    + " p.width = c.width; p.height = c.height; const g = p.getContext('2d'); g.drawImage(c, 0, 0);"
                    + " const d = g.getImageData(0, 0, p.width, p.height).data; const seen = new Set();"
                    + " for (let i = 0; i < d.length; i += 4) seen.add(d[i] << 16 | d[i + 1] << 8 | d[i + 2]); return seen.size > 1000"));
        }
    }
}
