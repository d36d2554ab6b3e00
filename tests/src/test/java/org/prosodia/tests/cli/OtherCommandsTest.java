package org.prosodia.tests.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.Probe;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Wav2Vec2Output;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;
import org.prosodia.wav2vec2.checkpoint.StoredTensor;

class OtherCommandsTest {
    @TempDir
    static Path folder;

    @Test
    void featuresAreTheEncodersStates() throws IOException {
        Path speech = Cli.speech(folder.resolve("speech.wav"), 1.2);
        Path out = folder.resolve("speech.safetensors");
        Cli run = Cli.run("features", speech, "--model", Fixtures.path("B"), "--out", out, "--all-layers", "-q");
        assertEquals(0, run.exit(), run.err());
        try (TensorRuntime runtime = TensorRuntime.create(); var _ = runtime.noGrad(); Checkpoint file = Checkpoint.open(out)) {
            float[] samples = new Preprocessor(true).apply(AudioClip.read(speech).samples());
            Wav2Vec2Output expected = Fixtures.encoder("B", "model.safetensors", runtime, DType.F32)
                    .forward(runtime.tensor(samples, 1, samples.length), null, true, Probe.NONE);
            assertEquals(List.of("hidden_states.0", "hidden_states.1", "hidden_states.2", "last_hidden_state"),
                    file.tensors().keySet().stream().sorted().toList());
            assertState(expected.lastHiddenState().toFloats(), file.tensors().get("last_hidden_state"));
            for (int i = 0; i < 3; i++) {
                assertState(expected.hiddenStates().get(i).toFloats(), file.tensors().get("hidden_states." + i));
            }
        }
    }

    @Test
    void featuresOfWeightsIn16BitsAreThoseOfTheRoundedEncoder() throws IOException {
        Path speech = Cli.speech(folder.resolve("half.wav"), 1.2);
        Path out = folder.resolve("half.safetensors");
        Cli run = Cli.run("features", speech, "--model", Fixtures.path("B"), "--out", out, "--weights", "f16", "-q");
        assertEquals(0, run.exit(), run.err());
        try (TensorRuntime runtime = TensorRuntime.create(); var _ = runtime.noGrad(); Checkpoint file = Checkpoint.open(out)) {
            float[] samples = new Preprocessor(true).apply(AudioClip.read(speech).samples());
            Wav2Vec2Model encoder = Fixtures.encoder("B", "model.safetensors", runtime, DType.F32);
            encoder.keepWeights(WeightPrecision.F16);
            assertState(encoder.forward(runtime.tensor(samples, 1, samples.length)).lastHiddenState().toFloats(),
                    file.tensors().get("last_hidden_state"));
        }
    }

    private static void assertState(float[] expected, StoredTensor stored) throws IOException {
        assertArrayEquals(new long[] {59, 32}, stored.shape(), "frames of 19200 samples, hidden size");
        float[] found = new float[expected.length];
        stored.read(found, 0);
        assertArrayEquals(expected, found, stored.name());
    }

    @Test
    void inspectSaysWhatIsThereAndWhatIsIgnored() {
        Cli run = Cli.run("inspect", Fixtures.path("C"), "--tensors");
        assertEquals(0, run.exit(), run.err());
        for (String text : new String[] {"wav2vec2", "2 x 32, 4 heads, post-norm", "group norm", "quantizer.codevectors", "project_hid.weight",
            "F32   [32, 2, 128]"}) {
            assertTrue(run.out().contains(text), "expected '" + text + "' in: " + run.out());
        }
        Cli json = Cli.run("inspect", Fixtures.path("D"), "--json");
        assertTrue(json.out().contains("\"labels\":[\"angry\",\"calm\""), json.out());
        assertEquals(1, Cli.run("inspect", folder).exit(), "no model there");
    }

    @Test
    void infoNamesTheBackend() {
        Cli run = Cli.run("info", "--backend", "plain", "--threads", "1", "--json");
        assertTrue(run.out().contains("\"backend\":\"plain\"") && run.out().contains("\"threads\":1"), run.out());
    }

    @Test
    void theDemoTrainsAllStagesComparesThemAndSaysThatAllIsSynthetic() throws IOException {
        Path out = folder.resolve("demo");
        Cli run = Cli.run("demo", "--quick", "--out", out);
        assertEquals(0, run.exit(), run.err());
        for (String system : new String[] {"sliding window + cross-entropy", "sliding window + Dirichlet", "seq2seq + cross-entropy",
            "seq2seq + Dirichlet", "seq2seq + DPO"}) {
            assertTrue(run.out().contains("| " + system), run.out());
        }
        Timeline timeline = TimelineReader.read(out.resolve("timeline.json"));
        assertTrue(timeline.notes().getFirst().contains("synthetic"));
        assertTrue(Files.readString(out.resolve("stage3/README.md")).contains("Simulated judges"));
        byte[] first = Files.readAllBytes(out.resolve("timeline.json"));
        assertEquals(0, Cli.run("demo", "--quick", "--out", out, "--quiet").exit());
        assertArrayEquals(first, Files.readAllBytes(out.resolve("timeline.json")), "one seed decides everything");
        assertEquals(0, Cli.run("predict", out.resolve("speech.wav"), "--model", out.resolve("stage3"), "--out", out.resolve("again.json"), "-q")
                .exit());
        assertArrayEquals(timeline.values(), TimelineReader.read(out.resolve("again.json")).values());
    }

    @Test
    void everyCommandHasHelp() {
        for (String command : new String[] {"predict", "features", "inspect", "info", "bench", "demo", "animate",
            "extract-emotions"}) {
            Cli run = Cli.run(command, "--help");
            assertEquals(0, run.exit());
            assertTrue(run.out().startsWith("Usage: prosodia " + command), run.out());
        }
        assertTrue(Cli.run("--version").out().matches("prosodia \\d+\\.\\d+\\.\\d+\\R"));
        assertTrue(Cli.run().out().contains("Commands:"));
    }
}
