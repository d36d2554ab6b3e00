package org.prosodia.pipeline.timeline.format;

import java.io.IOException;
import java.io.Writer;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.TimelineWriter;

/**
 * CSV as in RFC 4180 (comma, CRLF, quotes where needed): a header {@code time,anger,…}, then one row per frame. The emotion columns hold
 * the mean (or the raw values); {@code certainty} and {@code alpha_anger,…} follow when the timeline has concentrations.
 */
public final class CsvTimelineWriter implements TimelineWriter {
    private static final String END_OF_ROW = "\r\n";

    /** A writer; it has no settings. */
    public CsvTimelineWriter() {}

    @Override
    public void write(Timeline timeline, float[] samples, Writer out) throws IOException {
        writeHeader(timeline, out);
        for (int t = 0; t < timeline.frameCount(); t++) {
            writeRow(timeline, t, out);
        }
        out.flush();
    }

    private static void writeHeader(Timeline timeline, Writer out) throws IOException {
        out.write("time");
        for (String emotion : timeline.emotions()) {
            out.append(',').append(quoted(emotion));
        }
        if (timeline.hasAlpha()) {
            out.write(",certainty");
            for (String emotion : timeline.emotions()) {
                out.append(',').append(quoted("alpha_" + emotion));
            }
        }
        out.write(END_OF_ROW);
    }

    private static void writeRow(Timeline timeline, int t, Writer out) throws IOException {
        int k = timeline.emotions().size();
        out.write(Double.toString(timeline.time(t)));
        for (int i = 0; i < k; i++) {
            out.append(',').append(Float.toString(timeline.value(t, i)));
        }
        if (timeline.hasAlpha()) {
            out.append(',').append(Float.toString(timeline.certainty(t)));
            for (int i = 0; i < k; i++) {
                out.append(',').append(Float.toString(timeline.alpha(t, i)));
            }
        }
        out.write(END_OF_ROW);
    }

    /** RFC 4180 §2.6–2.7: a field with a comma, quote or line break is quoted, and quotes inside are doubled. */
    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }
}
