package org.prosodia.tensor;

/** The backward of an op: from the gradient of its result to the gradients of its inputs, in order, null where none is needed. */
@FunctionalInterface
public interface Backward {
    /**
     * @param gradient of the loss with respect to the result, in the result's shape; must not be changed
     * @return tensors in memory of their own, or in that of {@code gradient}
     */
    Tensor[] apply(Tensor gradient);
}
