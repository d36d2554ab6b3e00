package org.prosodia.pipeline.training;

/**
 * How to train.
 *
 * @param optimizer how weights change
 * @param epochs times that each example is seen, unless stopped early
 * @param batch examples a step
 * @param accumulate parts that a batch is computed in, one after the other: less memory, the same step
 * @param patience epochs without a better measure after which to stop; 0 for never
 * @param checkpointEvery steps between checkpoints; there is one after each epoch besides
 * @param seed decides the order of the data, augmentation, dropout and SpecAugment
 */
public record TrainingOptions(OptimizerOptions optimizer, int epochs, int batch, int accumulate, int patience, int checkpointEvery, long seed) {
    public TrainingOptions {
        atLeast("epochs", epochs, 1);
        atLeast("batch", batch, 1);
        atLeast("accumulate", accumulate, 1);
        atLeast("patience", patience, 0);
        atLeast("checkpoint-every", checkpointEvery, 1);
    }

    private static void atLeast(String what, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(what + ": expected at least " + least + ", found " + value);
        }
    }
}
