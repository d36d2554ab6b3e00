package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

class TrainerTest {
    private static final double DROPOUT = 0.1;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    private static TrainingOptions options(OptimizerOptions optimizer, int epochs, int batch, int accumulate, int patience, long seed) {
        return new TrainingOptions(optimizer, epochs, batch, accumulate, patience, 1, seed);
    }

    private static TrainingResult train(Task task, TrainingOptions options, RunKeeper keeper) throws IOException {
        return new Trainer(task, options, keeper, TrainingListener.NONE).train();
    }

    @ParameterizedTest
    @EnumSource
    void aBatchInPartsIsTheSameStep(Small.Stage stage) throws IOException {
        Recorder whole = oneStep(stage, 1);
        for (int parts : new int[] {2, 4, 7}) {
            Recorder split = oneStep(stage, parts);
            assertEquals(whole.metrics.getFirst().get("train/loss"), split.metrics.getFirst().get("train/loss"), 1e-5);
            double norm = whole.metrics.getFirst().get("train/grad_norm");
            assertEquals(norm, split.metrics.getFirst().get("train/grad_norm"), 1e-4 * norm);
            whole.checkpoints.getFirst().forEach((name, expected) -> {
                // Adam's mean of gradients, a tenth of the first; the weights themselves follow its sign, which is noise where it is 0.
                if (name.startsWith("optimizer.exp_avg.")) {
                    assertArrayEquals(expected, split.checkpoints.getFirst().get(name), 1e-5, name);
                }
            });
        }
    }

    private Recorder oneStep(Small.Stage stage, int parts) throws IOException {
        Recorder recorder = new Recorder();
        train(stage.plain(runtime, 6), options(Small.optimizer(1e-3, 0), 1, 6, parts, 0, 1), recorder);
        assertEquals(1, recorder.checkpoints.size());
        return recorder;
    }

    @ParameterizedTest
    @EnumSource
    void theSeedDecidesEveryBit(Small.Stage stage) throws IOException {
        float[] first = trained(stage, 1);
        assertArrayEquals(first, trained(stage, 1));
        assertFalse(Arrays.equals(first, trained(stage, 2)));
    }

