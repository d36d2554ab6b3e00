package org.prosodia.pipeline.study;

import org.prosodia.pipeline.augment.Augmentation;

/**
 * How the three stages learn.
 *
 * @param augmentation of the clips of stage 1
 */
public record Recipe(StageRecipe stage1, StageRecipe stage2, StageRecipe stage3, Augmentation augmentation, Feedback feedback) {}
