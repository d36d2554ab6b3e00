package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;
import org.prosodia.wav2vec2.checkpoint.CheckpointException;
import org.prosodia.wav2vec2.checkpoint.SafetensorsWriter;
import org.prosodia.wav2vec2.checkpoint.StoredDType;
import org.prosodia.wav2vec2.checkpoint.StoredTensor;

/** Named tensors to and from safetensors, bit by bit. Beside the tensors themselves, memory is taken for one at a time. */
final class TensorFile {
    private TensorFile() {}

    static void write(Path file, Map<String, Tensor> tensors) throws CheckpointException {
        SafetensorsWriter writer = new SafetensorsWriter();
        tensors.forEach((name, tensor) -> {
            long[] shape = Arrays.stream(tensor.shape()).asLongStream().toArray();
            if (tensor.dtype() == DType.F32) {
                writer.float32(name, shape, tensor::toFloats);
            } else {
                writer.float64(name, shape, tensor::toDoubles);
            }
        });
        writer.write(file);
    }

    static Map<String, Tensor> read(Path file, TensorRuntime runtime) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            for (StoredTensor stored : checkpoint.tensors().values()) {
                tensors.put(stored.name(), read(stored, runtime));
            }
        }
        return tensors;
    }

    private static Tensor read(StoredTensor stored, TensorRuntime runtime) throws CheckpointException {
        boolean single = stored.dtype() == StoredDType.F32;
        boolean fits = Arrays.stream(stored.shape()).allMatch(size -> size <= Integer.MAX_VALUE) && stored.count() <= Integer.MAX_VALUE;
        if (!single && stored.dtype() != StoredDType.F64 || !fits) {
            throw new CheckpointException(stored.file(), "expected tensors of F32 or F64 that an array can hold, found " + stored);
        }
        int[] shape = Arrays.stream(stored.shape()).mapToInt(Math::toIntExact).toArray();
        Tensor tensor = runtime.zeros(single ? DType.F32 : DType.F64, shape);
        if (single) {
            float[] numbers = new float[tensor.size()];
            stored.read(numbers, 0);
            tensor.assign(numbers);
        } else {
            double[] numbers = new double[tensor.size()];
            stored.read(numbers, 0);
            tensor.assign(numbers);
        }
        return tensor;
    }
}
