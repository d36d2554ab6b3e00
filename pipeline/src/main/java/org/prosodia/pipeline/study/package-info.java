/**
 * The method as a study: the three stages one after the other, with several criteria, seeds and β, and the paper's tables of what came of
 * it. Read {@link org.prosodia.pipeline.study.Lane} first, then {@link org.prosodia.pipeline.study.Tables}. Two experiments are made of
 * this: {@link org.prosodia.pipeline.embedded.EmbeddedExperiment} on synthetic speech and
 * {@link org.prosodia.pipeline.study.corpus.CorpusExperiment} on people's.
 */
package org.prosodia.pipeline.study;
