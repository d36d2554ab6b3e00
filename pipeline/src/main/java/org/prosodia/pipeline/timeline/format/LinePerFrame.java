package org.prosodia.pipeline.timeline.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;

/** Compact JSON with a line break between the keys at the top and between frames, so that files can be read and compared line by line. */
final class LinePerFrame extends MinimalPrettyPrinter {
    private static final long serialVersionUID = 1L;

    @Override
    public void writeObjectEntrySeparator(JsonGenerator json) throws IOException {
        json.writeRaw(json.getOutputContext().getParent().inRoot() ? ",\n" : ",");
    }

    @Override
    public void beforeArrayValues(JsonGenerator json) throws IOException {
        if (inFrames(json)) {
            json.writeRaw('\n');
        }
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
        json.writeRaw(inFrames(json) ? ",\n" : ",");
    }

    private static boolean inFrames(JsonGenerator json) {
        JsonStreamContext owner = json.getOutputContext().getParent();
        return owner.getParent() != null && owner.getParent().inRoot() && "frames".equals(owner.getCurrentName());
    }
}
