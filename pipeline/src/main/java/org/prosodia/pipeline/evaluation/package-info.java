/**
 * How good predictions are, and how sure that is. Read {@link org.prosodia.pipeline.evaluation.SequenceError} first, the measure of
 * timelines; {@link org.prosodia.pipeline.evaluation.ConfusionMatrix} is that of clips. Both keep what each clip gave, so that
 * {@link org.prosodia.pipeline.evaluation.Bootstrap} can put an interval around a mean or around a difference of two models on the same
 * clips. {@link org.prosodia.pipeline.evaluation.Calibration} and {@link org.prosodia.pipeline.evaluation.Reliability} ask whether a
 * model is as certain as it should be. {@link org.prosodia.pipeline.evaluation.LabelReport} and
 * {@link org.prosodia.pipeline.evaluation.TimelineReport} put it all together for people and programs.
 */
package org.prosodia.pipeline.evaluation;
