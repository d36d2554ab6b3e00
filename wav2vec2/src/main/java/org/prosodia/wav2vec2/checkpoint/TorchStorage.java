package org.prosodia.wav2vec2.checkpoint;

/**
 * A storage as a pickle names it; where its numbers lie, only the container knows.
 *
 * @param key name within the checkpoint
 * @param count number of elements
 */
record TorchStorage(String key, StoredDType dtype, long count) {}
