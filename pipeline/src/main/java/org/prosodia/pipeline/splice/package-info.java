/**
 * Real speech with a known sequence of emotions: clips of one speaker about different emotions, joined. Read
 * {@link org.prosodia.pipeline.splice.Splicer} first; {@link org.prosodia.pipeline.splice.SplicedFolder} writes what it makes as a corpus
 * that training and evaluation read.
 *
 * <p>The words and the joins make no sense; each moment is as acted as its clip was, and the truth of a moment is its clip's label. What is
 * measured here is how well a change is followed, not how people change.
 */
package org.prosodia.pipeline.splice;
