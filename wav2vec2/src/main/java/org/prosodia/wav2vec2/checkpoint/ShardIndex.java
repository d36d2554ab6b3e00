package org.prosodia.wav2vec2.checkpoint;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The index of a checkpoint in several files, {@code model.safetensors.index.json} or {@code pytorch_model.bin.index.json}:
 * {@code {"metadata": {…}, "weight_map": {"tensor": "file"}}}.
 *
 * @param shardOf file name of each tensor, in the order of the index
 */
record ShardIndex(Path path, Map<String, String> shardOf) {
    /** A plain name in the folder of the index: no separator, no drive, no leading dot, nothing that leads elsewhere. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,199}");

    static ShardIndex read(Path path) throws CheckpointException {
        try (WeightFile file = WeightFile.open(path)) {
            if (file.size() > StrictJson.MAX_BYTES) {
                throw file.fault("has " + file.size() + " bytes, more than the " + StrictJson.MAX_BYTES + " allowed");
            }
            try (StrictJson json = StrictJson.open(file, "index", 0, file.size())) {
                return new ShardIndex(path, readObject(file, json));
            }
        } catch (CheckpointException e) {
            throw e;
        } catch (IOException e) {
            throw new CheckpointException(path, "cannot be closed (" + e + ")", e);
        }
    }

    private static Map<String, String> readObject(WeightFile file, StrictJson json) throws CheckpointException {
        Map<String, String> shardOf = null;
        json.expect(JsonToken.START_OBJECT, "an object");
        while (json.next() == JsonToken.FIELD_NAME) {
            if (!json.text().equals("weight_map")) {
                json.next();
                json.skipValue();
            } else if (shardOf != null) {
                throw file.fault("weight_map is there twice");
            } else {
                shardOf = readWeightMap(file, json);
            }
        }
        if (json.next() != null) {
            throw file.fault("expected the end after the object");
        }
        if (shardOf == null || shardOf.isEmpty()) {
            throw file.fault("has no weight_map, or an empty one");
        }
        return shardOf;
    }

    private static Map<String, String> readWeightMap(WeightFile file, StrictJson json) throws CheckpointException {
        Map<String, String> shardOf = new LinkedHashMap<>();
        json.expect(JsonToken.START_OBJECT, "weight_map to be an object");
        while (json.next() == JsonToken.FIELD_NAME) {
            String tensor = json.text();
            String shard = json.string("the file of tensor " + Quoted.of(tensor) + " to be a string");
            if (!PLAIN_NAME.matcher(shard).matches()) {
                throw file.fault("tensor " + Quoted.of(tensor) + " lies in " + Quoted.of(shard) + ", which is not a plain file name");
            }
            if (shardOf.put(tensor, shard) != null) {
                throw file.fault("tensor " + Quoted.of(tensor) + " is twice in the weight_map");
            }
            if (shardOf.size() > Contents.MAX_TENSORS) {
                throw file.fault("more than " + Contents.MAX_TENSORS + " tensors in the weight_map");
            }
        }
        return shardOf;
    }
}
