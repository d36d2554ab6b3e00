/**
 * What the field did before neural encoders, as the row that every table needs beside ours: features made by hand and a classifier on top.
 *
 * <pre>
 * samples → {@link org.prosodia.pipeline.baseline.Descriptors} (log-mel, MFCC, a row every 10 ms)
 *         → {@link org.prosodia.pipeline.baseline.Functionals} (one vector a clip)
 *         → {@link org.prosodia.pipeline.baseline.HandMadeModel} (standardised, then a {@link org.prosodia.pipeline.baseline.Classifier})
 * </pre>
 *
 * <p>Read {@link org.prosodia.pipeline.baseline.HandMadeModel} first. {@link org.prosodia.pipeline.baseline.SlidingWindow} makes timelines
 * of its answers, as the stage-1 model's are made.
 */
package org.prosodia.pipeline.baseline;
