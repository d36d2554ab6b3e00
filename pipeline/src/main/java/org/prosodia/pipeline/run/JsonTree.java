package org.prosodia.pipeline.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Trees that JSON gives back exactly as they were: of Map with text keys, List, String, Long, Double, Boolean and null. A Long keeps all
 * of its 64 bits and a Double its value to the last bit; NaN and the infinities are written as Python writes them.
 */
final class JsonTree {
    /** What a reader of ours follows, less the levels that a file puts around the tree. */
    static final int MAX_DEPTH = 60;

    private JsonTree() {}

    /**
     * An unmodifiable copy in which every whole number is a Long and every other number a Double.
     *
     * @param name of the tree, for messages
     * @throws IllegalArgumentException that names the place of a value that JSON cannot hold
     */
    static Map<String, Object> checked(String name, Map<String, ?> tree) {
        return map(name, tree, 0);
    }

    private static Map<String, Object> map(String place, Map<?, ?> map, int depth) {
        Map<String, Object> copy = new LinkedHashMap<>();
        map.forEach((key, value) -> {
            if (!(key instanceof String name)) {
                throw new IllegalArgumentException(place + ": expected text as key, found " + key);
            }
            copy.put(text(place, name), value(place + "." + name, value, depth + 1));
        });
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(String place, Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new IllegalArgumentException(place + ": expected at most " + MAX_DEPTH + " levels");
        }
        return switch (value) {
            case null -> null;
            case String text -> text(place, text);
            case Boolean flag -> flag;
            case Long number -> number;
            case Integer number -> number.longValue();
            case Short number -> number.longValue();
            case Byte number -> number.longValue();
            case Double number -> number;
            case Float number -> number.doubleValue();
            case Map<?, ?> map -> map(place, map, depth);
            case List<?> list -> {
                List<Object> copy = new ArrayList<>(list.size());
                for (Object item : list) {
                    copy.add(value(place + "[" + copy.size() + "]", item, depth + 1));
                }
                yield Collections.unmodifiableList(copy);
            }
            default -> throw new IllegalArgumentException(place + ": expected what JSON can hold, found a " + value.getClass().getName());
        };
    }

    /** UTF-16 with a lone surrogate has no UTF-8, so it could not be read back. */
    private static String text(String place, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new IllegalArgumentException(place + ": expected Unicode text, found a lone surrogate in it");
        }
        return text;
    }
}
