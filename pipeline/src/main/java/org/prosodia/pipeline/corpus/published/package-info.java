/**
 * Corpora of emotional speech as their authors publish them.
 *
 * <p>Read {@link org.prosodia.pipeline.corpus.published.PublishedCorpus} first: it knows each corpus by its names of files, and what its
 * labels become. The way to a manifest:
 *
 * <pre>
 * folder → PublishedCorpus.recognise → read → CorpusReading (clips, and what was skipped and why)
 *        → CorpusManifest (labels or votes, splits) → Manifest
 * </pre>
 *
 * <p>A {@code Layout} says how one corpus names its files; {@code CorpusReader} does the rest for all of them.
 */
package org.prosodia.pipeline.corpus.published;
