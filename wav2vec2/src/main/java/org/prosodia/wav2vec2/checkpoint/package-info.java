/**
 * Weight files as the hub serves them, read strictly and written atomically; nothing here knows what a model is.
 *
 * <p>Read first {@link org.prosodia.wav2vec2.checkpoint.Checkpoint} (opens a folder or a file, whatever its container) and
 * {@link org.prosodia.wav2vec2.checkpoint.StoredTensor} (streams one tensor into an array). Then the containers:
 * {@code SafetensorsReader}, {@code TorchZipReader} and {@code TorchStreamReader} (torch before 1.6), the last two on top of
 * {@code PickleReader}, a pickle machine that builds tensors and executes nothing. {@code ShardIndex} joins several files to one
 * checkpoint. {@link org.prosodia.wav2vec2.checkpoint.SafetensorsWriter} writes.
 *
 * <p>A file is read as if an enemy had made it: sizes are checked before memory is taken, work is bounded by the size of the file, and
 * every fault is a {@link org.prosodia.wav2vec2.checkpoint.CheckpointException} that names the file.
 */
package org.prosodia.wav2vec2.checkpoint;
