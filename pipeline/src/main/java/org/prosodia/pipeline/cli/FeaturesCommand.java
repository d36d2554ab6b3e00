package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.recognition.FeatureFile;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia features}. */
@Command(
        name = "features",
        mixinStandardHelpOptions = true,
        description = "Writes what the encoder makes of audio files, as safetensors: last_hidden_state [T, H] in F32.")
final class FeaturesCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "AUDIO", description = "audio files, folders of them, or patterns such as 'clips/*.wav'")
    private List<String> audio;

    @Option(names = "--model", required = true, paramLabel = "DIR",
            description = "folder with config.json and weights, as Hugging Face serves it")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "FILE.safetensors|DIR",
            description = "where to write; a folder for several audio files")
    private String out;

    @Option(names = "--all-layers", description = "also hidden_states.i [T, H], as Hugging Face returns them")
    private boolean allLayers;

    @Mixin
    private ChunkOptions chunks;

    @Mixin
    private WeightsOption weights;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        List<AudioInputs.Input> inputs = AudioInputs.find(audio);
        Outputs outputs = Outputs.of(out, inputs, ".safetensors");
        RecognitionOptions options = chunks.options();
        try (TensorRuntime runtime = runtimeOptions.create()) {
            ModelFolder folder = ModelFolder.load(model, runtime, DType.F32, weights.precision());
            folder.requireFinite();
            return new AudioJob(console).run("features", inputs, (input, clip, progress) -> {
                FeatureFile features = FeatureFile.extract(folder, runtime, options, clip.samples(), allLayers, progress);
                Path file = outputs.fileFor(input);
                Outputs.replace(file, features::write);
                return Map.of("frames", features.frames(), "out", file.toString());
            });
        }
    }
}
