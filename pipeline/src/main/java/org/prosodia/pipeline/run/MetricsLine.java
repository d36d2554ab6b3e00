package org.prosodia.pipeline.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.OptionalLong;

/** One line of {@link MetricsLog}. */
final class MetricsLine {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();

    private MetricsLine() {}

    /** The step of a line; empty when it is not one whole JSON object that says its step. */
    static OptionalLong step(byte[] line) throws IOException {
        OptionalLong step = OptionalLong.empty();
        try (JsonParser json = FACTORY.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return OptionalLong.empty();
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                boolean isStep = json.currentName().equals("step");
                if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && isStep) {
                    step = OptionalLong.of(json.getLongValue());
                }
                json.skipChildren();
            }
            return json.nextToken() == null ? step : OptionalLong.empty();
        } catch (JacksonException | CharConversionException e) {
            return OptionalLong.empty();
        }
    }
}
