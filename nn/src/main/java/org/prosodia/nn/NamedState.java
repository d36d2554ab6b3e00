package org.prosodia.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.tensor.Tensor;

/** Takes the elements of named tensors out, to be saved, and puts them back in. */
final class NamedState {
    private NamedState() {}

    /** Copies, in the same order. */
    static Map<String, Tensor> copy(Map<String, Tensor> own) {
        Map<String, Tensor> state = new LinkedHashMap<>();
        own.forEach((name, tensor) -> state.put(name, tensor.copy()));
        return state;
    }

    /**
     * Replaces the elements of every tensor, converting dtypes.
     *
     * @throws IllegalArgumentException naming what is missing, unexpected or of another shape; then nothing was replaced
     */
    static void load(String what, Map<String, Tensor> own, Map<String, Tensor> state) {
        List<String> faults = new ArrayList<>();
        own.forEach((name, tensor) -> {
            Tensor given = state.get(name);
            if (given == null) {
                faults.add(name + " is missing");
            } else if (!Arrays.equals(given.shape(), tensor.shape())) {
                faults.add(name + " expected " + Arrays.toString(tensor.shape()) + ", found " + Arrays.toString(given.shape()));
            }
        });
        state.keySet().stream().filter(name -> !own.containsKey(name)).forEach(name -> faults.add(name + " is unexpected"));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(what + ": " + String.join("; ", faults));
        }
        own.forEach((name, tensor) -> tensor.assign(state.get(name)));
    }
}
