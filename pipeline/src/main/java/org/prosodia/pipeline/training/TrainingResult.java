package org.prosodia.pipeline.training;

import java.util.Map;

/**
 * How a training ended. The model then has its best weights; after an interruption, those of the last step.
 *
 * @param steps done, over all processes
 * @param epochs completed
 * @param bestEpoch the epoch, from 1, whose weights the model has; the last one where nothing was held out
 * @param metrics of that epoch
 * @param interrupted whether it was stopped before its end, to be resumed
 */
public record TrainingResult(long steps, int epochs, int bestEpoch, Map<String, Double> metrics, boolean interrupted) {}
