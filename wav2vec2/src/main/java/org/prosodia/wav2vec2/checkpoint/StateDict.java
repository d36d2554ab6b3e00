package org.prosodia.wav2vec2.checkpoint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the named tensors in what a pickle holds. */
final class StateDict {
    private StateDict() {}

    /**
     * The tensors of a dictionary by name, other values left out. Where it holds no tensor but exactly one dictionary that does
     * ({@code {"state_dict": …}}, {@code {"model": …, "epoch": 3}}), the tensors of that one.
     */
    static Map<String, TorchTensor> of(Object root, ByteCursor in) throws CheckpointException {
        if (!(root instanceof Map<?, ?> top)) {
            throw in.fault("expected a dictionary of tensors, found something else");
        }
        Map<String, TorchTensor> tensors = tensors(top);
        if (!tensors.isEmpty()) {
            return tensors;
        }
        List<Map<String, TorchTensor>> nested = top.values().stream()
                .filter(Map.class::isInstance)
                .map(value -> tensors((Map<?, ?>) value))
                .filter(found -> !found.isEmpty())
                .limit(2)
                .toList();
        if (nested.size() != 1) {
            throw in.fault(nested.isEmpty() ? "holds no tensors" : "holds several dictionaries of tensors, expected one");
        }
        return nested.getFirst();
    }

    private static Map<String, TorchTensor> tensors(Map<?, ?> dictionary) {
        Map<String, TorchTensor> tensors = new LinkedHashMap<>();
        dictionary.forEach((name, value) -> {
            if (name instanceof String text && value instanceof TorchTensor tensor) {
                tensors.put(text, tensor);
            }
        });
        return tensors;
    }
}
