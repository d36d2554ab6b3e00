package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.study.Trainings;
import org.prosodia.pipeline.training.RunFolder;
import org.prosodia.pipeline.training.Task;
import org.prosodia.pipeline.training.Trainer;
import org.prosodia.pipeline.training.TrainingListener;
import org.prosodia.pipeline.training.TrainingOptions;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;

/**
 * The folder of one lane: {@code NAME.json} has what the model of a training made of the test data, {@code NAME/model} the model,
 * {@code NAME/run} checkpoints and metrics while and after it was trained. What has scores is done, and is not done again.
 *
 * @param root of the experiment
 * @param name of the lane, a path below it
 * @param notes hears what was wrong with broken checkpoints
 */
record LaneFolder(Path root, String name, TensorRuntime runtime, InstantSource clock, Consumer<String> notes) implements Trainings {

    /** Trains or loads a model. */
    interface Training {
        ModelFolder model() throws IOException;
    }

    /** Measures a model. */
    interface Measuring {
        Scores scores(ModelFolder model) throws IOException;
    }

    /** What a training came to. The model is loaded when it is first asked for. */
    static final class Done {
        private final Training loading;
        private final Scores scores;
        private ModelFolder model;

        private Done(ModelFolder model, Training loading, Scores scores) {
            this.model = model;
            this.loading = loading;
            this.scores = scores;
        }

        Scores scores() {
            return scores;
        }

        ModelFolder model() throws IOException {
            if (model == null) {
                model = loading.model();
            }
            return model;
        }
    }

    private Path folder() {
        return root.resolve(name);
    }

    /** Does a training and measures its model, or reads what came of it earlier. */
    Done once(String training, Training start, Measuring measuring) throws IOException {
        Path scores = scoresFile(root, name, training);
        Path model = folder().resolve(training).resolve("model");
        Optional<Scores> known = ScoresFile.read(scores);
        if (known.isPresent()) {
            return new Done(null, () -> ModelFolder.load(model, runtime, DType.F32), known.get());
        }
        ModelFolder trained = start.model();
        trained.save(model);
        Scores measured = measuring.scores(trained);
        ScoresFile.write(scores, measured);
        return new Done(trained, null, measured);
    }

    /** Measures a model in another way, unless that is done. */
    void measureOnce(String way, Done trained, Measuring measuring) throws IOException {
        if (!isDone(way)) {
            ScoresFile.write(scoresFile(root, name, way), measuring.scores(trained.model()));
        }
    }

    boolean isDone(String training) {
        return Files.exists(scoresFile(root, name, training));
    }

    static Path scoresFile(Path root, String lane, String training) {
        return root.resolve(lane).resolve(training + ".json");
    }

    static Path metricsFile(Path root, String lane, String training) {
        return root.resolve(lane).resolve(training).resolve("run").resolve("metrics.jsonl");
    }

    @Override
    public void train(String training, Task task, TrainingOptions options, TrainingListener listener) throws IOException {
        Path run = folder().resolve(training).resolve("run");
        Files.createDirectories(run.getParent());
        Map<String, Object> settings = new TreeMap<>(Map.of("options", options.toString(), "examples", (long) task.size()));
        try (RunFolder kept = RunFolder.open(run, settings, clock, notes)) {
            if (new Trainer(task, options, kept, listener).train().interrupted()) {
                throw new InterruptedStudyException(run.toString());
            }
        }
    }
}
