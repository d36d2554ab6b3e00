/**
 * Timelines as pictures: waveform and spectrogram above, emotion curves below. {@link
 * org.prosodia.pipeline.timeline.picture.TimelinePicture} puts the panels together (one class each); {@link
 * org.prosodia.pipeline.timeline.picture.SvgTimelineWriter} writes it for papers, {@link
 * org.prosodia.pipeline.timeline.picture.HtmlTimelineWriter} as a page. {@link org.prosodia.pipeline.timeline.picture.Spectrogram} stands
 * alone.
 */
package org.prosodia.pipeline.timeline.picture;
