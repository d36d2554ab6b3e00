package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.evaluation.ClipResultTable;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia evaluate}. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a model on clips whose emotion or true timeline is known. Where clips have an emotion: accuracy, recall, "
                + "precision and F1, the confusion matrix, each speaker, the calibration error. Where they have a timeline: mean absolute "
                + "error with and without neutral and by emotion, KL divergence, likelihood and coverage of the Dirichlet. Means over "
                + "clips come with 95 %% bootstrap intervals.",
        footer = {"", "Examples:", "  prosodia evaluate acted.csv --model runs/stage1/model",
            "  prosodia evaluate ravdess --split-by none --model runs/crema-d/model",
            "  prosodia evaluate dynamic.csv --model runs/stage2/model --split dev,test --out report.json --per-clip clips.csv"})
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MANIFEST", description = "clips with emotions or timelines: .csv, .tsv or .jsonl; or the folder of a"
            + " published corpus, which --split-by none measures all of")
    private Path file;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "folder with config.json and weights")
    private Path model;

    @Option(names = "--split", paramLabel = "NAME", split = ",",
            description = "train, dev or test, or several of them (default: test; all clips of a manifest without splits)")
    private List<Split> splits;

    @Option(names = "--out", paramLabel = "FILE.json", description = "write the report there, besides standard output")
    private Path out;

    @Option(names = "--per-clip", paramLabel = "FILE.csv", description = "write what each clip gave")
    private Path perClip;

    @Mixin
    private CorpusOptions corpora;

    @Mixin
    private WindowOptions window;

    @Mixin
    private ChunkOptions chunks;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException {
        RecognitionOptions options = chunks.options().withWindow(window.window());
        Outputs.requireOther("--out", out, file);
        Outputs.requireOther("--per-clip", perClip, file);
        try (TensorRuntime runtime = runtimeOptions.create()) {
            ModelFolder folder = EmotionModels.load(model, runtime, console);
            Manifest manifest = ClipInputs.read(file, folder.model().labels(), corpora, console);
            List<ManifestEntry> clips = chosen(manifest);
            KnownClips known = KnownClips.of(manifest, clips);
            int exit = known.hear(new Recognizer(folder, runtime, options), new AudioJob(console));
            Window heardThrough = folder.model() instanceof FrameClassifier ? null : options.window();
            report(new Evaluation(folder, manifest, splitNames(manifest), known, heardThrough), known);
            return exit;
        }
    }

    private List<ManifestEntry> chosen(Manifest manifest) throws IOException {
        if (splits == null && !manifest.hasSplits()) {
            console.say(file + ": no splits: all clips are measured");
            return manifest.entries();
        }
        return ClipInputs.of(manifest, splits == null ? List.of(Split.TEST) : splits);
    }

    private String splitNames(Manifest manifest) {
        if (splits == null) {
            return manifest.hasSplits() ? Split.TEST.toString() : "all";
        }
        return String.join(",", splits.stream().map(Split::toString).toList());
    }

    private void report(Evaluation evaluation, KnownClips known) throws IOException {
        JsonObject json = JsonObject.of(out == null ? Path.of("report.json") : out, evaluation.toJson());
        if (out != null) {
            Outputs.replace(out, part -> {
                try (var writer = Files.newBufferedWriter(part)) {
                    json.write(writer);
                }
            });
        }
        if (perClip != null) {
            String csv = new ClipResultTable(evaluation.emotions()).toCsv(known.results());
            Outputs.replace(perClip, part -> Files.writeString(part, csv));
        }
        if (console.json()) {
            console.out().println(JsonObject.line(json.fields()));
        } else {
            console.out().print(evaluation.toText());
            console.out().flush();
        }
    }
}
