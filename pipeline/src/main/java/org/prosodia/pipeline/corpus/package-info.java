/**
 * Corpora as plain files, and batches of their clips.
 *
 * <p>Read {@link org.prosodia.pipeline.corpus.Manifest} first: {@code Manifest.read(file, emotions)} gives the clips, each a
 * {@link org.prosodia.pipeline.corpus.ManifestEntry}. The way to a batch:
 *
 * <pre>
 * .csv, .tsv, .jsonl → Manifest → split(TRAIN) → LengthBuckets → ClipLoader → samples [T] of each clip
 * </pre>
 *
 * <p>Labels become {@link org.prosodia.pipeline.corpus.EmotionVotes}, as {@link org.prosodia.pipeline.corpus.EmotionNames} understands
 * them. What is wrong with a manifest is said in a {@link org.prosodia.pipeline.corpus.ManifestException}, with its line.
 */
package org.prosodia.pipeline.corpus;
