package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;

/** The configuration has dropout, layer drop and SpecAugment: none of them may part the policy from its reference. */
class PreferenceTaskTest {
    private static final int[] ALL = {0, 1, 2, 3};
    private static final double DROPOUT = 0.3;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    private record Pair(PreferenceTask task, FrameClassifier reference) {}

    private Pair pair(Small.Family family) {
        ModelFolder policy = Small.model(runtime, family, Head.FRAMES, LinkChoice.EXP, DROPOUT);
        FrameClassifier reference = (FrameClassifier) new StartingModel(runtime).framesOf(policy).model();
        return new Pair(new PreferenceTask(policy, reference, Small.choices(0, 4), Small.choices(4, 6), Small.dpo(),
                SequenceTask.SMOOTHING), reference);
    }

    @ParameterizedTest
    @EnumSource
    void beforeTheFirstStepThePolicyIsTheReferenceAlsoInARaggedBatch(Small.Family family) throws IOException {
        PreferenceTask task = pair(family).task();
        assertEquals(Math.log(2), task.loss(ALL, new Rng(1)).item(), 1e-6);
        for (Map<String, Double> metrics : List.of(task.details(), task.evaluate())) {
            assertEquals(Math.log(2), metrics.get("loss"), 1e-12);
            assertEquals(0, metrics.get("rewards/margins"));
            assertEquals(0, metrics.get("rewards/chosen"));
            assertEquals(metrics.get("alpha0/reference"), metrics.get("alpha0/policy"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStepPrefersWhatWasChosenAndLeavesTheReference(Small.Family family) throws IOException {
        Pair pair = pair(family);
        float[] reference = weights(pair.reference());
        TrainingOptions options = new TrainingOptions(Small.optimizer(1e-3, 0), 1, ALL.length, 1, 0, 1, 1);
        TrainingResult result = new Trainer(pair.task(), options, RunKeeper.inMemory(), TrainingListener.NONE).train();
        assertEquals(1, result.steps());
        double loss = pair.task().loss(ALL, new Rng(1)).item();
        assertTrue(loss < Math.log(2) - 1e-4, () -> "loss " + loss);
        assertTrue(pair.task().details().get("rewards/margins") > 0);
        assertArrayEquals(reference, weights(pair.reference()));
        assertTrue(pair.reference().namedParameters().values().stream().allMatch(parameter -> parameter.grad() == null));
    }

    private static float[] weights(FrameClassifier model) {
        return Tensor.concat(0, model.namedParameters().values().stream().map(p -> p.detach().reshape(p.size())).toArray(Tensor[]::new))
                .toFloats();
    }

    @Test
    void aModelWithoutConcentrationsIsRefused() {
        ModelFolder policy = Small.model(runtime, Small.Family.LAYER, Head.FRAMES, LinkChoice.SOFTMAX, 0);
        FrameClassifier reference = (FrameClassifier) new StartingModel(runtime).framesOf(policy).model();
        Exception refused = assertThrows(IllegalArgumentException.class, () -> new PreferenceTask(policy, reference, Small.choices(0, 2),
                List.of(), Small.dpo(), SequenceTask.SMOOTHING));
        assertEquals("random weights: expected a model with concentrations (a Dirichlet link), found softmax; preferences need densities",
                refused.getMessage());
    }
}
