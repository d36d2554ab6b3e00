/**
 * Training. Read {@link org.prosodia.pipeline.training.Task} first, then its three stages ({@link org.prosodia.pipeline.training.ClipTask},
 * {@link org.prosodia.pipeline.training.SequenceTask}, {@link org.prosodia.pipeline.training.PreferenceTask}) and
 * {@link org.prosodia.pipeline.training.Trainer}, which runs any of them.
 */
package org.prosodia.pipeline.training;
