package org.prosodia.pipeline.run;

import java.util.List;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;

/** Fields that a JSON file of ours must have. */
final class Fields {
    private Fields() {}

    static void requireSchema(JsonObject json, String schema) throws ModelException {
        String found = text(json, "schema");
        if (!found.equals(schema)) {
            throw json.error("schema", schema, found);
        }
    }

    static String text(JsonObject json, String name) throws ModelException {
        if (json.fields().get(name) instanceof String text) {
            return text;
        }
        throw json.error(name, "a string", found(json, name));
    }

    static long whole(JsonObject json, String name) throws ModelException {
        if (json.fields().get(name) instanceof Long number) {
            return number;
        }
        throw json.error(name, "a whole number", found(json, name));
    }

    static double number(JsonObject json, String name) throws ModelException {
        if (json.fields().get(name) instanceof Number number) {
            return number.doubleValue();
        }
        throw json.error(name, "a number", found(json, name));
    }

    static List<?> list(JsonObject json, String name) throws ModelException {
        if (json.fields().get(name) instanceof List<?> list) {
            return list;
        }
        throw json.error(name, "a list", found(json, name));
    }

    static JsonObject object(JsonObject json, String name) throws ModelException {
        if (json.has(name)) {
            return json.object(name);
        }
        throw json.error(name, "an object", found(json, name));
    }

    private static Object found(JsonObject json, String name) {
        return json.has(name) ? json.fields().get(name) : "nothing";
    }
}
