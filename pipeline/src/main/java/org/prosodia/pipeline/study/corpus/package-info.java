/**
 * The paper's tables on corpora of people's voices, in a folder that can be gone on with: read
 * {@link org.prosodia.pipeline.study.corpus.CorpusExperiment} first, then {@link org.prosodia.pipeline.study.corpus.SeedLane}.
 */
package org.prosodia.pipeline.study.corpus;
