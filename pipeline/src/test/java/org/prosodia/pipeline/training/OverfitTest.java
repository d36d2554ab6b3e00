package org.prosodia.pipeline.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;

/** Eight clips are learnt by heart. */
class OverfitTest {
    private static final int CLIPS = 8;
    /** Entropy of the smoothed labels, the least that cross-entropy can be. */
    private static final double ENTROPY = -java.util.Arrays.stream(Simplex.smooth(Small.label(0), ClipTask.SMOOTHING))
            .map(share -> share * Math.log(share)).sum();

    @Test
    void crossEntropyFallsToNearlyTheEntropyOfTheTargets() throws IOException {
        double loss = learnt(LinkChoice.SOFTMAX);
        assertTrue(loss >= ENTROPY && loss < 1.03 * ENTROPY, () -> loss + " for an entropy of " + ENTROPY);
    }

    @Test
    void theDirichletLossFallsBelowWhatACrossEntropyCouldBe() throws IOException {
        double loss = learnt(LinkChoice.EXP);
        assertTrue(loss < ENTROPY && loss < 0, () -> "a density around the targets exceeds 1: " + loss);
    }

    private static double learnt(LinkChoice link) throws IOException {
        try (TensorRuntime runtime = TensorRuntime.create("plain", 1)) {
            List<Example<double[]>> clips = Small.labelled(0, CLIPS);
            Task task = new ClipTask(Small.model(runtime, Small.Family.LAYER, Head.CLIP, link, 0), clips, List.of(), ClipTask.SMOOTHING,
                    Augmentation.NONE);
            TrainingOptions options = new TrainingOptions(Small.optimizer(1e-2, 0), 120, CLIPS, 1, 0, 1000, 1);
            new Trainer(task, options, RunKeeper.inMemory(), TrainingListener.NONE).train();
            return task.loss(new int[] {0, 1, 2, 3, 4, 5, 6, 7}, new Rng(1)).item();
        }
    }
}
