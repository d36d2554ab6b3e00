package org.prosodia.pipeline.training;

import java.io.IOException;
import java.util.Map;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/** Another task, to be changed in parts. */
class Wrapped implements Task {
    private final Task task;

    Wrapped(Task task) {
        this.task = task;
    }

    @Override
    public ModelFolder model() {
        return task.model();
    }

    @Override
    public int size() {
        return task.size();
    }

    @Override
    public int length(int example) {
        return task.length(example);
    }

    @Override
    public String name(int example) {
        return task.name(example);
    }

    @Override
    public Tensor loss(int[] examples, Rng random) throws IOException {
        return task.loss(examples, random);
    }

    @Override
    public Map<String, Double> evaluate() throws IOException {
        return task.evaluate();
    }

    @Override
    public Watch watch() {
        return task.watch();
    }

    @Override
    public Map<String, Double> details() {
        return task.details();
    }
}
