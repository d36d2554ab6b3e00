package org.prosodia.nn;

import java.util.Arrays;
import java.util.function.Supplier;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Tensor;

/**
 * A tensor computed from parameters (another layout, a normalised weight) that inference need not compute again as long as the
 * parameters stay what they are. Where gradients are recorded it is always computed anew.
 */
final class Derived {
    private record Cached(int[] versions, Tensor value) {}

    private final Supplier<Tensor> formula;
    private final Tensor[] parameters;
    private volatile Cached cached;

    /** @param parameters all that the formula uses; what it gives is kept in the precision of the first */
    Derived(Supplier<Tensor> formula, Tensor... parameters) {
        this.formula = formula;
        this.parameters = parameters;
    }

    Tensor get() {
        if (parameters[0].runtime().isRecording()) {
            cached = null;
            return formula.get();
        }
        int[] versions = Arrays.stream(parameters).mapToInt(Tensor::version).toArray();
        Cached last = cached;
        if (last == null || !Arrays.equals(last.versions, versions)) {
            try (GradScope _ = parameters[0].runtime().outsideWorkspace()) {
                last = new Cached(versions, formula.get().keepAs(parameters[0].precision()));
            }
            cached = last;
        }
        return last.value;
    }
}
