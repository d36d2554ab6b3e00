package org.prosodia.pipeline.study;

import java.io.IOException;
import org.prosodia.pipeline.training.RunKeeper;
import org.prosodia.pipeline.training.Task;
import org.prosodia.pipeline.training.Trainer;
import org.prosodia.pipeline.training.TrainingListener;
import org.prosodia.pipeline.training.TrainingOptions;

/** Where trainings happen, and what is kept of them. */
@FunctionalInterface
public interface Trainings {
    /** Nothing is kept. */
    Trainings IN_MEMORY = (_, task, options, listener) -> new Trainer(task, options, RunKeeper.inMemory(), listener).train();

    /**
     * Trains a task's model to the end.
     *
     * @param name of the training, such as {@code stage3-beta-0.5}; unique in its lane
     */
    void train(String name, Task task, TrainingOptions options, TrainingListener listener) throws IOException;
}
