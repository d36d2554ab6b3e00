package org.prosodia.pipeline.timeline.format;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.prosodia.pipeline.timeline.EmotionVector;

/** One JSON object with {@code alpha}, {@code mean} or {@code values}, and in frames {@code time} and {@code certainty}. */
final class VectorFields {
    /** Relative difference allowed between a written mean or certainty and the one α gives. */
    private static final double TOLERANCE = 2e-3;

    private final JsonCursor json;
    private final String field;
    private final Numbers.Floats alpha = new Numbers.Floats();
    private final Numbers.Floats row = new Numbers.Floats();
    private double time = Double.NaN;
    private float certainty = Float.NaN;
    private int alphas = -1;
    private int means = -1;
    private int values = -1;

    VectorFields(JsonCursor json, String field) {
        this.json = json;
        this.field = field;
    }

    /** Reads {@code {"alpha", "mean"}} or {@code {"values"}}. */
    EmotionVector readClip() throws IOException {
        json.expectNext(JsonToken.START_OBJECT, "an object", field);
        read(false);
        if (hasAlpha()) {
            return EmotionVector.ofAlpha(alpha());
        }
        return hasValues() ? EmotionVector.ofValues(row()) : EmotionVector.ofMean(row());
    }

    /** Reads {@code {"time", "alpha", "mean" or "values", "certainty"}}; the object has been opened. */
    void readFrame() throws IOException {
        read(true);
        if (Double.isNaN(time)) {
            throw json.failure(field + ".time", "this key", "none");
        }
    }

    private void read(boolean frame) throws IOException {
        for (String key = json.nextKey(); key != null; key = json.nextKey()) {
            String name = field + "." + key;
            switch (key) {
                case "alpha" -> alphas = json.floats(name, alpha);
                case "mean" -> means = numbers(name);
                case "values" -> values = numbers(name);
                case "time" -> time = frame ? json.number(name) : unknown(key);
                case "certainty" -> certainty = frame ? json.floatOrNull(name) : unknown(key);
                default -> unknown(key);
            }
        }
        if (means >= 0 == values >= 0) {
            throw json.failure(field, "either \"mean\" or \"values\"", means >= 0 ? "both" : "neither");
        }
        if (values >= 0 && (alphas >= 0 || hasCertainty())) {
            throw json.failure(field, "neither \"alpha\" nor \"certainty\" beside \"values\"", "one of them");
        }
        if (alphas >= 0 && alphas != means) {
            throw json.failure(field + ".alpha", "as many numbers as in \"mean\", " + means, Integer.toString(alphas));
        }
        if (alphas >= 0) {
            checkAgainstAlpha();
        }
    }

    private int numbers(String name) throws IOException {
        int count = json.floats(name, row);
        if (count < 0) {
            throw json.failure(name, "an array of numbers", "null");
        }
        return count;
    }

    private int unknown(String key) throws IOException {
        throw json.failure(field, "a key of the schema", "\"" + key + "\"");
    }

    /** Fails where the written mean or certainty is not what α says. */
    private void checkAgainstAlpha() throws TimelineFormatException {
        float[] concentrations = alpha.toArray();
        double sum = 0;
        for (float a : concentrations) {
            sum += a;
        }
        float[] mean = row.toArray();
        for (int i = 0; i < mean.length; i++) {
            if (Math.abs(concentrations[i] / sum - mean[i]) > TOLERANCE) {
                throw json.failure(field + ".mean[" + i + "]", "alpha / sum(alpha) = " + (float) (concentrations[i] / sum),
                        Float.toString(mean[i]));
            }
        }
        if (hasCertainty() && Math.abs(sum - certainty) > TOLERANCE * sum) {
            throw json.failure(field + ".certainty", "sum(alpha) = " + (float) sum, Float.toString(certainty));
        }
    }

    double time() {
        return time;
    }

    boolean hasCertainty() {
        return !Float.isNaN(certainty);
    }

    float certainty() {
        return certainty;
    }

    boolean hasAlpha() {
        return alphas >= 0;
    }

    boolean hasValues() {
        return values >= 0;
    }

    /** α [K]. */
    float[] alpha() {
        return alpha.toArray();
    }

    /** The mean or the values [K]. */
    float[] row() {
        return row.toArray();
    }

    /** K. */
    int size() {
        return row.size();
    }
}
