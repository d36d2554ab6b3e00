package org.prosodia.pipeline.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.Snapshot;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Keeps copies of all that a trainer keeps. */
final class Recorder implements RunKeeper {
    final List<Map<String, double[]>> checkpoints = new ArrayList<>();
    final List<Map<String, Double>> metrics = new ArrayList<>();
    private final RunKeeper best = RunKeeper.inMemory();

    @Override
    public Optional<Snapshot> resume(TensorRuntime runtime) {
        return Optional.empty();
    }

    @Override
    public void checkpoint(Snapshot snapshot) {
        Map<String, double[]> copy = new LinkedHashMap<>();
        snapshot.tensors().forEach((name, tensor) -> copy.put(name, tensor.toDoubles()));
        checkpoints.add(copy);
    }

    @Override
    public void metrics(long step, Map<String, Double> values) {
        metrics.add(Map.copyOf(values));
    }

    @Override
    public void keepBest(ModelFolder model) throws IOException {
        best.keepBest(model);
    }

    @Override
    public void restoreBest(ModelFolder model) throws IOException {
        best.restoreBest(model);
    }

    /** All weights one after the other. */
    static float[] weights(Task task) {
        List<float[]> parts = task.model().model().namedParameters().values().stream().map(Tensor::toFloats).toList();
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int to = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, to, part.length);
            to += part.length;
        }
        return all;
    }
}
