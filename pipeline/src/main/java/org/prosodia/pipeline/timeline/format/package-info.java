/**
 * Timelines as files. {@link org.prosodia.pipeline.timeline.format.TimelineFormat} lists every format and hands out its writer; the JSON
 * schema, {@code prosodia.timeline/1}, is documented in {@code docs/timeline-schema.md} and read back by
 * {@link org.prosodia.pipeline.timeline.format.TimelineReader}.
 */
package org.prosodia.pipeline.timeline.format;
