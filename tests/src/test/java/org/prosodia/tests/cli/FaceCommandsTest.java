package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.wav2vec2.JsonObject;

/** {@code animate} and {@code extract-emotions}, there and back. */
class FaceCommandsTest {
    private static final List<String> SIX = List.of("anger", "disgust", "fear", "joy", "neutral", "sadness");
    private static final Timeline TRUTH = Timeline.ofMeans("speech.wav", 2, SIX, new double[] {0, 1, 2},
            new float[] {0, 0, 0, 1, 0, 0, 0.5f, 0.1f, 0.1f, 0, 0.2f, 0.1f, 0, 0, 0.3f, 0, 0, 0.7f});

    @TempDir
    static Path folder;

    private static Path speech;
    private static Path truth;

    @BeforeAll
    static void make() throws IOException {
        speech = Cli.speech(folder.resolve("speech.wav"), 2);
        truth = write("truth.json", TRUTH);
    }

    private static Path write(String name, Timeline timeline) throws IOException {
        Path file = folder.resolve(name);
        TimelineFormat.ofFile(name).writer().write(timeline, new float[0], file);
        return file;
    }

    @ParameterizedTest
    @ValueSource(strings = {"curves.csv", "curves.json"})
    void theEmotionsOfAnAnimationComeBackThroughFiles(String name) throws IOException {
        Path curves = folder.resolve(name);
        Path found = folder.resolve("found.json");
        JsonObject made = json(TinyCorpus.succeeds("animate", truth, "--audio", speech, "--out", curves, "--fps", 30, "--seed", 5,
                "--json"));
        assertEquals(60, made.number("frames", 0, 0, 1000));
        byte[] first = Files.readAllBytes(curves);
        TinyCorpus.succeeds("animate", truth, "--audio", speech, "--out", curves, "--fps", 30, "--seed", 5, "-q");
        assertArrayEquals(first, Files.readAllBytes(curves), "one seed, the same bytes");
        JsonObject report = json(TinyCorpus.succeeds("extract-emotions", curves, "--audio", speech, "--out", found, "--seed", 5, "--json"));
        assertEquals(0, report.number("residual_worst", 1, 0, 1), 1e-6);
        Timeline timeline = TimelineReader.read(found);
        assertEquals(60, timeline.frameCount());
        assertEquals("speech.wav", timeline.audio());
        assertArrayEquals(TRUTH.interpolate(timeline.times()).values(), timeline.values(), 1e-4f);
    }

    @Test
    void timelinesOfPredictAndOfTablesAreAnimated() throws IOException {
        Path csv = write("truth.csv", TRUTH);
        Path a = folder.resolve("a.csv");
        Path b = folder.resolve("b.csv");
        TinyCorpus.succeeds("animate", truth, "--audio", speech, "--out", a, "-q");
        TinyCorpus.succeeds("animate", csv, "--audio", speech, "--out", b, "-q");
        assertArrayEquals(Files.readAllBytes(a), Files.readAllBytes(b));
        Cli said = TinyCorpus.succeeds("extract-emotions", a, "--audio", speech, "--format", "csv", "--smoothing", 0.1);
        assertTrue(said.out().startsWith("time,anger,disgust,fear,joy,neutral,sadness\r\n0.0,"), said.out());
        assertTrue(said.err().startsWith("120 frames at 60.0 per second; unexplained, root mean square of 50 channels: mean 0.00"),
                said.err());
        Path picture = folder.resolve("truth.html");
        TinyCorpus.succeeds("extract-emotions", a, "--audio", speech, "--out", picture, "-q");
        assertTrue(Files.readString(picture).contains("<html"));
    }

    @Test
    void whatCannotBeAnimatedIsRefusedAndNothingIsWritten() throws IOException {
        Path never = folder.resolve("never.csv");
        Path bored = write("bored.json", Timeline.ofMeans("a", 2, List.of("boredom"), new double[] {0}, new float[] {1}));
        Path raw = write("raw.json", Timeline.ofValues("a", 2, List.of("arousal"), new double[] {0}, new float[] {1}));
        Path longer = write("longer.json", Timeline.ofMeans("a", 3, List.of("joy"), new double[] {0}, new float[] {1}));
        TinyCorpus.fails(1, "bored.json: emotion: expected one with a face", "animate", bored, "--audio", speech, "--out", never);
        TinyCorpus.fails(1, "raw.json: expected mixtures of emotions, found the dimensions [arousal]", "animate", raw, "--audio", speech,
                "--out", never);
        TinyCorpus.fails(1, "longer.json: length: expected about 2.00 s", "animate", longer, "--audio", speech, "--out", never);
        TinyCorpus.fails(1, "none.json: no such file", "animate", folder.resolve("none.json"), "--audio", speech, "--out", never);
        TinyCorpus.fails(1, "truth.json", "animate", truth, "--audio", truth, "--out", never);
        TinyCorpus.fails(2, "fps: expected", "animate", truth, "--audio", speech, "--out", never, "--fps", 0);
        TinyCorpus.fails(2, "intensity: expected 0 to 2", "animate", truth, "--audio", speech, "--out", never, "--intensity", 3);
        TinyCorpus.fails(2, "--out: expected another file than the input", "animate", truth, "--audio", speech, "--out", truth);
        assertFalse(Files.exists(never));
    }

    @Test
    void whatIsNoRecordingOfTheAudioIsRefused() throws IOException {
        Path curves = folder.resolve("good.csv");
        TinyCorpus.succeeds("animate", truth, "--audio", speech, "--out", curves, "-q");
        String text = Files.readString(curves);
        Path bad = folder.resolve("bad.csv");
        Files.writeString(bad, text.replace("jawOpen", "JawOpen"));
        TinyCorpus.fails(1, "bad.csv: channels: expected ARKit's names, such as eyeBlinkLeft, found \"JawOpen\"", "extract-emotions", bad,
                "--audio", speech);
        Files.writeString(bad, text.replace("\r\n0.1,", "\r\nNaN,"));
        TinyCorpus.fails(1, "bad.csv: line 8, time: expected a number, found \"NaN\"", "extract-emotions", bad, "--audio", speech);
        Path other = Cli.speech(folder.resolve("other.wav"), 2.5);
        TinyCorpus.fails(1, "good.csv: length: expected about 2.50 s, as the audio lasts, found 2.00 s", "extract-emotions", curves,
                "--audio", other);
        TinyCorpus.fails(2, "smoothing: expected 0 to 10", "extract-emotions", curves, "--audio", speech, "--smoothing", -1);
        TinyCorpus.fails(2, "--out: expected another file than the input", "extract-emotions", curves, "--audio", speech, "--out", speech);
    }

    private static JsonObject json(Cli run) throws IOException {
        return JsonObject.parse(Path.of("report"), run.out());
    }
}
