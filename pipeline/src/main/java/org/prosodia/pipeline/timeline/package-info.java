/**
 * Emotion timelines: what prediction yields and what every output, metric and picture starts from.
 *
 * <p>Read {@link org.prosodia.pipeline.timeline.Timeline} first; {@link org.prosodia.pipeline.timeline.EmotionVector} is one moment (or the
 * whole clip), {@link org.prosodia.pipeline.timeline.FrameTimes} says when the frames of Wav2Vec2 are. The files:
 * {@code timeline.format} (JSON, CSV, the reader, the list of formats), {@code timeline.audio2face} (animators),
 * {@code timeline.picture} (SVG and HTML).
 */
package org.prosodia.pipeline.timeline;
