package org.prosodia.tensor;

import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.prosodia.tensor.backend.profile.Span;

/**
 * Reverse-mode automatic differentiation. Ops {@link #record} how to pass a gradient back; {@link Tensor#backward()} visits the
 * recorded ops from the last to the first (the order in which they were recorded is a topological order), without recursion.
 * Several threads may run backward at the same time when their graphs have neither ops nor leaves in common.
 */
public final class Autograd {
    private Autograd() {}

    /**
     * Makes {@code result} differentiable with respect to those inputs that require gradients, when this thread records.
     *
     * @param op its name in messages
     * @return {@code result}
     */
    public static Tensor record(String op, Tensor result, Backward backward, Tensor... inputs) {
        TensorRuntime runtime = result.runtime();
        for (Tensor input : inputs) {
            if (input.runtime() != runtime || input.dtype() != result.dtype()) {
                throw new IllegalArgumentException(op + ": tensors of different runtimes or dtypes ("
                        + result.dtype() + ", " + input.dtype() + ")");
            }
        }
        if (runtime.isChecking()) {
            NonFiniteException.checkForward(op, result);
        }
        if (runtime.isRecording() && Arrays.stream(inputs).anyMatch(Tensor::requiresGrad)) {
            Arrays.stream(inputs).filter(Tensor::requiresGrad).forEach(input -> input.requireWhole(op));
            Edge[] edges = Arrays.stream(inputs).map(Edge::to).toArray(Edge[]::new);
            result.node(new GradNode(runtime.nextNode(), op, edges, backward, result));
        }
        return result;
    }

    /** The gradient for an input, computed only when that input requires it. */
    public static Tensor ifNeeded(Tensor input, Supplier<Tensor> gradient) {
        return input.requiresGrad() ? gradient.get() : null;
    }

    /**
     * Runs a part of a network without keeping its intermediate results for backward, which runs the part again instead (gradient
     * checkpointing; Chen et al., 2016). Gradients are those of the part itself, to the last bit where nothing else uses the input.
     *
     * @param op its name in messages
     * @param part computes the same each time from the input, the parameters and the generator's state; it may use no other tensor that
     *     requires gradients
     * @param parameters the leaves that the part uses
     * @param rng decides the part's random numbers, and stands after it where the part left it; null where there are none
     */
    public static Tensor checkpoint(String op, UnaryOperator<Tensor> part, Tensor input, Collection<Tensor> parameters, Rng rng) {
        if (!input.runtime().isRecording()) {
            return part.apply(input);
        }
        if (parameters.stream().anyMatch(parameter -> parameter.node() != null)) {
            throw new IllegalArgumentException("checkpoint of " + op + ": expected leaves as parameters, found the result of an op");
        }
        Recomputation backward = new Recomputation(part, input, rng, parameters.size());
        Tensor[] inputs = Stream.concat(Stream.of(input), parameters.stream()).toArray(Tensor[]::new);
        return record(op, backward.forward(), backward, inputs);
    }

    /** @param firstNode ops recorded before this one are not the caller's to pass gradients to */
    static void backward(Tensor root, Tensor seed, boolean retainGraph, long firstNode) {
        root.requireSameKind("backward", seed);
        if (!Arrays.equals(root.shape(), seed.shape())) {
            throw ShapeException.between("backward", root.shape(), seed.shape(), "the gradient must have the shape of the tensor");
        }
        if (!root.requiresGrad()) {
            throw new IllegalStateException("backward: the tensor depends on nothing that requires gradients");
        }
        TensorRuntime runtime = root.runtime();
        boolean checking = runtime.isChecking();
        PriorityQueue<GradNode> ready = new PriorityQueue<>();
        // Ops inside a backward are checked by what the backward gives: messages then name the op that the user called.
        try (GradScope _ = runtime.pauseRecording(); GradScope _ = runtime.checking(false); Span _ = runtime.span("backward")) {
            seed.storage().hold(); // the caller's
            deliver(Edge.to(root), seed, seed, ready);
            while (!ready.isEmpty()) {
                GradNode node = ready.poll();
                Edge[] edges = node.edges();
                Tensor incoming = node.takeGradient();
                node.requireSince(firstNode);
                Tensor[] gradients = run(node, incoming);
                if (checking) {
                    NonFiniteException.checkBackward(node.op(), gradients);
                }
                if (!retainGraph) {
                    node.free();
                }
                for (int i = 0; i < edges.length; i++) {
                    if (gradients[i] != null && edges[i] != null) {
                        checkShape(node, edges[i], gradients[i]);
                        deliver(edges[i], gradients[i], incoming, ready);
                    }
                }
                incoming.storage().letGo();
                Arrays.stream(gradients).filter(Objects::nonNull).forEach(gradient -> gradient.storage().giveBackUnlessHeld());
            }
            seed.storage().handBack();
        } finally {
            // Only after a failure is anything left: the next backward must not add to it.
            ready.forEach(GradNode::takeGradient);
        }
    }

    /** What the op makes on its way to the gradients goes back to the workspace at once. */
    private static Tensor[] run(GradNode node, Tensor incoming) {
        try (Lease lease = incoming.runtime().lease()) {
            Tensor[] gradients = node.run(incoming);
            Arrays.stream(gradients).filter(Objects::nonNull).forEach(lease::keep);
            return gradients;
        }
    }

    private static void checkShape(GradNode node, Edge edge, Tensor gradient) {
        if (!Arrays.equals(edge.shape(), gradient.shape())) {
            throw ShapeException.between("backward of " + node.op(), gradient.shape(), edge.shape(),
                    "a gradient must have the shape of its input");
        }
    }

    private static void deliver(Edge edge, Tensor gradient, Tensor incoming, PriorityQueue<GradNode> ready) {
        if (edge.node() == null) {
            edge.leaf().accumulateGrad(gradient, gradient.memory() == incoming.memory());
        } else if (edge.node().accumulate(gradient)) {
            ready.add(edge.node());
        }
    }

    /** a + b, in place when a is known to be nobody else's. */
    static Tensor plus(Tensor a, boolean owned, Tensor b) {
        if (!owned) {
            return a.add(b);
        }
        a.runtime().kernels(a.dtype()).axpy(1, b.memory(), a.memory());
        return a;
    }
}
