package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.synth.Prosody;
import org.prosodia.pipeline.synth.ProsodyCurve;
import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.pipeline.synth.Voice;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.PretrainedFolder;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Init;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Shows the whole way on speech-like audio and a tiny model made here. "
                + "The weights are random: the emotions mean nothing.")
final class DemoCommand implements Callable<Integer> {
    private static final double SECONDS = 6;

    /** A Wav2Vec2 of the large family, 60 times narrower. */
    private static final Map<String, Object> TINY = Map.of("hidden_size", 48L, "num_hidden_layers", 2L, "num_attention_heads", 4L,
            "intermediate_size", 96L, "conv_dim", List.of(32L, 32L, 32L, 32L, 32L, 32L, 32L), "feat_extract_norm", "layer",
            "do_stable_layer_norm", true, "conv_bias", true, "initializer_range", 0.2);

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "demo-out", description = "where to write (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "decides audio and weights (default: ${DEFAULT-VALUE})")
    private long seed;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        Files.createDirectories(out);
        Path speech = out.resolve("speech.wav");
        float[] samples = SpeechSynthesizer.synthesize(prosody(), Voice.LOW, SECONDS, seed);
        Outputs.replace(speech, file -> WavWriter.writePcm16(file, new AudioClip(samples, SpeechSynthesizer.SAMPLE_RATE)));
        console.say("1. made " + SECONDS + " s of speech-like audio: " + speech);
        try (TensorRuntime runtime = runtimeOptions.create()) {
            Path model = saveTinyModel(runtime);
            console.say("2. made a tiny Wav2Vec2 with random weights, in Hugging Face's format: " + model);
            ModelFolder folder = ModelFolder.load(model, runtime, DType.F32);
            AudioClip clip = AudioClip.read(speech);
            Recognizer recognizer = new Recognizer(folder, runtime, RecognitionOptions.DEFAULT);
            Timeline timeline = recognizer.recognize("speech.wav", clip.samples(), done -> {})
                    .withNotes(List.of("random weights: this shows the way, and the emotions mean nothing"));
            for (TimelineFormat format : TimelineFormat.values()) {
                Path file = out.resolve("timeline" + format.extension());
                Outputs.replace(file, part -> format.writer().write(timeline, clip.samples(), part));
            }
            console.say("3. heard " + timeline.frameCount() + " frames of it on backend " + runtime.backend().name() + ": "
                    + out.resolve("timeline.json")
                    + ", .csv, .svg, .html, .audio2face.json");
            console.say("");
            console.say("The weights are random, so the emotions mean nothing. With a checkpoint from the hub they do:");
            console.say("  ./prosodia predict " + speech + " --model DIR --out timeline.html");
            if (console.json()) {
                console.out().println(JsonObject.line(Map.of("out", out.toString(), "frames", timeline.frameCount(), "weights", "random")));
            }
            return 0;
        }
    }

    private Path saveTinyModel(TensorRuntime runtime) throws IOException {
        Rng rng = new Rng(seed);
        Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F32, Wav2Vec2Config.builtIn(TINY), rng);
        Wav2Vec2Init.initialize(encoder, rng);
        FrameClassifier model = new FrameClassifier(encoder, ModelDescriptor.EMOTIONS);
        model.initializeHead(rng);
        Path folder = out.resolve("model");
        PretrainedFolder.save(folder, model, new Preprocessor(true));
        ModelDescriptor descriptor = new ModelDescriptor(ModelDescriptor.Head.FRAMES, model.labels(), ModelDescriptor.LinkChoice.EXP,
                ConcentrationCap.NONE);
        PretrainedFolder.write(descriptor.toJson(folder));
        return folder;
    }

    /** Calm, then excited, then low. */
    private static ProsodyCurve prosody() {
        Prosody calm = Prosody.NEUTRAL;
        Prosody excited = new Prosody(190, 9, 5.8, -18, -3, 0.01, 0.08);
        Prosody low = new Prosody(100, 2, 3.2, -28, -10, 0.02, 0.25);
        return ProsodyCurve.through(Map.of(0.0, calm, 1.5, calm, 2.5, excited, 3.8, excited, 5.0, low));
    }
}
