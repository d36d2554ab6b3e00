package org.prosodia.pipeline.timeline.picture;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.TimelineWriter;

/**
 * One page that needs nothing else: the picture with a read-out under the pointer, and the clip's summary as a table. It loads nothing, and
 * says so to the browser (a content security policy without any source).
 */
public final class HtmlTimelineWriter implements TimelineWriter {
    /** Points of the read-out; with six emotions about 100 kB. */
    private static final int MOST_POINTS = 2000;

    private final JsonFactory factory = new JsonFactory();

    /** A writer; it has no settings. */
    public HtmlTimelineWriter() {}

    @Override
    public void write(Timeline timeline, float[] samples, Writer out) throws IOException {
        TimelinePicture picture = TimelinePicture.of(timeline, samples, false);
        List<String> colours = EmotionColours.of(timeline.emotions());
        String name = Markup.escape(timeline.audio());
        out.write("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
                + "script-src 'unsafe-inline'\">\n");
        out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + name
                + " – emotion timeline</title>\n");
        out.write("<style>\n" + resource("timeline.css") + "</style>\n</head>\n<body>\n<main>\n");
        out.write("<h1>" + name + "</h1>\n<p class=\"measures\">" + Markup.escape(TimelinePicture.measures(timeline)) + "</p>\n");
        for (String note : timeline.notes()) {
            out.write("<p class=\"note\">" + Markup.escape(note) + "</p>\n");
        }
        out.write("<figure id=\"picture\">\n" + picture.svg() + "<div id=\"readout\" hidden></div>\n</figure>\n");
        writeTable(timeline, colours, out);
        out.write("</main>\n<script type=\"application/json\" id=\"data\">" + data(timeline, colours, picture.plot()) + "</script>\n");
        out.write("<script>\n" + resource("timeline.js") + "</script>\n</body>\n</html>\n");
        out.flush();
    }

    private static void writeTable(Timeline timeline, List<String> colours, Writer out) throws IOException {
        EmotionVector clip = timeline.clip();
        out.write("<table>\n<caption>The whole clip</caption>\n<thead><tr><th>" + (clip.isMixture() ? "emotion" : "dimension") + "</th><th>"
                + (clip.isMixture() ? "share" : "value") + "</th>" + (clip.alpha().isPresent() ? "<th>α</th>" : "")
                + "</tr></thead>\n<tbody>\n");
        for (int k = 0; k < clip.size(); k++) {
            out.write("<tr><td><span class=\"swatch\" style=\"background:" + colours.get(k) + "\"></span>"
                    + Markup.escape(timeline.emotions().get(k)) + "</td><td>" + summary(clip, k) + "</td>");
            if (clip.alpha().isPresent()) {
                out.write("<td>" + Markup.number(clip.alpha().get()[k], 3) + "</td>");
            }
            out.write("</tr>\n");
        }
        out.write("</tbody>\n");
        if (clip.certainty().isPresent()) {
            out.write("<tfoot><tr><td>certainty α₀</td><td></td><td>" + Markup.number(clip.certainty().getAsDouble(), 3)
                    + "</td></tr></tfoot>\n");
        }
        out.write("</table>\n");
    }

    private static String summary(EmotionVector clip, int k) {
        return clip.isMixture() ? Markup.number(100 * clip.value(k), 1) + " %" : Markup.signed(clip.value(k), 4);
    }

    /** What the read-out needs, as JSON that cannot end the script element around it. */
    private String data(Timeline timeline, List<String> colours, Panel plot) throws IOException {
        Curves curves = Curves.of(timeline, MOST_POINTS);
        StringWriter text = new StringWriter();
        try (JsonGenerator json = factory.createGenerator(text)) {
            json.writeStartObject();
            json.writeBooleanField("mixture", timeline.isMixture());
            json.writeNumberField("left", plot.x());
            json.writeNumberField("width", plot.width());
            json.writeNumberField("top", plot.y());
            json.writeNumberField("bottom", plot.bottom());
            json.writeNumberField("seconds", plot.seconds());
            writeStrings(json, "emotions", timeline.emotions());
            writeStrings(json, "colours", colours);
            json.writeArrayFieldStart("times");
            for (double time : curves.times()) {
                json.writeNumber(Markup.number(time, 4));
            }
            json.writeEndArray();
            writeNumbers(json, "rows", curves.rows());
            writeNumbers(json, "certainty", curves.certainty());
            json.writeEndObject();
        }
        return text.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
    }

    private static void writeStrings(JsonGenerator json, String field, List<String> strings) throws IOException {
        json.writeArrayFieldStart(field);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }

    private static void writeNumbers(JsonGenerator json, String field, float[] numbers) throws IOException {
        json.writeArrayFieldStart(field);
        for (float number : numbers) {
            json.writeNumber(Markup.number(number, 4));
        }
        json.writeEndArray();
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = HtmlTimelineWriter.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the resource " + name + " is missing beside " + HtmlTimelineWriter.class.getName());
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
