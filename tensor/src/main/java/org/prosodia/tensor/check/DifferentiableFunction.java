package org.prosodia.tensor.check;

import org.prosodia.tensor.Tensor;

/** A function whose gradients are checked: it must give the same result each time that it is called with the same numbers. */
@FunctionalInterface
public interface DifferentiableFunction {
    /** The result, of any shape; the inputs must stay as they are. */
    Tensor apply(Tensor... inputs);
}
