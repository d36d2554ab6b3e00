package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.baseline.HandMadeModel;
import org.prosodia.pipeline.baseline.HandMadeModel.Method;
import org.prosodia.pipeline.baseline.LabelledFeatures;
import org.prosodia.pipeline.corpus.EmotionVotes;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestException;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.LabelReport;
import org.prosodia.pipeline.evaluation.TimelineReport;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia baseline}. */
@Command(
        name = "baseline",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures what features made by hand can do, the row to compare every model with: MFCC and log-mel statistics of a "
                + "clip with logistic regression or a support vector machine. Learns from the train clips of MANIFEST and answers for its "
                + "test clips, or those of another manifest: for their emotion, and through a sliding window for true timelines.",
        footer = {"", "Examples:", "  prosodia baseline nemo --test-sentences 71-90",
            "  prosodia baseline acted.csv --classifier svm --on spliced.csv"})
final class BaselineCommand implements Callable<Integer> {
    private static final String SCHEMA = "prosodia.baseline/1";
    private static final Bootstrap BOOTSTRAP = Bootstrap.DEFAULT;

    @Parameters(paramLabel = "MANIFEST", description = "clips with emotions and splits: .csv, .tsv or .jsonl; or the folder of a published"
            + " corpus")
    private Path file;

    @Option(names = "--classifier", paramLabel = "NAME", split = ",", defaultValue = "logistic,svm",
            description = "${COMPLETION-CANDIDATES} or both, in any case (default: ${DEFAULT-VALUE})")
    private List<Method> methods;

    @Option(names = "--on", paramLabel = "MANIFEST",
            description = "measure on the test clips of this one instead (all, if it has no splits)")
    private Path on;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "decides which clips the probabilities of the machine are fitted to (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE.json", description = "write the report there, besides standard output")
    private Path out;

    @Mixin
    private CorpusOptions corpora;

    @Mixin
    private WindowOptions window;

    @Mixin
    private Console console;

    private int exit;

    @Override
    public Integer call() throws IOException {
        Outputs.requireOther("--out", out, file);
        Manifest manifest = ClipInputs.read(file, ModelDescriptor.EMOTIONS, corpora, console);
        Manifest measured = on == null ? manifest : ClipInputs.read(on, ModelDescriptor.EMOTIONS, console);
        List<LabelledFeatures> learnt = features(manifest);
        List<Object> rows = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Method method : methods) {
            HandMadeModel model = HandMadeModel.train(method, manifest.emotions(), learnt, seed);
            KnownClips known = KnownClips.of(measured, measured.hasSplits() || on == null
                    ? ClipInputs.of(measured, List.of(Split.TEST)) : measured.entries());
            exit = Math.max(exit, known.hear(model.through(window.window()), new AudioJob(console)));
            rows.add(row(method, known));
            text.append(text(method, measured, known));
        }
        report(fields(manifest, measured, learnt.size(), rows), text.toString());
        return exit;
    }

    private List<LabelledFeatures> features(Manifest manifest) throws IOException {
        manifest.requireFiles();
        List<LabelledFeatures> features = new ArrayList<>();
        exit = new AudioJob(console).runClips("features", ClipInputs.of(manifest, List.of(Split.TRAIN)), (entry, clip, _) -> {
            EmotionVotes votes = entry.votes().orElseThrow(() -> new ManifestException(manifest.file(), entry.id() + ", emotion",
                    "a label or votes", "none"));
            features.add(LabelledFeatures.of(clip.samples(), votes.mixture()));
            return Map.of();
        });
        return features;
    }

    private static Map<String, Object> row(Method method, KnownClips known) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("classifier", method.toString().toLowerCase(Locale.ROOT));
        row.put("clips", known.results().size());
        row.put("failed", known.failed());
        row.put("labels", known.labels(ModelDescriptor.EMOTIONS, BOOTSTRAP).map(LabelReport::toJson).orElse(null));
        row.put("timelines", known.timelines(BOOTSTRAP).map(TimelineReport::toJson).orElse(null));
        return row;
    }

    private static String text(Method method, Manifest measured, KnownClips known) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "Hand-made features, %s, on %s: %d clips\n",
                method == Method.SVM ? "support vector machine" : "logistic regression", measured.file(), known.results().size()));
        known.labels(ModelDescriptor.EMOTIONS, BOOTSTRAP)
                .ifPresent(labels -> text.append("\nThe emotion of clips\n").append(labels.toText()));
        known.timelines(BOOTSTRAP).ifPresent(timelines -> text.append("\nEmotions over time\n").append(timelines.toText()));
        return text.append('\n').toString();
    }

    private Map<String, Object> fields(Manifest manifest, Manifest measured, int learnt, List<Object> rows) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("version", Version.number());
        fields.put("learnt", Map.of("manifest", manifest.file().toString(), "sha256", manifest.sha256(), "clips", learnt));
        fields.put("measured", Map.of("manifest", measured.file().toString(), "sha256", measured.sha256()));
        fields.put("window", Map.of("length", window.window().length(), "stride", window.window().stride()));
        fields.put("seed", seed);
        fields.put("classifiers", rows);
        return fields;
    }

    private void report(Map<String, Object> fields, String text) throws IOException {
        JsonObject json = JsonObject.of(out == null ? Path.of("report.json") : out, fields);
        if (out != null) {
            Outputs.replace(out, part -> {
                try (var writer = Files.newBufferedWriter(part)) {
                    json.write(writer);
                }
            });
        }
        console.out().print(console.json() ? JsonObject.line(fields) + System.lineSeparator() : text);
        console.out().flush();
    }
}
