package org.prosodia.wav2vec2.checkpoint;

import com.fasterxml.jackson.core.JsonToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON of a safetensors file, each entry checked by itself: known type, whole numbers, offsets that agree with type and shape. */
final class SafetensorsHeader {
    private static final String METADATA = "__metadata__";
    private static final String PART = "header";
    /** torch itself has at most 64 dimensions. */
    private static final int MAX_RANK = 64;

    private final WeightFile file;
    private final StrictJson json;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private Map<String, String> metadata;

    private SafetensorsHeader(WeightFile file, StrictJson json) {
        this.file = file;
        this.json = json;
    }

    /** One tensor: bytes {@code begin} to {@code end} (exclusive) of the data part. */
    record Entry(String name, StoredDType dtype, long[] shape, long begin, long end) {}

    static SafetensorsHeader read(WeightFile file, long start, long length) throws CheckpointException {
        try (StrictJson json = StrictJson.open(file, PART, start, length)) {
            SafetensorsHeader header = new SafetensorsHeader(file, json);
            header.readAll();
            return header;
        }
    }

    /** In the order of the JSON. */
    Collection<Entry> entries() {
        return entries.values();
    }

    Map<String, String> metadata() {
        return metadata == null ? Map.of() : metadata;
    }

    private void readAll() throws CheckpointException {
        json.expect(JsonToken.START_OBJECT, "an object");
        while (json.next() == JsonToken.FIELD_NAME) {
            String name = json.text();
            if (name.equals(METADATA)) {
                readMetadata();
            } else if (entries.put(name, readEntry(name)) != null) {
                throw file.fault("tensor " + Quoted.of(name) + " is twice in the header");
            }
            if (entries.size() > Contents.MAX_TENSORS) {
                throw file.fault("more than " + Contents.MAX_TENSORS + " tensors in the header");
            }
        }
        JsonToken after = json.next();
        if (after != null) {
            throw file.fault(PART + ": expected the end after the object, found " + json.describe(after));
        }
    }

    private void readMetadata() throws CheckpointException {
        if (metadata != null) {
            throw file.fault(METADATA + " is twice in the header");
        }
        metadata = new LinkedHashMap<>();
        json.expect(JsonToken.START_OBJECT, METADATA + " to be an object of strings");
        while (json.next() == JsonToken.FIELD_NAME) {
            String key = json.text();
            String what = METADATA + " entry " + Quoted.of(key);
            if (metadata.put(key, json.string(what + " to be a string")) != null) {
                throw file.fault(what + " is there twice");
            }
            if (metadata.size() > Contents.MAX_TENSORS) {
                throw file.fault("more than " + Contents.MAX_TENSORS + " entries in " + METADATA);
            }
        }
    }

    private Entry readEntry(String name) throws CheckpointException {
        String tensor = "tensor " + Quoted.of(name);
        String dtype = null;
        long[] shape = null;
        long[] offsets = null;
        json.expect(JsonToken.START_OBJECT, tensor + " to be an object");
        while (json.next() == JsonToken.FIELD_NAME) {
            String field = json.text();
            boolean twice = switch (field) {
                case "dtype" -> dtype != null;
                case "shape" -> shape != null;
                case "data_offsets" -> offsets != null;
                default -> throw file.fault(tensor + " has an unknown field " + Quoted.of(field));
            };
            if (twice) {
                throw file.fault(tensor + " has " + field + " twice");
            }
            switch (field) {
                case "dtype" -> dtype = json.string("dtype of " + tensor + " to be a string");
                case "shape" -> shape = wholeNumbers("shape of " + tensor, MAX_RANK);
                default -> offsets = wholeNumbers("data_offsets of " + tensor, 2);
            }
        }
        if (dtype == null || shape == null || offsets == null) {
            throw file.fault(tensor + " lacks " + (dtype == null ? "dtype" : shape == null ? "shape" : "data_offsets"));
        }
        return checked(name, dtype, shape, offsets);
    }

    private long[] wholeNumbers(String what, int most) throws CheckpointException {
        json.expect(JsonToken.START_ARRAY, what + " to be an array");
        List<Long> numbers = new ArrayList<>();
        for (JsonToken token = json.next(); token != JsonToken.END_ARRAY; token = json.next()) {
            if (numbers.size() == most) {
                throw file.fault(what + " has more than " + most + " numbers");
            }
            if (token != JsonToken.VALUE_NUMBER_INT || json.text().startsWith("-")) {
                throw file.fault(what + ": expected a whole number of at least 0, found " + json.describe(token));
            }
            try {
                numbers.add(Long.parseLong(json.text()));
            } catch (NumberFormatException e) {
                throw file.fault(what + ": " + json.text() + " is beyond 2^63 - 1");
            }
        }
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }

    private Entry checked(String name, String typeName, long[] shape, long[] offsets) throws CheckpointException {
        String tensor = "tensor " + Quoted.of(name);
        StoredDType dtype = StoredDType.named(typeName);
        if (dtype == null) {
            throw file.fault(tensor + " has an unknown dtype " + Quoted.of(typeName));
        }
        if (offsets.length != 2) {
            throw file.fault("data_offsets of " + tensor + " have " + offsets.length + " numbers, expected 2");
        }
        if (offsets[0] > offsets[1]) {
            throw file.fault(tensor + " begins at " + offsets[0] + " of the data, after its end at " + offsets[1]);
        }
        long bits;
        try {
            bits = Math.multiplyExact(Strides.count(shape), dtype.bits());
        } catch (ArithmeticException e) {
            throw file.fault(tensor + " of shape " + Arrays.toString(shape) + " has more elements than can be counted");
        }
        if (bits % Byte.SIZE != 0) {
            throw file.fault(tensor + ": " + dtype + Arrays.toString(shape) + " does not end at a whole byte");
        }
        if (offsets[1] - offsets[0] != bits / Byte.SIZE) {
            throw file.fault(tensor + ": " + dtype + Arrays.toString(shape) + " needs " + bits / Byte.SIZE + " bytes, data_offsets give it "
                    + (offsets[1] - offsets[0]));
        }
        return new Entry(name, dtype, shape, offsets[0], offsets[1]);
    }
}
