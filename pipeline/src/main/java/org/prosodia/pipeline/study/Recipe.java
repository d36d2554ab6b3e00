package org.prosodia.pipeline.study;

import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.recognition.RecognitionOptions;

/**
 * How the three stages learn.
 *
 * @param labels how the stage-1 model makes the timelines that stage 2 learns from. A short stride tells it the time of a change better
 *     than the second between the baseline's windows, and the surest window of those that cover a moment better still
 * @param sequenceCap bound on the total concentration of Dirichlet models of sequences. A tight one flattens what they learn: with α₀ below
 *     5 the likelihood of (0.68, 0.064, 0.064, …) is greatest where the first share of the mean is 0.46
 */
public record Recipe(StageRecipe stage1, StageRecipe stage2, StageRecipe stage3, RecognitionOptions labels, ConcentrationCap sequenceCap,
        Feedback feedback) {}
