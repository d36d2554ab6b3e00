package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.markup.Grid;
import org.prosodia.pipeline.markup.ReportPage;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.run.Hashes;
import org.prosodia.pipeline.run.RunLock;
import org.prosodia.pipeline.run.SettingsFile;
import org.prosodia.pipeline.study.corpus.CorpusExperiment;
import org.prosodia.pipeline.study.corpus.InterruptedStudyException;
import org.prosodia.pipeline.study.corpus.Plan;
import org.prosodia.pipeline.study.corpus.RecipeFile;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code prosodia experiment}. */
@Command(
        name = "experiment",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        subcommands = ExperimentEmbeddedCommand.class,
        description = "Makes the paper's tables 2 to 4 on a corpus of people's voices: stage 1 with cross-entropy and with the Dirichlet"
                + " likelihood, sequence models, preferences over several beta, features made by hand beside them, over several seeds. The"
                + " same command goes on where an earlier one stopped. Folders are divided by sentence unless told otherwise; where that"
                + " leaves voices known, new speakers are measured besides.",
        footer = {"", "Examples:", "  prosodia experiment nemo --test-sentences 71-90 --out runs/nemo",
            "  prosodia experiment crema-d --split-by speaker --recipe base --model wav2vec2-base --also ravdess --out runs/crema-d",
            "  prosodia experiment embedded --seeds 5"})
final class ExperimentCommand implements Callable<Integer> {
    /** As the shell has it: 128 + SIGINT. */
    private static final int INTERRUPTED = 130;

    @Parameters(paramLabel = "CORPUS", arity = "0..1", description = "the folder of a published corpus, or a manifest of clips with emotions"
            + " and splits: .csv, .tsv or .jsonl")
    private Path corpus;

    @Option(names = "--out", paramLabel = "DIR", description = "where everything is kept: report.html and results.md at the end")
    private Path out;

    @Option(names = "--recipe", paramLabel = "NAME|FILE", defaultValue = "small",
            description = "small (random weights, two cores), base or large (pre-trained, the paper's settings), or a file like them"
                    + " (default: ${DEFAULT-VALUE})")
    private String recipe;

    @Option(names = "--model", paramLabel = "DIR", description = "folder of a pre-trained Wav2Vec2 or HuBERT to begin with")
    private Path model;

    @Option(names = "--also", paramLabel = "CORPUS", description = "measure stage 1 on this corpus too, all of it; may be given again")
    private List<Path> also = List.of();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3", description = "seeds 1 to N (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--betas", paramLabel = "BETA", split = ",", defaultValue = "0.5,0.01,0.1,10",
            description = "of stage 3; the first stands in table 3 (default: ${DEFAULT-VALUE})")
    private List<Double> betas;

