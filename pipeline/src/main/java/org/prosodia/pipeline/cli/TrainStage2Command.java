package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.ModelCard.Caution;
import org.prosodia.pipeline.training.SequenceTask;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.pipeline.training.Task;
import org.prosodia.tensor.TensorRuntime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia train stage2}. */
@Command(
        name = "stage2",
        mixinStandardHelpOptions = true,
        description = "Learns a mixture for every frame from timelines, such as 'prosodia label' makes of unlabelled speech.")
final class TrainStage2Command implements Callable<Integer>, TrainingRun.Stage {
    @Parameters(paramLabel = "MANIFEST", description = "clips with a timeline each: .csv, .tsv or .jsonl")
    private Path manifest;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "the stage-1 model to begin with")
    private Path model;

    @Option(names = "--smoothing", paramLabel = "EPSILON", defaultValue = "0.05",
            description = "of timelines: y <- (1 - e) y + e / K (default: ${DEFAULT-VALUE})")
    private double smoothing;

    @Option(names = "--no-augmentation", description = "learn from the clips as they are: no shift, crop, noise, gain, speed")
    private boolean plain;

    @Mixin
    private TrainingRun run;

    @Override
    public Integer call() throws IOException {
        return run.run(this, TrainingFlags.Defaults.STAGE2);
    }

    @Override
    public Task task(TensorRuntime runtime) throws IOException {
        ModelFolder start = new StartingModel(runtime).framesOf(model);
        TrainingData data = TrainingData.read(manifest, start.model().labels(), run.seed(), run.console());
        return new SequenceTask(start, data.sequences(Split.TRAIN), data.sequences(Split.DEV), smoothing,
                plain ? Augmentation.NONE : Augmentation.DEFAULT);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("stage", 2L);
        settings.put("smoothing", smoothing);
        settings.put("augmentation", !plain);
        return settings;
    }

    @Override
    public Path data() {
        return manifest;
    }

    @Override
    public Optional<Path> model() {
        return Optional.of(model);
    }

    @Override
    public Set<Caution> cautions() {
        return Set.of();
    }

    @Override
    public String summary() {
        return "Stage 2 of the method: an emotion mixture for every 20 ms, learnt from timelines.";
    }
}
