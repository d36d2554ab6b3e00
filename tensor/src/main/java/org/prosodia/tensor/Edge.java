package org.prosodia.tensor;

/**
 * Where the gradient of an input goes: on to the op that made it, or into the leaf. An edge does not hold the elements of
 * intermediate results: they stay in memory only where some backward needs them.
 *
 * @param node the op that made the input; null for a leaf
 * @param leaf the leaf; null for a result
 * @param shape of the input
 */
record Edge(GradNode node, Tensor leaf, int[] shape) {
    /** Null where no gradient is wanted. */
    static Edge to(Tensor input) {
        if (!input.requiresGrad()) {
            return null;
        }
        return new Edge(input.node(), input.node() == null ? input : null, input.shape());
    }
}
