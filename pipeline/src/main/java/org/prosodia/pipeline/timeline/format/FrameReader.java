package org.prosodia.pipeline.timeline.format;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.prosodia.pipeline.timeline.Timeline;

/** Reads the array {@code frames}: all frames must hold the same fields, with as many numbers each. */
final class FrameReader {
    private final JsonCursor json;
    private final Numbers.Doubles times = new Numbers.Doubles();
    private final Numbers.Floats alpha = new Numbers.Floats();
    private final Numbers.Floats rows = new Numbers.Floats();
    private final Numbers.Floats certainty = new Numbers.Floats();
    private VectorFields first;

    FrameReader(JsonCursor json) {
        this.json = json;
    }

    void readAll() throws IOException {
        json.expectNext(JsonToken.START_ARRAY, "an array of frames", "frames");
        while (json.next() != JsonToken.END_ARRAY) {
            String field = "frames[" + times.size() + "]";
            json.expect(JsonToken.START_OBJECT, "an object", field);
            VectorFields frame = new VectorFields(json, field);
            frame.readFrame();
            add(frame, field);
        }
    }

    private void add(VectorFields frame, String field) throws IOException {
        if (first == null) {
            first = frame;
        }
        if (frame.size() != first.size()) {
            throw json.failure(field, first.size() + " numbers as in frames[0]", Integer.toString(frame.size()));
        }
        if (frame.hasAlpha() != first.hasAlpha() || frame.hasValues() != first.hasValues()
                || frame.hasCertainty() != first.hasCertainty()) {
            throw json.failure(field, "the same of alpha, mean, values and certainty as in frames[0]", "others");
        }
        times.add(frame.time());
        for (float number : frame.alpha()) {
            alpha.add(number);
        }
        for (float number : frame.row()) {
            rows.add(number);
        }
        certainty.add(frame.certainty());
    }

    /** The timeline of these frames; α, where written, is what counts, and mean and certainty follow from it. */
    Timeline timeline(String audio, double duration, List<String> emotions) throws TimelineFormatException {
        if (first != null && first.size() != emotions.size()) {
            throw json.failure("frames[0]", emotions.size() + " numbers, one for each of the emotions", Integer.toString(first.size()));
        }
        double[] at = times.toArray();
        if (first == null || first.hasValues()) {
            return Timeline.ofValues(audio, duration, emotions, at, rows.toArray());
        }
        if (first.hasAlpha()) {
            return Timeline.ofAlphas(audio, duration, emotions, at, alpha.toArray());
        }
        return first.hasCertainty() ? Timeline.ofMeans(audio, duration, emotions, at, rows.toArray(), certainty.toArray())
                : Timeline.ofMeans(audio, duration, emotions, at, rows.toArray());
    }
}
