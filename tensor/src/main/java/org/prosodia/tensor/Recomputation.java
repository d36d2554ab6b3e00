package org.prosodia.tensor;

import java.util.function.UnaryOperator;

/**
 * The backward of a part of a network whose intermediate results were not kept (Chen et al., 2016): the part runs again, recorded, from
 * the same input and the same random numbers. Gradients of parameters go straight into their leaves.
 */
final class Recomputation implements Backward {
    private final UnaryOperator<Tensor> part;
    private final Tensor input;
    private final boolean inputRequiresGrad;
    private final int parameters;
    private final Rng rng;
    private final long state;
    private final boolean checking;

    /**
     * @param rng as it is before the part runs for the first time; or null
     * @param parameters how many inputs of the recorded op follow the first
     */
    Recomputation(UnaryOperator<Tensor> part, Tensor input, Rng rng, int parameters) {
        this.part = part;
        // Detached: what is kept is the input's elements, not its history.
        this.input = input.detach();
        this.inputRequiresGrad = input.requiresGrad();
        this.parameters = parameters;
        this.rng = rng;
        this.state = rng == null ? 0 : rng.state();
        this.checking = input.runtime().isChecking();
    }

    /** The part's result, with nothing recorded. */
    Tensor forward() {
        try (Lease lease = input.runtime().lease(); GradScope _ = input.runtime().pauseRecording()) {
            return lease.keep(part.apply(input.detach()).detach());
        }
    }

    @Override
    public Tensor[] apply(Tensor gradient) {
        TensorRuntime runtime = input.runtime();
        Tensor leaf = input.detach().requireGrad(inputRequiresGrad);
        long firstNode = runtime.nextNode();
        try (GradScope _ = runtime.enableGrad(); GradScope _ = runtime.checking(checking)) {
            Tensor again = recorded(leaf);
            if (again.requiresGrad()) {
                Autograd.backward(again, gradient, false, firstNode);
            }
        }
        Tensor[] gradients = new Tensor[1 + parameters];
        gradients[0] = leaf.takeGrad();
        return gradients;
    }

    /** The part's result once more; the generator stays where it is. */
    private Tensor recorded(Tensor leaf) {
        if (rng == null) {
            return part.apply(leaf);
        }
        long now = rng.state();
        rng.restore(state);
        try {
            return part.apply(leaf);
        } finally {
            rng.restore(now);
        }
    }
}
