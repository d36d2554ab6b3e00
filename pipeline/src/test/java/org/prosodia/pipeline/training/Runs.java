package org.prosodia.pipeline.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.tensor.TensorRuntime;

/** Whole runs in folders, with all that is random or remembers switched on. */
final class Runs {
    static final Map<String, Object> SETTINGS = Map.of("seed", 1L, "rate", 0.001, "data", "abc", "augmentation", true);
    private static final double DROPOUT = 0.1;

    private Runs() {}

    /** What a run leaves: the model's weights as saved, and its log. */
    record Result(byte[] model, String metrics) {
        static Result of(Path folder) throws IOException {
            return new Result(Files.readAllBytes(folder.resolve("final/model.safetensors")),
                    Files.readString(folder.resolve("run/metrics.jsonl")));
        }

        boolean sameAs(Result other) {
            return Arrays.equals(model, other.model) && metrics.equals(other.metrics);
        }
    }

    /** Dropout, augmentation, averages, accumulation, early stopping (which comes before the last of the epochs). */
    static TrainingOptions options(int checkpointEvery) {
        return new TrainingOptions(Small.optimizer(2e-3, 0.6), 6, 2, 2, 2, checkpointEvery, 5);
    }

    static Task task(Small.Stage stage, TensorRuntime runtime) {
        return stage.task(runtime, Small.Family.LAYER, 5, 2, DROPOUT, Augmentation.DEFAULT);
    }

    /** Trains in {@code folder/run} and saves to {@code folder/final}, in a process of its own as far as tensors go. */
    static TrainingResult train(Path folder, Small.Stage stage, TrainingOptions options, TrainingListener listener, Consumer<String> notes)
            throws IOException {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1);
                RunFolder run = RunFolder.open(folder.resolve("run"), SETTINGS, Clock.systemUTC(), notes)) {
            Task task = task(stage, runtime);
            TrainingResult result = new Trainer(task, options, run, listener).train();
            if (!result.interrupted()) {
                task.model().save(folder.resolve("final"));
            }
            return result;
        }
    }

    /** Stops after so many steps of this process. */
    static TrainingListener stopAfter(int steps) {
        return new TrainingListener() {
            private int done;

            @Override
            public void step(Step step) {
                done++;
            }

            @Override
            public boolean stopRequested() {
                return done >= steps;
            }
        };
    }

    /** The folders of checkpoints, older ones first. */
    static List<Path> checkpoints(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("run/checkpoints"))) {
            return new ArrayList<>(files.filter(file -> file.getFileName().toString().startsWith("step-")).sorted().toList());
        }
    }
}
