package org.prosodia.pipeline.timeline.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.TimelineWriter;
import org.prosodia.pipeline.timeline.Window;

/**
 * JSON in the schema {@value #SCHEMA}, streamed frame by frame. Numbers are the shortest decimals that read back as the same float
 * (vectors) or double (times).
 */
public final class JsonTimelineWriter implements TimelineWriter {
    /** Name and version of the schema. */
    public static final String SCHEMA = "prosodia.timeline/1";

    private final JsonFactory factory = new JsonFactory();

    /** A writer; it has no settings. */
    public JsonTimelineWriter() {}

    @Override
    public void write(Timeline timeline, float[] samples, Writer out) throws IOException {
        try (JsonGenerator json = factory.createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setPrettyPrinter(new LinePerFrame());
            json.writeStartObject();
            json.writeStringField("schema", SCHEMA);
            json.writeStringField("audio", timeline.audio());
            json.writeNumberField("duration", timeline.duration());
            writeStrings(json, "emotions", timeline.emotions());
            json.writeArrayFieldStart("frames");
            for (int t = 0; t < timeline.frameCount(); t++) {
                writeFrame(json, timeline, t);
            }
            json.writeEndArray();
            writeClip(json, timeline.clip());
            if (timeline.window().isPresent()) {
                writeWindow(json, timeline.window().get());
            }
            if (!timeline.notes().isEmpty()) {
                writeStrings(json, "notes", timeline.notes());
            }
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void writeFrame(JsonGenerator json, Timeline timeline, int t) throws IOException {
        int k = timeline.emotions().size();
        json.writeStartObject();
        json.writeNumberField("time", timeline.time(t));
        if (timeline.hasAlpha()) {
            json.writeArrayFieldStart("alpha");
            for (int i = 0; i < k; i++) {
                json.writeNumber(timeline.alpha(t, i));
            }
            json.writeEndArray();
        } else {
            json.writeNullField("alpha");
        }
        json.writeArrayFieldStart(timeline.isMixture() ? "mean" : "values");
        for (int i = 0; i < k; i++) {
            json.writeNumber(timeline.value(t, i));
        }
        json.writeEndArray();
        if (timeline.hasAlpha()) {
            json.writeNumberField("certainty", timeline.certainty(t));
        } else {
            json.writeNullField("certainty");
        }
        json.writeEndObject();
    }

    private static void writeClip(JsonGenerator json, EmotionVector clip) throws IOException {
        json.writeObjectFieldStart("clip");
        if (clip.alpha().isPresent()) {
            writeFloats(json, "alpha", clip.alpha().get());
        } else {
            json.writeNullField("alpha");
        }
        writeFloats(json, clip.isMixture() ? "mean" : "values", clip.values());
        json.writeEndObject();
    }

    private static void writeWindow(JsonGenerator json, Window window) throws IOException {
        json.writeObjectFieldStart("window");
        json.writeNumberField("length", window.length());
        json.writeNumberField("stride", window.stride());
        json.writeEndObject();
    }

    private static void writeFloats(JsonGenerator json, String field, float[] numbers) throws IOException {
        json.writeArrayFieldStart(field);
        for (float number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }

    private static void writeStrings(JsonGenerator json, String field, Iterable<String> strings) throws IOException {
        json.writeArrayFieldStart(field);
        for (String string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }
}
