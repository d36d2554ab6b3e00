package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.prosodia.pipeline.run.ModelCard;
import org.prosodia.pipeline.run.ModelCard.Caution;
import org.prosodia.pipeline.run.Provenance;
import org.prosodia.pipeline.training.RunFolder;
import org.prosodia.pipeline.training.Task;
import org.prosodia.pipeline.training.Trainer;
import org.prosodia.pipeline.training.TrainingOptions;
import org.prosodia.pipeline.training.TrainingResult;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Span;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.Preprocessor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all stages do around their task: a run folder, progress, Ctrl-C, and at the end a model folder that says where it comes from. */
final class TrainingRun {
    /** As the shell has it: 128 + SIGINT. */
    private static final int INTERRUPTED = 130;
    private static final String CAUTIONS = "cautions";
    private static final String PARENT = "parent";

    @Option(names = "--out", required = true, paramLabel = "DIR",
            description = "the run's folder; the same command goes on where an earlier one stopped. The model is DIR/model at the end")
    private Path out;

    @Option(names = "--synthetic-audio", description = "the audio was made by a program: say so wherever figures appear")
    private boolean syntheticAudio;

    @Mixin
    private TrainingFlags flags;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private ProfileOptions profiling;

    @Mixin
    private Console console;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    /** A stage's own part. */
    interface Stage {
        /** The task, with its data and its model loaded. */
        Task task(TensorRuntime runtime) throws IOException;

        /** The stage's settings by name, which with those of training decide the result. */
        Map<String, Object> settings();

        /** What is learnt from; known once there is a task. */
        LearntFrom learntFrom() throws IOException;

        /** The folder that the weights came from; empty for random ones. */
        Optional<Path> model();

        /** What figures must not be read without. */
        Set<Caution> cautions() throws IOException;

        /** What the model is, in a sentence. */
        String summary();
    }

    Console console() {
        return console;
    }

    long seed() {
        return flags.seed();
    }

    int run(Stage stage, TrainingFlags.Defaults defaults) throws IOException {
        Set<Caution> cautions = cautions(stage);
        TrainingOptions options = flags.with(defaults, cautions.contains(Caution.RANDOM_ENCODER));
        Clock clock = Clock.systemUTC();
        try (TensorRuntime runtime = profiling.create(runtimeOptions)) {
            Task task = load(stage, runtime); // first, for a manifest that is wrong and then mended is another run's
            Map<String, Object> settings = settings(stage, options, runtime, cautions);
            try (RunFolder run = RunFolder.open(out, settings, clock, console::warn); TrainingProgress progress =
                    new TrainingProgress(console, Main.listener(spec))) {
                Provenance begun = provenance(stage, task, settings, runtime, options.seed(), clock);
                TrainingResult result = new Trainer(task, options, run, progress).train();
                profiling.report();
                if (result.interrupted()) {
                    console.warn("interrupted after step " + result.steps() + "; the same command goes on from there");
                    return INTERRUPTED;
                }
                Path model = out.resolve("model");
                task.model().save(model);
                Provenance provenance = begun.finishedAt(clock.instant());
                provenance.write(model);
                card(stage, task, provenance, result, cautions).write(model);
                report(result, model);
                return 0;
            }
        }
    }

    private static Task load(Stage stage, TensorRuntime runtime) throws IOException {
        try (Span _ = runtime.span("load")) {
            return stage.task(runtime);
        }
    }

    private void report(TrainingResult result, Path model) {
        console.say(String.format(Locale.ROOT, "%d steps, %d epochs; the weights of epoch %d: %s", result.steps(), result.epochs(),
                result.bestEpoch(), model));
        if (console.json()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("model", model.toString());
            report.put("steps", result.steps());
            report.put("epochs", (long) result.epochs());
            report.put("bestEpoch", (long) result.bestEpoch());
            report.put("metrics", new LinkedHashMap<String, Object>(result.metrics()));
            console.out().println(JsonObject.line(report));
        }
    }

    /** What decides the result: with other settings, weights or data a run cannot go on. */
    private Map<String, Object> settings(Stage stage, TrainingOptions options, TensorRuntime runtime, Set<Caution> cautions)
            throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>(stage.settings());
        settings.put("optimizer", options.optimizer().toString());
        settings.put("epochs", (long) options.epochs());
        settings.put("batch", (long) options.batch());
        settings.put("accumulate", (long) options.accumulate());
        settings.put("patience", (long) options.patience());
        settings.put("seed", options.seed());
        settings.put("data", stage.learntFrom().fingerprint());
        settings.put(PARENT, stage.model().isPresent() ? weightsHash(stage.model().get()) : "random");
        settings.put("backend", runtime.backend().name());
        settings.put("threads", (long) runtime.threads());
        settings.put(CAUTIONS, cautions.stream().map(Enum::name).sorted().toList().toString());
        return settings;
    }

    /** Of one file its hash; of several, their names and hashes. */
    private static String weightsHash(Path folder) throws IOException {
        Map<String, Object> hashes = WeightFiles.hashes(folder);
        return hashes.size() == 1 ? hashes.values().iterator().next().toString() : hashes.toString();
    }

    /** The stage's own, and those of the model that it goes on from. */
    private Set<Caution> cautions(Stage stage) throws IOException {
        Set<Caution> cautions = EnumSet.noneOf(Caution.class);
        cautions.addAll(stage.cautions());
        if (syntheticAudio) {
            cautions.add(Caution.SYNTHETIC_AUDIO);
        }
        if (stage.model().isPresent() && Files.exists(stage.model().get().resolve("provenance.json"))) {
            Object inherited = Provenance.read(stage.model().get()).settings().get(CAUTIONS);
            for (Caution caution : Caution.values()) {
                if (inherited != null && inherited.toString().contains(caution.name())) {
                    cautions.add(caution);
                }
            }
        }
        return cautions;
    }

    private Provenance provenance(Stage stage, Task task, Map<String, Object> settings, TensorRuntime runtime, long seed, Clock clock)
            throws IOException {
        double seconds = 0;
        for (int i = 0; i < task.size(); i++) {
            seconds += (double) task.length(i) / Preprocessor.SAMPLE_RATE;
        }
        String command = "prosodia " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
        return new Provenance(Version.number(), command, seed, settings,
                List.of(stage.learntFrom().data(task.size(), seconds)),
                stage.model().map(_ -> settings.get(PARENT).toString()), runtime.backend().name(),
                runtime.threads(), Runtime.version().toString(), clock.instant(), Optional.empty());
    }

    private ModelCard card(Stage stage, Task task, Provenance provenance, TrainingResult result, Set<Caution> cautions)
            throws IOException {
        String data = stage.learntFrom().name();
        List<ModelCard.Metric> metrics = result.metrics().entrySet().stream().filter(metric -> metric.getKey().startsWith("dev/"))
                .map(metric -> new ModelCard.Metric(metric.getKey().substring("dev/".length()), "held-out part of " + data, metric.getValue(), Optional.empty())).toList();
        String name = out.toAbsolutePath().normalize().getFileName().toString();
        return new ModelCard(name, stage.summary(), task.model().descriptor().orElseThrow(), List.of(), Optional.empty(), provenance,
                metrics, cautions);
    }
}
