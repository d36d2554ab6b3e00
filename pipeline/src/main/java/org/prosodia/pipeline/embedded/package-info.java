/**
 * The embedded corpus: speech-like sound whose prosody follows a known emotion mixture, so that true sequences exist and the paper's
 * measurements can be made exactly. It is synthetic: what models learn from it says something about the method and nothing about people.
 * Read {@link org.prosodia.pipeline.embedded.EmotionalProsody} first, then {@link org.prosodia.pipeline.embedded.EmbeddedCorpus}.
 */
package org.prosodia.pipeline.embedded;
