package org.prosodia.studio.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prosodia.wav2vec2.JsonObject;

/** What a request gets. */
record Answer(int status, String type, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json";

    static Answer of(String type, byte[] body) {
        return new Answer(200, type, body, Map.of());
    }

    static Answer json(int status, Map<String, ?> fields) {
        return new Answer(status, JSON, JsonObject.line(fields).getBytes(StandardCharsets.UTF_8), Map.of());
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, type, body, more);
    }
}
