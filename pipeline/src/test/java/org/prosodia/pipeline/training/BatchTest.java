package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Clips of four lengths in one batch, against the same clips one by one. */
class BatchTest {
    private static final int CLIPS = 4;
    private static final double TOLERANCE = 2e-5;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    @ParameterizedTest
    @EnumSource
    void aBatchCostsTheMeanOfItsClipsAndPaddingChangesNoGradient(Small.Stage stage) throws IOException {
        Task task = stage.plain(runtime, CLIPS);
        Map<String, double[]> mean = new LinkedHashMap<>();
        double loss = 0;
        for (int i = 0; i < CLIPS; i++) {
            loss += lossAndGradients(task, mean, 1.0 / CLIPS, i) / CLIPS;
        }
        Map<String, double[]> together = new LinkedHashMap<>();
        assertEquals(loss, lossAndGradients(task, together, 1, 0, 1, 2, 3), TOLERANCE * Math.abs(loss));
        assertEquals(mean.keySet(), together.keySet());
        double norm = norm(mean);
        assertTrue(norm > 1e-3, () -> "gradients too small to compare: " + norm);
        mean.forEach((name, expected) -> {
            double[] found = together.get(name);
            for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], found[i], TOLERANCE * norm, name + " " + i);
            }
        });
    }

    private static double lossAndGradients(Task task, Map<String, double[]> sums, double weight, int... clips) throws IOException {
        Tensor loss = task.loss(clips, new Rng(1));
        loss.backward();
        task.model().model().namedParameters().forEach((name, parameter) -> {
            if (parameter.grad() != null) {
                double[] gradient = parameter.grad().toDoubles();
                double[] sum = sums.computeIfAbsent(name, _ -> new double[gradient.length]);
                for (int i = 0; i < gradient.length; i++) {
                    sum[i] += weight * gradient[i];
                }
            }
        });
        task.model().model().zeroGrad();
        return loss.item();
    }

    private static double norm(Map<String, double[]> gradients) {
        return Math.sqrt(gradients.values().stream().flatMapToDouble(java.util.Arrays::stream).map(g -> g * g).sum());
    }
}
