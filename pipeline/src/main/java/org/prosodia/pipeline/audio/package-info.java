/**
 * From an audio file to mono samples at the model's rate.
 *
 * <p>Read {@link org.prosodia.pipeline.audio.AudioClip} first: {@code AudioClip.read(file)} is all that most callers need. Below it
 * {@link org.prosodia.pipeline.audio.AudioReader} yields the same samples block by block, so that hours of audio need little memory.
 * The way of a sample:
 *
 * <pre>
 * file → ByteSource → AudioFormat (sniffs the bytes, never the name) → AudioStream, one per format, [frames, channels]
 *      → AudioReader (mean of the channels) → Resampler (Kaiser-windowed sinc) → AudioClip
 * </pre>
 *
 * <p>WAV, AIFF, AU and FLAC are decoded here; MPEG audio by JLayer (LGPL 2.1) and Vorbis by JOrbis (LGPL 2.0 or later), both used as
 * unmodified libraries.
 *
 * <p>What is wrong with a file is said in an {@link org.prosodia.pipeline.audio.AudioFormatException}. One fault is forgiven: PCM files
 * that end earlier than their header says, as interrupted recorders write them, are read as far as they go, and the loss is listed in
 * {@link org.prosodia.pipeline.audio.AudioClip#warnings()}. In compressed files a missing end is an error.
 */
package org.prosodia.pipeline.audio;
