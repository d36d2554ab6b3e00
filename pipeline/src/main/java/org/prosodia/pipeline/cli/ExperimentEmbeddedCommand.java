package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.embedded.EmbeddedExperiment;
import org.prosodia.pipeline.embedded.Scale;
import org.prosodia.pipeline.markup.ReportPage;
import org.prosodia.pipeline.markup.Section;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.Tables;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia experiment embedded}. */
@Command(
        name = "embedded",
        mixinStandardHelpOptions = true,
        description = "Measures the three stages on the embedded corpus, over several seeds. It is synthetic: its figures say something about"
                + " the method, and nothing about people.",
        footer = {"", "Example:", "  prosodia experiment embedded --seeds 5 --out results.md"})
final class ExperimentEmbeddedCommand implements Callable<Integer> {
    @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", description = "seeds 1 to N (default: ${DEFAULT-VALUE})")
    private int seeds;

    @Option(names = "--betas", paramLabel = "BETA", split = ",", defaultValue = "0.5,0.01,0.1,10",
            description = "of stage 3; the first stands in table 3 (default: ${DEFAULT-VALUE})")
    private List<Double> betas;

    @Option(names = "--out", paramLabel = "FILE", description = "write the tables there as Markdown, besides standard output")
    private Path out;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seeds < 1 || betas.isEmpty()) {
            throw new IllegalArgumentException("--seeds, --betas: expected at least one of each, found " + seeds + " and " + betas);
        }
        long start = System.nanoTime();
        List<SeedScores> scores;
        try (StudyProgress progress = new StudyProgress(console)) {
            EmbeddedExperiment experiment = new EmbeddedExperiment(Scale.FULL, betas, runtimeOptions.backend(), progress);
            progress.expect(experiment.trainedSeconds(seeds));
            scores = experiment.run(seeds, runtimeOptions.threads());
        }
        double minutes = (System.nanoTime() - start) / 6e10;
        String report = report(new Tables(scores, betas));
        console.out().print(console.json() ? "" : report);
        console.say(String.format(Locale.ROOT, "%.1f minutes", minutes));
        if (out != null) {
            Outputs.replace(out, file -> Files.writeString(file, report));
        }
        if (console.json()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("seeds", (long) seeds);
            line.put("minutes", minutes);
            line.put("report", report);
            console.out().println(JsonObject.line(line));
        }
        return 0;
    }

    private String report(Tables tables) {
        return ReportPage.markdown("The embedded corpus", List.of(
                Section.of("What was measured").text("Synthetic speech, a tiny Wav2Vec2 from random weights, simulated judges: these figures say"
                        + " something about the method, and nothing about people. Made by `./prosodia experiment embedded --seeds " + seeds
                        + "` (seeds 1 to " + seeds + "). 95 % bootstrap intervals over clips and seeds; comparisons are paired."),
                Section.of("Stage 1").table(tables.accuracies()),
                Section.of("All systems, against the true sequences (the paper's table 3)").table(tables.systems())
                        .table(tables.comparisons()),
                Section.of("Stage 3 over β (the paper's table 4)").table(tables.betas())));
    }
}