    private float[] trained(Small.Stage stage, long seed) throws IOException {
        Task task = stage.task(runtime, Small.Family.LAYER, 6, 2, DROPOUT, Augmentation.DEFAULT);
        train(task, options(Small.optimizer(1e-3, 0.5), 2, 2, 2, 0, seed), RunKeeper.inMemory());
        return Recorder.weights(task);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.5, 0.4, 0.3, 0.9, 2, 4, 2", "0.1, 0.5, 0.4, 0.6, 0.2, 2, 5, 4", "0.5, 0.5, 0.5, 0.5, 0.5, 3, 4, 1",
        "0.3, 0.2, 0.1, 0.1, 0.1, 0, 5, 1"})
    void withoutABetterMeasureItStopsAndHasTheBestWeights(double a, double b, double c, double d, double e, int patience, int epochs,
            int bestEpoch) throws IOException {
        List<float[]> weights = new ArrayList<>();
        double[] scores = {a, b, c, d, e};
        Task task = new Wrapped(Small.Stage.CLIPS.plain(runtime, 4)) {
            @Override
            public Map<String, Double> evaluate() {
                weights.add(Recorder.weights(this));
                return Map.of("accuracy", scores[weights.size() - 1]);
            }
        };
        TrainingResult result = train(task, options(Small.optimizer(1e-3, 0), scores.length, 2, 1, patience, 1), RunKeeper.inMemory());
        assertEquals(epochs, result.epochs());
        assertEquals(2 * epochs, result.steps());
        assertEquals(bestEpoch, result.bestEpoch());
        assertEquals(scores[bestEpoch - 1], result.metrics().get("dev/accuracy"));
        assertFalse(result.interrupted());
        assertArrayEquals(weights.get(bestEpoch - 1), Recorder.weights(task));
    }

    @Test
    void averagedWeightsAreWhatIsMeasuredAndKept() throws IOException {
        double decay = 0.7;
        List<float[]> measured = new ArrayList<>();
        Task task = new Wrapped(Small.Stage.CLIPS.plain(runtime, 4)) {
            @Override
            public Map<String, Double> evaluate() {
                measured.add(Recorder.weights(this));
                return Map.of();
            }
        };
        Map<String, double[]> averages = new LinkedHashMap<>();
        task.model().model().namedParameters().forEach((name, parameter) -> averages.put("model." + name, parameter.toDoubles()));
        Recorder recorder = new Recorder();
        train(task, options(Small.optimizer(1e-2, decay), 3, 2, 1, 0, 1), recorder);
        for (Map<String, double[]> step : recorder.checkpoints) {
            averages.forEach((name, average) -> {
                for (int i = 0; i < average.length; i++) {
                    average[i] += (1 - decay) * (step.get(name)[i] - average[i]);
                }
            });
        }
        task.model().model().namedParameters().forEach((name, parameter) ->
                assertArrayEquals(averages.get("model." + name), parameter.toDoubles(), 1e-6, name));
        assertArrayEquals(measured.getLast(), Recorder.weights(task));
        assertFalse(Arrays.equals(recorder.checkpoints.getLast().get("model.head.out.weight"),
                averages.get("model.head.out.weight")), "averages that lag behind the weights");
    }

    @ParameterizedTest
    @CsvSource({"0, false, ''", "1e-2, false, feature_extractor", "1e-2, true, all"})
    void whatIsFrozenStaysAsItIsToTheBit(double encoderLr, boolean featureEncoder, String learning) throws IOException {
        Task task = Small.Stage.CLIPS.task(runtime, Small.Family.LAYER, 4, 0, 0, Augmentation.NONE);
        Map<String, float[]> before = new HashMap<>();
        task.model().model().namedParameters().forEach((name, parameter) -> before.put(name, parameter.toFloats()));
        OptimizerOptions optimizer = new OptimizerOptions(encoderLr, 1e-2, 0.1, OptimizerOptions.Decay.CONSTANT, 0, 1, 0, featureEncoder,
                false);
        train(task, options(optimizer, 1, 2, 1, 0, 1), RunKeeper.inMemory());
        task.model().model().namedParameters().forEach((name, parameter) -> {
            boolean frozen = !name.startsWith("head.")
                    && (learning.isEmpty() || name.contains("feature_extractor") && learning.equals("feature_extractor"));
            boolean unused = name.endsWith("masked_spec_embed"); // nothing is masked here
            assertEquals(frozen || unused, Arrays.equals(before.get(name), parameter.toFloats()), name);
        });
    }

    @Test
    void noGraphOutlivesItsStep() throws IOException {
        List<WeakReference<Tensor>> losses = new ArrayList<>();
        Task task = new Wrapped(Small.Stage.PREFERENCES.plain(runtime, 4)) {
            @Override
            public Tensor loss(int[] examples, Rng random) throws IOException {
                assertTrue(model().model().namedParameters().values().stream().allMatch(parameter -> parameter.grad() == null));
                Tensor loss = super.loss(examples, random);
                assertNotNull(loss);
                losses.add(new WeakReference<>(loss));
                return loss;
            }
        };
        new Trainer(task, options(Small.optimizer(1e-3, 0.9), 1, 2, 1, 0, 1), RunKeeper.inMemory(), new TrainingListener() {
            @Override
            public void step(Step step) {
                for (int i = 0; i < 50 && losses.stream().anyMatch(loss -> loss.get() != null); i++) {
                    System.gc();
                }
                losses.forEach(loss -> assertNull(loss.get(), "the loss of a step that is done"));
            }
        }).train();
        assertEquals(2, losses.size());
    }
}
