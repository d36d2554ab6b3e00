package org.prosodia.pipeline.training;

import java.util.Map;

/** Is told how a training goes, and may end it. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener NONE = new TrainingListener() {};

    /** @param done steps that an earlier process did already; @param total steps of the whole training; @param seconds of audio of all steps */
    default void started(long done, long total, double seconds) {}

    /** A step is done. */
    default void step(Step step) {}

    /**
     * An epoch is done.
     *
     * @param epoch from 1
     * @param metrics of the epoch, by name
     * @param best whether they are the best so far
     */
    default void epoch(int epoch, int epochs, Map<String, Double> metrics, boolean best) {}

    /** Whether to stop after this step; what was learnt is kept. */
    default boolean stopRequested() {
        return false;
    }

    /**
     * What a step did.
     *
     * @param number of steps done, from 1
     * @param loss mean over the batch
     * @param gradientNorm before clipping
     * @param lrFactor of the schedule
     * @param clips in the batch
     * @param seconds of audio in the batch
     */
    record Step(long number, double loss, double gradientNorm, double lrFactor, int clips, double seconds) {}
}
