package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Span;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia predict}. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        description = "Writes the emotion timeline of audio files.",
        footer = {"", "Examples:", "  prosodia predict speech.wav --model my-model",
            "  prosodia predict clips/ --model my-model --out timelines/",
            "  prosodia predict speech.mp3 --model my-model --out speech.html"})
final class PredictCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "AUDIO", description = "audio files, folders of them, or patterns such as 'clips/*.wav'")
    private List<String> audio;

    @Option(names = "--model", required = true, paramLabel = "DIR",
            description = "folder with config.json and weights, as Hugging Face serves it")
    private Path model;

    @Option(names = "--out", paramLabel = "FILE|DIR", description = "where to write; standard output without it")
    private String out;

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES}, in any case (default: by the ending of --out, else json)")
    private TimelineFormat format;

    @Option(names = "--skip-existing", description = "leave alone what has its file already: an earlier command made it, with this model")
    private boolean skipExisting;

    @Mixin
    private ListeningOptions listening;

    @Mixin
    private ChunkOptions chunks;

    @Mixin
    private WeightsOption weights;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private ProfileOptions profiling;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        List<AudioInputs.Input> inputs = AudioInputs.find(audio);
        TimelineFormat chosen = format != null ? format : TimelineFormat.ofFile(out == null ? "" : out);
        Outputs outputs = Outputs.of(out, inputs, chosen.extension());
        if (skipExisting && !outputs.isStandardOutput()) {
            int all = inputs.size();
            inputs = inputs.stream().filter(input -> !Files.exists(outputs.fileFor(input))).toList();
            if (inputs.isEmpty()) {
                console.say("all of " + all + " files were there already");
                return 0;
            }
        }
        return hear(inputs, outputs, chosen);
    }

    private int hear(List<AudioInputs.Input> inputs, Outputs outputs, TimelineFormat chosen) throws IOException {
        RecognitionOptions options = listening.with(chunks);
        try (TensorRuntime runtime = profiling.create(runtimeOptions)) {
            Recognizer recognizer = new Recognizer(load(runtime), runtime, options);
            int exit = new AudioJob(console).run("predict", inputs, (input, clip, progress) -> {
                try (Span _ = runtime.span("predict")) {
                    Timeline timeline = recognizer.recognize(input.file().getFileName().toString(), clip.samples(), progress);
                    return write(timeline, clip.samples(), input, outputs, chosen);
                }
            });
            profiling.report();
            return exit;
        }
    }

    private ModelFolder load(TensorRuntime runtime) throws IOException {
        try (Span _ = runtime.span("load")) {
            ModelFolder folder = ModelFolder.load(model, runtime, DType.F32, weights.precision());
            folder.requireFinite();
            folder.notes().forEach(console::warn);
            return folder;
        }
    }

    private Map<String, Object> write(Timeline timeline, float[] samples, AudioInputs.Input input, Outputs outputs, TimelineFormat chosen)
            throws IOException {
        if (outputs.isStandardOutput()) {
            chosen.writer().write(timeline, samples, console.out());
            return Map.of();
        }
        Path file = outputs.fileFor(input);
        Outputs.replace(file, part -> chosen.writer().write(timeline, samples, part));
        return Map.of("frames", timeline.frameCount(), "out", file.toString());
    }
}
