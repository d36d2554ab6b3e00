/**
 * Clips that sound different at every visit, so that a model learns what stays: shift, crop and noise as in the paper, gain and speed.
 *
 * <p>Read {@link org.prosodia.pipeline.augment.Augmentation} first; {@link org.prosodia.pipeline.augment.Chance} says how often and how
 * much, {@link org.prosodia.pipeline.augment.Augmented} how the times of the result follow from those of the clip.
 */
package org.prosodia.pipeline.augment;
