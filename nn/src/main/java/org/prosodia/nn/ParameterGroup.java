package org.prosodia.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prosodia.tensor.Tensor;

/**
 * Parameters that learn alike: an encoder and its head, weights with and without decay. A frozen parameter is in no group.
 *
 * @param name in reports, such as {@code encoder}
 * @param parameters by the paths that the model gives them, in that order
 * @param lr learning rate where the schedule's factor is 1, at least 0
 * @param weightDecay per step, at least 0
 */
public record ParameterGroup(String name, Map<String, Tensor> parameters, double lr, double weightDecay) {
    /** Keeps a copy of the map. */
    public ParameterGroup {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        requireRate(name, "lr", lr);
        requireRate(name, "weightDecay", weightDecay);
    }

    private static void requireRate(String group, String field, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("group " + group + ": " + field + " must be finite and at least 0 but is " + value);
        }
    }
}
