package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
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

/** {@code prosodia train stage2}. */
@Command(
        name = "stage2",
        mixinStandardHelpOptions = true,
        description = "Learns a mixture for every frame from timelines, such as 'prosodia label' makes of unlabelled speech.")
final class TrainStage2Command implements Callable<Integer>, TrainingRun.Stage {
    @Mixin
    private LearntClips clips;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "the stage-1 model to begin with")
    private Path model;

    @Option(names = "--smoothing", paramLabel = "EPSILON", defaultValue = "0.05",
            description = "of timelines: y <- (1 - e) y + e / K (default: ${DEFAULT-VALUE})")
    private double smoothing;

    @Mixin
    private TrainingRun run;

    @Override
    public Integer call() throws IOException {
        return run.run(this, TrainingFlags.Defaults.STAGE2);
    }

    @Override
    public Task task(TensorRuntime runtime) throws IOException {
        ModelFolder start = new StartingModel(runtime).framesOf(model);
        TrainingData data = clips.read(start.model().labels(), run);
        return new SequenceTask(start, data.sequences(Split.TRAIN), data.sequences(Split.DEV), smoothing,
                clips.augmentation());
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("stage", 2L);
        settings.put("smoothing", smoothing);
        settings.put("augmentation", clips.augmented());
        return settings;
    }

    @Override
    public LearntFrom learntFrom() {
        return clips.learntFrom();
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
