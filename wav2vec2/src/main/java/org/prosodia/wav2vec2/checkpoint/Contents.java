package org.prosodia.wav2vec2.checkpoint;

import java.util.Map;

/**
 * What a reader found in one file.
 *
 * @param format the container, for people
 * @param tensors by name, in the order of the file
 * @param metadata free text pairs; only safetensors has them
 */
record Contents(String format, Map<String, StoredTensor> tensors, Map<String, String> metadata) {
    /** More tensors than this in a file are an attack: a model of 24 layers has about 420, the largest published ones below 100 000. */
    static final int MAX_TENSORS = 100_000;
}
