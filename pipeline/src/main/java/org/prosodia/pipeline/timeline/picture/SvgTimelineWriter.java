package org.prosodia.pipeline.timeline.picture;

import java.io.IOException;
import java.io.Writer;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.TimelineWriter;

/**
 * A self-contained SVG 1.1 document: waveform, log-mel spectrogram, stacked emotions (lines for dimensional models), certainty, time axis,
 * legend with the clip's summary. Long audio is thinned out to what the picture can show, and the file stays below 1 MB.
 */
public final class SvgTimelineWriter implements TimelineWriter {
    /** A writer; it has no settings. */
    public SvgTimelineWriter() {}

    @Override
    public void write(Timeline timeline, float[] samples, Writer out) throws IOException {
        out.write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.write(TimelinePicture.of(timeline, samples, true).svg());
        out.flush();
    }
}
