package org.prosodia.pipeline.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.prosodia.tensor.Tensor;

/**
 * Everything that a run needs to go on after a step as if nothing had happened.
 *
 * @param step steps done, at least 0
 * @param tensors under flat names whose prefixes the caller chooses, such as {@code model.}, {@code optimizer.} and {@code ema.}; F32 or
 *         F64 of any shape. They are not copied: one of a live model changes with it, so save before the next step
 * @param state all the rest, such as the states of random generators and the place in the data: a tree of Map with text keys, List,
 *         String, Boolean, null and numbers. It is copied; whole numbers become Long (all 64 bits survive), others Double (to the last
 *         bit, also NaN and the infinities)
 */
public record Snapshot(long step, Map<String, Tensor> tensors, Map<String, Object> state) {
    private static final long MAX_STEP = 999_999_999_999_999_999L; // as many digits as the name of a checkpoint may have

    /** @throws IllegalArgumentException for a step out of range, or a value in {@code state} that JSON cannot hold, whose place is named */
    public Snapshot {
        if (step < 0 || step > MAX_STEP) {
            throw new IllegalArgumentException("step: expected 0 to " + MAX_STEP + ", found " + step);
        }
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        state = JsonTree.checked("state", state);
    }

    /** The tensors whose names begin with {@code prefix}, without it. */
    public Map<String, Tensor> tensors(String prefix) {
        Map<String, Tensor> some = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> {
            if (name.startsWith(prefix)) {
                some.put(name.substring(prefix.length()), tensor);
            }
        });
        return some;
    }
}
