package org.prosodia.pipeline.study;

import org.prosodia.pipeline.timeline.Timeline;

/**
 * A clip whose emotions are known at every moment.
 *
 * @param id unique in its experiment
 * @param samples mono at 16 kHz
 * @param truth mixtures at the frames of Wav2Vec2
 */
public record Sequence(String id, String speaker, float[] samples, Timeline truth) {}
