package org.prosodia.pipeline.corpus.published;

import java.nio.file.Path;

/**
 * A clip of a published corpus that can be heard.
 *
 * @param description what the corpus says of it
 * @param audio its file
 * @param seconds its length, positive; see {@link org.prosodia.pipeline.audio.AudioLength#of}
 */
public record PublishedClip(ClipDescription description, Path audio, double seconds) {}
