package org.prosodia.wav2vec2;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.nn.Module;

/** The weights of a model as somebody else might have stored them: other names, other types, some missing, some more. */
final class StoredModel {
    private record Entry(int[] shape, double[] values) {}

    private final Map<String, Entry> tensors = new LinkedHashMap<>();

    static StoredModel of(Module model) {
        StoredModel stored = new StoredModel();
        model.namedParameters().forEach((name, parameter) -> stored.tensors.put(name, new Entry(parameter.shape(), parameter.toDoubles())));
        return stored;
    }

    StoredModel without(String name) {
        if (tensors.remove(name) == null) {
            throw new IllegalArgumentException("no tensor " + name);
        }
        return this;
    }

    StoredModel with(String name, double[] values, int... shape) {
        tensors.put(name, new Entry(shape, values));
        return this;
    }

    /** Zeros. */
    StoredModel with(String name, int... shape) {
        return with(name, new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)], shape);
    }

    /** Every name with this text in it gets that text instead. */
    StoredModel renamed(String text, String other) {
        StoredModel renamed = new StoredModel();
        tensors.forEach((name, entry) -> renamed.tensors.put(name.replace(text, other), entry));
        return renamed;
    }

    /** Every name of the encoder begins with {@code prefix}; those of heads are left alone. */
    StoredModel prefixed(String prefix) {
        StoredModel renamed = new StoredModel();
        tensors.forEach((name, entry) -> renamed.tensors.put(
                name.startsWith("feature_") || name.startsWith("encoder.") || name.startsWith("masked_") ? prefix + name : name, entry));
        return renamed;
    }

    /** Weight norm in the spelling of PyTorch before 2.0. */
    StoredModel oldWeightNorm() {
        return renamed("parametrizations.weight.original0", "weight_g").renamed("parametrizations.weight.original1", "weight_v");
    }


    double[] values(String name) {
        return tensors.get(name).values;
    }

    /** Writes {@code model.safetensors} by hand; {@code dtype} is F16, BF16, F32 or F64. */
    Path write(Path folder, String dtype) throws IOException {
        int bytes = switch (dtype) {
            case "F64" -> 8;
            case "F32" -> 4;
            default -> 2;
        };
        StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        int end = 0;
        for (Map.Entry<String, Entry> tensor : tensors.entrySet()) {
            int begin = end;
            end += tensor.getValue().values.length * bytes;
            header.append(",\"").append(tensor.getKey()).append("\":{\"dtype\":\"").append(dtype).append("\",\"shape\":")
                    .append(Arrays.toString(tensor.getValue().shape)).append(",\"data_offsets\":").append(List.of(begin, end)).append('}');
        }
        byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + json.length + end).order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json);
        tensors.values().forEach(entry -> Arrays.stream(entry.values).forEach(value -> put(file, dtype, value)));
        return Files.write(folder.resolve("model.safetensors"), file.array());
    }

    private static void put(ByteBuffer file, String dtype, double value) {
        switch (dtype) {
            case "F64" -> file.putDouble(value);
            case "F32" -> file.putFloat((float) value);
            case "F16" -> file.putShort(Float.floatToFloat16((float) value));
            default -> file.putShort((short) (Float.floatToRawIntBits((float) value) >>> 16));
        }
    }
}
