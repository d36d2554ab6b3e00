package org.prosodia.pipeline.study;

import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.training.OptimizerOptions;
import org.prosodia.pipeline.training.TrainingOptions;

/**
 * How one stage learns.
 *
 * @param epochs times that each clip is heard; the best by the held-out clips is kept, or the last where none are held out
 * @param batch clips a step
 * @param smoothing ε of its targets, y ← (1 − ε) y + ε / K
 * @param augmentation of the clips; stage 3 has none, so that policy and reference hear the same
 */
public record StageRecipe(OptimizerOptions optimizer, int epochs, int batch, double smoothing, Augmentation augmentation) {
    /** Never stops early: the learning rate's decay is laid out for all epochs. */
    private static final int PATIENCE = 0;
    private static final int CHECKPOINT_STEPS = 500;

    TrainingOptions options(long seed) {
        return new TrainingOptions(optimizer, epochs, batch, 1, PATIENCE, CHECKPOINT_STEPS, seed);
    }
}