    @Mixin
    private CorpusOptions corpora;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private Console console;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (corpus == null || out == null) {
            throw new ParameterException(spec.commandLine(), corpus == null
                    ? "expected a corpus, or 'embedded' for the synthetic one, found nothing" : "--out: expected a folder, found nothing");
        }
        RecipeFile read = RecipeFile.read(recipe);
        Manifest manifest = Files.isDirectory(corpus)
                ? corpora.manifest(corpus, ModelDescriptor.EMOTIONS, CorpusOptions.SplitBy.SENTENCE, console)
                : ClipInputs.read(corpus, ModelDescriptor.EMOTIONS, console);
        manifest.requireFiles();
        Map<String, Manifest> others = new LinkedHashMap<>();
        for (Path other : also) {
            others.put(other.toAbsolutePath().normalize().getFileName().toString(), undivided(other));
        }
        Plan plan = new Plan(manifest, others, read.recipe(), seeds, betas, Optional.ofNullable(model));
        Map<String, Object> settings = settings(plan, read);
        long start = System.nanoTime();
        List<Section> found;
        try (RunLock _ = RunLock.acquire(out); StudyProgress progress = new StudyProgress(console)) {
            SettingsFile.requireSame(out.resolve("experiment.json"), settings);
            CorpusExperiment experiment = new CorpusExperiment(plan, out, runtimeOptions.backend(), runtimeOptions.threads(),
                    TrainingData.newLoader(), progress, Clock.systemUTC(), console::warn);
            progress.expect(experiment.trainedSeconds());
            experiment.run();
            found = experiment.report();
        } catch (InterruptedStudyException e) {
            console.warn(e.getMessage());
            return INTERRUPTED;
        }
        report(found, settings, plan, (System.nanoTime() - start) / 6e10);
        return 0;
    }

    private Manifest undivided(Path path) throws IOException {
        Manifest manifest = Files.isDirectory(path) ? CorpusOptions.undivided(path, ModelDescriptor.EMOTIONS, console)
                : ClipInputs.read(path, ModelDescriptor.EMOTIONS, console);
        manifest.requireFiles();
        return manifest;
    }

    /** All that decides the figures. */
    private Map<String, Object> settings(Plan plan, RecipeFile read) throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("version", Version.number());
        settings.put("recipe", JsonObject.line(JsonObject.parse(Path.of(recipe), read.text()).fields()));
        settings.put("corpus", fingerprint(plan.corpus()));
        for (Map.Entry<String, Manifest> other : plan.others().entrySet()) {
            settings.put("also " + other.getKey(), fingerprint(other.getValue()));
        }
        settings.put("encoder", model == null ? "random" : WeightFiles.hashes(model).toString());
        settings.put("seeds", (long) plan.seeds());
        settings.put("betas", plan.betas().toString());
        settings.put("backend", runtimeOptions.backend());
        settings.put("threads", read.recipe().sideBySide() ? 1L : runtimeOptions.threads());
        return settings;
    }

    private static String fingerprint(Manifest manifest) throws IOException {
        Set<Path> files = new LinkedHashSet<>(manifest.entries().stream().map(ManifestEntry::audio).toList());
        return Hashes.sha256(manifest.sha256(), files);
    }

    private void report(List<Section> found, Map<String, Object> settings, Plan plan, double minutes) throws IOException {
        List<Section> sections = new ArrayList<>();
        sections.add(setting(settings, plan));
        sections.addAll(found);
        String title = "Experiment on " + corpus.toAbsolutePath().normalize().getFileName();
        String markdown = ReportPage.markdown(title, sections);
        Outputs.replace(out.resolve("report.html"), file -> Files.writeString(file, ReportPage.html(title, sections)));
        Outputs.replace(out.resolve("results.md"), file -> Files.writeString(file, markdown));
        if (console.json()) {
            console.out().println(JsonObject.line(Map.of("out", out.toString(), "minutes", minutes, "report", markdown)));
        } else {
            console.out().print(markdown);
            console.out().flush();
            console.say(String.format(Locale.ROOT, "%.1f minutes; pictures are in %s", minutes, out.resolve("report.html")));
        }
    }

    private Section setting(Map<String, Object> settings, Plan plan) {
        Grid table = Grid.of("setting", "value");
        for (Map.Entry<String, Object> setting : settings.entrySet()) {
            table = table.with(setting.getKey(), setting.getValue().toString());
        }
        return Section.of("Setting").text("Made by `prosodia " + String.join(" ", spec.commandLine().getParseResult().originalArgs()) + "`.")
                .text(plan.corpus().entries().size() + " clips of "
                        + plan.corpus().entries().stream().flatMap(clip -> clip.speaker().stream()).distinct().count() + " speakers: "
                        + splits(plan.corpus())).table(table);
    }

    private static String splits(Manifest manifest) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        manifest.entries().forEach(clip -> counts.merge(clip.split().map(Enum::toString).orElse("no split"), 1, Integer::sum));
        return String.join(", ", counts.entrySet().stream().map(count -> count.getKey() + " " + count.getValue()).toList());
    }
}
