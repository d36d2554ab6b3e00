package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.tests.Fixtures;

class PredictCommandTest {
    @TempDir
    static Path folder;

    private static Path speech;

    @BeforeAll
    static void makeAudio() throws IOException {
        speech = Cli.speech(folder.resolve("speech.wav"), 3.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"A", "B", "F_base", "F_large"})
    void anEncoderWithoutHeadGivesATimelineThatSaysSo(String model) throws IOException {
        Path out = folder.resolve(model + ".json");
        Cli run = Cli.run("predict", speech, "--model", Fixtures.path(model), "--out", out);
        assertEquals(0, run.exit(), run.err());
        Timeline timeline = TimelineReader.read(out);
        assertEquals(154, timeline.frameCount(), "frames of 49600 samples");
        assertEquals(0.0125, timeline.time(0), 1e-12);
        assertEquals(0.0325, timeline.time(1), 1e-12);
        assertEquals(List.of("anger", "disgust", "fear", "joy", "neutral", "sadness"), timeline.emotions());
        assertTrue(timeline.hasAlpha());
        assertTrue(timeline.notes().getFirst().contains("untrained head"), "notes " + timeline.notes());
        assertTrue(run.err().contains("untrained head"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"D", "D_weighted"})
    void aClassifierGivesItsSoftmaxFromSlidingWindows(String model) throws IOException {
        Path out = folder.resolve(model + ".json");
        assertEquals(0, Cli.run("predict", speech, "--model", Fixtures.path(model), "--out", out, "--coarse").exit());
        Timeline coarse = TimelineReader.read(out);
        assertArrayEquals(new double[] {0.7, 1.7, 2.4}, coarse.times(), 1e-9, "centres of windows of 1.4 s every 1.0 s; the last ends with the audio");
        assertEquals("fearful", coarse.emotions().get(3));
        assertFalse(coarse.hasAlpha());

        assertEquals(0, Cli.run("predict", speech, "--model", Fixtures.path(model), "--out", out).exit());
        Timeline fine = TimelineReader.read(out);
        assertEquals(154, fine.frameCount());
        for (int k = 0; k < 8; k++) {
            assertEquals(coarse.value(0, k), fine.value(0, k), 1e-6, "constant before the first centre");
            double between = coarse.value(0, k) + (fine.time(60) - 0.7) * (coarse.value(1, k) - coarse.value(0, k));
            assertEquals(between, fine.value(60, k), 1e-5, "linear between centres");
            assertEquals(coarse.clip().value(k), fine.clip().value(k), 0);
        }
    }

    @Test
    void whatHasItsFileIsLeftAloneWhereThatIsAskedFor() throws IOException {
        Path clips = Files.createDirectories(folder.resolve("two"));
        Cli.speech(clips.resolve("a.wav"), 0.5);
        Cli.speech(clips.resolve("b.wav"), 0.5);
        Path out = Files.createDirectories(folder.resolve("two-heard"));
        Files.writeString(out.resolve("a.json"), "kept");
        Object[] command = {"predict", clips, "--model", Fixtures.path("A"), "--out", out, "--skip-existing"};
        assertEquals(0, Cli.run(command).exit());
        assertEquals("kept", Files.readString(out.resolve("a.json")));
        assertTrue(TimelineReader.read(out.resolve("b.json")).frameCount() > 0);
        assertTrue(Cli.run(command).err().contains("all of 2 files were there already"));
    }

    @Test
    void aDimensionalModelGivesItsRawValues() throws IOException {
        Path out = folder.resolve("E.json");
        assertEquals(0, Cli.run("predict", speech, "--model", Fixtures.path("E"), "--out", out).exit());
        Timeline timeline = TimelineReader.read(out);
        assertFalse(timeline.isMixture());
        assertEquals(List.of("arousal", "dominance", "valence"), timeline.emotions());
        assertTrue(Files.readString(out).contains("\"values\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.safetensors", "model_fp16.safetensors", "model_bf16.safetensors", "pytorch_model.bin", "pytorch_model_pre16.bin"})
    void anyOfTheWeightFilesOfTheHubWorksAloneInItsFolder(String weights) throws IOException {
        Path model = Files.createDirectories(folder.resolve("only-" + weights));
        Files.copy(Fixtures.path("C/config.json"), model.resolve("config.json"));
        Files.copy(Fixtures.path("C/" + weights), model.resolve(weights));
        Cli run = Cli.run("predict", speech, "--model", model, "--format", "csv");
        assertEquals(0, run.exit(), run.err());
        assertEquals(155, run.out().lines().count(), "a header and 154 frames");
    }

    @ParameterizedTest
    @CsvSource({"A, bf16, 1e-3", "A, F16, 1e-4", "D, bf16, 5e-3", "D_weighted, f16, 1e-3", "E, BF16, 3e-2", "F_large, bf16, 1e-3"})
    void weightsIn16BitsSayAlmostTheSameAndSaySo(String model, String precision, double bound) throws IOException {
        Path whole = folder.resolve("whole-" + model + ".json");
        Path half = folder.resolve(precision + "-" + model + ".json");
        assertEquals(0, Cli.run("predict", speech, "--model", Fixtures.path(model), "--out", whole, "-q", "--weights", "f32").exit());
        Cli run = Cli.run("predict", speech, "--model", Fixtures.path(model), "--out", half, "-q", "--weights", precision);
        assertEquals(0, run.exit(), run.err());
        Timeline expected = TimelineReader.read(whole);
        Timeline found = TimelineReader.read(half);
        String note = "weights rounded to " + precision.toUpperCase(Locale.ROOT) + ", to take less memory";
        assertTrue(found.notes().contains(note), "" + found.notes());
        assertTrue(expected.notes().stream().noneMatch(text -> text.contains("rounded")), "" + expected.notes());
        double largest = 0;
        for (int t = 0; t < expected.frameCount(); t++) {
            for (int k = 0; k < expected.emotions().size(); k++) {
                largest = Math.max(largest, Math.abs(expected.value(t, k) - found.value(t, k)));
            }
        }
        assertTrue(largest > 0 && largest < bound, "differs by " + largest);
    }

    @ParameterizedTest
    @CsvSource({"where.svg, <?xml", "where.html, <!DOCTYPE html>"})
    void aProfileSaysWhereTheTimeWent(String name, String beginning) throws IOException {
        Path picture = folder.resolve(name);
        Cli plain = Cli.run("predict", speech, "--model", Fixtures.path("A"), "-q");
        Cli profiled = Cli.run("predict", "--profile=" + picture, speech, "--model", Fixtures.path("A"), "-q");
        assertEquals(0, profiled.exit(), profiled.err());
        assertEquals(plain.out(), profiled.out(), "the timeline is the same");
        for (String part : List.of("kernel", "packedGemm|gemm|attention", "part", "  load", "  predict", " +layer\\.\\*", " +q_proj", " +conv\\.0")) {
            assertTrue(profiled.err().lines().anyMatch(line -> line.matches("(" + part + ") .*")), part + " in " + profiled.err());
        }
        assertTrue(Files.readString(picture).startsWith(beginning));
    }

    @Test
    void aProfileTakesNoFileFromWhatFollows() {
        Cli run = Cli.run("predict", "--profile", speech, "--model", Fixtures.path("A"), "-q");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.out().contains("prosodia.timeline/1"));
        assertTrue(run.err().contains("GFLOP/s"), run.err());
    }

    @ParameterizedTest
    @CsvSource({"t.csv, 'time,'", "t.svg, <svg", "t.html, <!DOCTYPE html>", "t.audio2face.json, emotion_contrast", "t.json, prosodia.timeline/1"})
    void theEndingOfTheOutputChoosesTheFormat(String name, String content) throws IOException {
        Path out = folder.resolve(name);
        assertEquals(0, Cli.run("predict", speech, "--model", Fixtures.path("B"), "--out", out, "-q").exit());
        assertTrue(Files.readString(out).contains(content), name);
    }

    @Test
    void aFolderGivesAFileForEachAudioAndGoesOnAfterABadOne() throws IOException {
        Path clips = Files.createDirectories(folder.resolve("clips/deeper"));
        Cli.speech(clips.resolve("a.wav"), 0.5);
        Cli.speech(clips.getParent().resolve("b.wav"), 0.5);
        Cli.speech(clips.getParent().resolve("b.wave"), 0.5);
        Files.writeString(clips.getParent().resolve("broken.wav"), "RIFF");
        Files.writeString(clips.getParent().resolve("notes.txt"), "no audio");
        Path out = folder.resolve("timelines");
        Cli run = Cli.run("predict", clips.getParent(), "--model", Fixtures.path("A"), "--out", out, "--json");
        assertEquals(1, run.exit(), "one file could not be used");
        assertTrue(run.err().contains("broken.wav"), run.err());
        assertEquals(3, run.out().lines().count(), "a report for each file that could");
        assertTrue(run.out().lines().allMatch(line -> line.startsWith("{\"audio\":") && line.contains("\"frames\":24")), run.out());
        try (Stream<Path> files = Files.walk(out)) {
            assertEquals(List.of("b.wav.json", "b.wave.json", "deeper/a.json"),
                    files.filter(Files::isRegularFile).map(file -> out.relativize(file).toString().replace('\\', '/')).sorted().toList());
        }
    }

    @Test
    void patternsAreForUsWhereTheShellLeavesThem() throws IOException {
        Path clips = Files.createDirectories(folder.resolve("patterns"));
        Cli.speech(clips.resolve("x1.wav"), 0.3);
        Cli.speech(clips.resolve("x2.wav"), 0.3);
        Cli.speech(clips.resolve("y.wav"), 0.3);
        Cli run = Cli.run("predict", clips + "/x*.wav", "--model", Fixtures.path("A"), "--out", folder.resolve("matched"), "--json");
        assertEquals(0, run.exit(), run.err());
        assertEquals(2, run.out().lines().count());
        assertEquals(1, Cli.run("predict", clips + "/z*.wav", "--model", Fixtures.path("A")).exit());
    }

    @Test
    void longAudioInChunksIsCloseToOnePass() throws IOException {
        Path whole = folder.resolve("whole.json");
        Path chunked = folder.resolve("chunked.json");
        Path audio = Cli.speech(folder.resolve("long.wav"), 12);
        assertEquals(0, Cli.run("predict", audio, "--model", Fixtures.path("B"), "--out", whole, "-q").exit());
        assertEquals(0, Cli.run("predict", audio, "--model", Fixtures.path("B"), "--out", chunked, "--chunk", "5", "--overlap", "1.5", "-q").exit());
        Timeline one = TimelineReader.read(whole);
        Timeline many = TimelineReader.read(chunked);
        assertArrayEquals(one.times(), many.times());
        for (int k = 0; k < 6; k++) {
            assertEquals(one.clip().value(k), many.clip().value(k), 0.02, "attention over 5 s or 12 s differs a little");
        }
    }

    @Test
    void aClipShorterThanAFrameIsPaddedAndSaysSo() throws IOException {
        Path tiny = folder.resolve("tiny.wav");
        org.prosodia.pipeline.audio.WavWriter.writePcm16(tiny, new org.prosodia.pipeline.audio.AudioClip(new float[] {0.1f}, 16_000));
        for (String model : new String[] {"A", "D", "E"}) {
            Path out = folder.resolve("tiny-" + model + ".json");
            assertEquals(0, Cli.run("predict", tiny, "--model", Fixtures.path(model), "--out", out).exit());
            Timeline timeline = TimelineReader.read(out);
            assertEquals(1, timeline.frameCount());
            assertTrue(timeline.notes().getLast().contains("padded"), "" + timeline.notes());
        }
    }

    @Test
    void wrongCommandLinesExitWith2AndUnusableInputsWith1() throws IOException {
        assertEquals(2, Cli.run("predict", speech).exit(), "no --model");
        assertEquals(2, Cli.run("predict", "--model", Fixtures.path("A")).exit(), "no audio");
        assertEquals(2, Cli.run("sing").exit());
        assertMessage(Cli.run("predict", folder.resolve("none.wav"), "--model", Fixtures.path("A")), "none.wav: no such file");
        assertMessage(Cli.run("predict", speech, "--model", folder.resolve("none")), "expected a model folder, found nothing");
        Path empty = Files.createDirectories(folder.resolve("empty"));
        assertMessage(Cli.run("predict", speech, "--model", empty), "found no config.json");
        assertMessage(Cli.run("predict", empty, "--model", Fixtures.path("A")), "a folder without audio files");
        Path second = Cli.speech(folder.resolve("second.wav"), 0.3);
        assertUsage(Cli.run("predict", speech, second, "--model", Fixtures.path("A")), "--out: expected a folder");
        assertUsage(Cli.run("predict", speech, "--model", Fixtures.path("A"), "--out", speech), "--out: expected another file than the audio");
        assertUsage(Cli.run("predict", speech, "--model", Fixtures.path("A"), "--backend", "gpu"), "expected auto, plain, vector or tornado, found 'gpu'");
        assertUsage(Cli.run("predict", speech, "--model", Fixtures.path("A"), "--weights", "int8"), "expected one of [F32, BF16, F16]");
        assertUsage(Cli.run("predict", speech, "--model", Fixtures.path("A"), "--threads", "0"), "threads: expected at least 1, found 0");
        assertUsage(Cli.run("predict", speech, "--model", Fixtures.path("A"), "--chunk", "2"), "longer than two overlaps");
        assertUsage(Cli.run("predict", speech, "--model", Fixtures.path("D"), "--window", "NaN"), "window length: expected a positive");
        assertMessage(Cli.run("predict", "", "--model", Fixtures.path("A")), "no such file");
        assertMessage(Cli.run("predict", "clips[", "--model", Fixtures.path("A")), "no such file, and no pattern");
    }

    @Test
    void weightsThatAreNotNumbersAreRefusedByName() throws IOException {
        Path model = Files.createDirectories(folder.resolve("broken"));
        Files.copy(Fixtures.path("A/config.json"), model.resolve("config.json"));
        byte[] weights = Files.readAllBytes(Fixtures.path("A/model.safetensors"));
        ByteBuffer.wrap(weights).order(ByteOrder.LITTLE_ENDIAN).putFloat(weights.length - Float.BYTES, Float.NaN);
        Files.write(model.resolve("model.safetensors"), weights);
        assertMessage(Cli.run("predict", speech, "--model", model), "broken weights: expected finite numbers, found NaN or infinity in ");
        assertMessage(Cli.run("features", speech, "--model", model, "--out", folder.resolve("broken.safetensors")), "broken weights");
    }

    @Test
    void aConfigThatContradictsItsWeightsIsRefusedByName() throws IOException {
        Path model = Files.createDirectories(folder.resolve("contradicting"));
        Files.copy(Fixtures.path("A/model.safetensors"), model.resolve("model.safetensors"));
        Files.writeString(model.resolve("config.json"), Files.readString(Fixtures.path("A/config.json"))
                .replace("\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3"));
        assertMessage(Cli.run("predict", speech, "--model", model), "missing: encoder.layers.2.attention.k_proj.weight");
    }

    private static void assertMessage(Cli run, String message) {
        assertFailure(1, run, message);
    }

    private static void assertUsage(Cli run, String message) {
        assertFailure(2, run, message);
    }

    private static void assertFailure(int exit, Cli run, String message) {
        assertEquals(exit, run.exit(), run.out() + run.err());
        assertTrue(run.err().contains(message), "expected '" + message + "' in: " + run.err());
    }
}
