package org.prosodia.studio.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        Scene scene = new Scene("speech", folder.resolve("speech.wav"), List.of(timeline));
        server = StudioServer.view(List.of(scene), List.of("speech.json"), FaceAnimator.DEFAULT, "127.0.0.1", 0);
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

    private Page openTwo() throws IOException {
        List<Scene> scenes = new ArrayList<>();
        for (int c = 0; c < 3; c++) {
            Path audio = folder.resolve("clip" + c + ".wav");
            WavWriter.writePcm16(audio, Material.hum(40 + 10 * c, 120));
            scenes.add(new Scene("clip" + c, audio, List.of(Material.timeline("a", 40 + 10 * c, 0, c),
                    Material.timeline("a", 40 + 10 * c, 3, c))));
        }
        server = StudioServer.view(scenes, List.of("before", "after"), FaceAnimator.DEFAULT, "127.0.0.1", 0);
        Page page = Page.open(server.address());
        untilClip(page, "clip0");
        return page;
    }

    private static void untilClip(Page page, String name) {
        page.until(name, () -> name.equals(page.script("return document.body.dataset.shown")));
    }

    /** Of both faces. */
    private static List<?> pictures(Page page) {
        return (List<?>) page.script("return [...document.querySelectorAll('canvas.face')].map(canvas => canvas.toDataURL())");
    }

    @Test
    void twoFacesFollowOneSound() throws IOException {
        try (Page page = openTwo()) {
            assertEquals("1 before", page.text("take-first").replaceAll("\\s+", " "));
            assertEquals("2 after", page.text("take-second").replaceAll("\\s+", " "));
            List<?> atFirst = pictures(page);
            page.script("const s = document.getElementById('scrub'); s.value = 0.4; s.dispatchEvent(new Event('input'))");
            page.until("the middle", () -> page.text("time").startsWith("0.40 of 0.8"));
            List<?> inTheMiddle = pictures(page);
            Files.write(Files.createDirectories(Path.of("target", "screenshots")).resolve("before-after.png"), page.screenshot());
            assertEquals(4, Stream.concat(atFirst.stream(), inTheMiddle.stream()).distinct().count(), "both moved, and are no twins");
            page.press(Keys.SPACE);
            page.until("the end", () -> page.text("time").startsWith("0.80 ") || page.text("time").startsWith("0.81 "));
            assertEquals(true, page.script("return document.documentElement.scrollHeight <= innerHeight"
                    + " && document.documentElement.scrollWidth <= innerWidth && [...document.querySelectorAll('button, select, canvas')]"
                    + ".every(e => { const b = e.getBoundingClientRect(); return b.width > 0 && b.right <= innerWidth"
                    + " && b.bottom <= innerHeight; })"));
        }
    }

    @Test
    void clipsAreChosenAndEachFaceIsTakenAwayByKeyboard() throws IOException {
        try (Page page = openTwo()) {
            page.script(CATCH_DOWNLOADS);
            page.press("n");
            untilClip(page, "clip1");
            page.press("n");
            untilClip(page, "clip2");
            page.press("n");
            page.press("b");
            untilClip(page, "clip1");
            page.script("const s = document.getElementById('clips'); s.value = 'clip2'; s.dispatchEvent(new Event('change'))");
            untilClip(page, "clip2");
            page.until("its length", () -> page.text("time").contains("of 1.2"));
            List<Object> names = new ArrayList<>();
            for (String key : List.of("c", "1c", "1p", "2j")) {
                page.press(key);
                page.until(key, () -> ((List<?>) page.script("return window.saved")).size() == names.size() + 1);
                names.add(((List<?>) ((List<?>) page.script("return window.saved")).getLast()).getFirst());
            }
            assertEquals(List.of("clip2-after.blendshapes.csv", "clip2-before.blendshapes.csv", "clip2-before-0.00s.png",
                    "clip2-after.blendshapes.json"), names);
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
