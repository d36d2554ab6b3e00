package org.prosodia.pipeline.face.format;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.prosodia.pipeline.face.Blendshape;
import org.prosodia.pipeline.face.BlendshapeCurve;

/**
 * JSON in the schema {@value #SCHEMA}: {@code {"schema", "fps", "channels": […], "frames": [[…], …]}}, one frame a line. Read in any order
 * of keys, but {@code channels} before {@code frames}; other keys are remarks and ignored.
 */
final class BlendshapeJson {
    static final String SCHEMA = "prosodia.blendshapes/1";

    private final Path file;
    private final JsonParser json;

    private BlendshapeJson(Path file, JsonParser json) {
        this.file = file;
        this.json = json;
    }

    static void write(BlendshapeCurve curve, Writer out) throws IOException {
        out.append("{\"schema\":\"").append(SCHEMA).append("\",\n\"fps\":").append(Double.toString(curve.fps()));
        out.append(",\n\"channels\":[\"").append(String.join("\",\"", Blendshape.NAMES)).append("\"],\n\"frames\":[");
        for (int t = 0; t < curve.frameCount(); t++) {
            String before = t == 0 ? "\n[" : ",\n[";
            for (Blendshape channel : Blendshape.ALL) {
                out.append(before).append(Float.toString(curve.value(t, channel)));
                before = ",";
            }
            out.append(']');
        }
        out.append("\n]}\n");
        out.flush();
    }

    static BlendshapeCurve read(Path file) throws IOException {
        JsonFactory factory = JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
        try (InputStream in = Files.newInputStream(file); JsonParser parser = factory.createParser(in)) {
            return new BlendshapeJson(file, parser).curve();
        } catch (JacksonException e) {
            throw new BlendshapeFormatException(file, "not valid JSON: " + e.getOriginalMessage(), e);
        } catch (CharConversionException e) {
            throw new BlendshapeFormatException(file, "not valid JSON: " + e.getMessage(), e);
        }
    }

    private BlendshapeCurve curve() throws IOException {
        String schema = null;
        double fps = Double.NaN;
        Channels channels = null;
        Frames frames = null;
        expect(json.nextToken(), JsonToken.START_OBJECT, "blendshapes", "an object");
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            switch (key) {
                case "schema" -> schema = string(value, key);
                case "fps" -> fps = Double.parseDouble(number(value, key));
                case "channels" -> channels = Channels.of(file, strings(value, key));
                case "frames" -> frames = frames(value, require(channels, "channels", "before \"frames\""));
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw error("blendshapes", "one object", "more after it");
        }
        if (!SCHEMA.equals(require(schema, "schema", "in the object"))) {
            throw error("schema", "\"" + SCHEMA + "\"", "\"" + schema + "\"");
        }
        require(Double.isNaN(fps) ? null : fps, "fps", "in the object");
        return require(frames, "frames", "in the object").curve(fps);
    }

    private Frames frames(JsonToken value, Channels channels) throws IOException {
        expect(value, JsonToken.START_ARRAY, "frames", "an array");
        Frames frames = new Frames(file, channels);
        float[] row = new float[channels.count()];
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            String place = "frames[" + frames.count() + "]";
            expect(token, JsonToken.START_ARRAY, place, "an array");
            for (int i = 0; i < row.length; i++) {
                row[i] = Float.parseFloat(number(json.nextToken(), place));
            }
            expect(json.nextToken(), JsonToken.END_ARRAY, place, channels.count() + " numbers and no more");
            frames.add(row);
        }
        return frames;
    }

    private List<String> strings(JsonToken value, String place) throws IOException {
        expect(value, JsonToken.START_ARRAY, place, "an array of names");
        List<String> strings = new ArrayList<>();
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            strings.add(string(token, place + "[" + strings.size() + "]"));
        }
        return strings;
    }

    private String string(JsonToken value, String place) throws IOException {
        expect(value, JsonToken.VALUE_STRING, place, "a string");
        return json.getText();
    }

    private String number(JsonToken value, String place) throws IOException {
        if (value == null || !value.isNumeric()) {
            throw error(place, "a number", value == null ? "the end of the file" : json.getText());
        }
        return json.getText();
    }

    private void expect(JsonToken found, JsonToken wanted, String place, String what) throws IOException {
        if (found != wanted) {
            throw error(place, what, found == null ? "the end of the file" : json.getText());
        }
    }

    private <T> T require(T value, String key, String where) throws BlendshapeFormatException {
        if (value == null) {
            throw error(key, "this key " + where, "none");
        }
        return value;
    }

    private BlendshapeFormatException error(String place, String expected, String found) {
        String shown = found.length() <= 40 ? found : found.substring(0, 40) + "…";
        return new BlendshapeFormatException(file, place, expected, shown + " (line " + json.currentLocation().getLineNr() + ")");
    }
}
