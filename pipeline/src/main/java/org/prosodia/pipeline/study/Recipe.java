package org.prosodia.pipeline.study;

/** How the three stages learn. */
public record Recipe(StageRecipe stage1, StageRecipe stage2, StageRecipe stage3, Feedback feedback) {}
