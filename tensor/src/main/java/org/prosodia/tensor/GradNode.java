package org.prosodia.tensor;

import org.prosodia.tensor.backend.profile.Span;

/** One recorded op: how to turn the gradient of its result into the gradients of its inputs. */
final class GradNode implements Comparable<GradNode> {
    private final long id;
    private final String op;
    private Edge[] edges;
    private Backward backward;
    private Storage result;
    private Tensor gradient;
    private boolean ownsGradient;

    GradNode(long id, String op, Edge[] edges, Backward backward, Tensor result) {
        this.id = id;
        this.op = op;
        this.edges = edges;
        this.backward = backward;
        if (result.storage().frame() != null) { // else nobody is to be told when it is needed no more
            this.result = result.storage();
            this.result.hold();
        }
    }

    /** Later nodes first: an op is always recorded after those that made its inputs. */
    @Override
    public int compareTo(GradNode other) {
        return Long.compare(other.id, id);
    }

    /** Fails for an op that was recorded before the given one. */
    void requireSince(long first) {
        if (id < first) {
            throw new IllegalStateException("backward of a checkpoint: the part used the result of '" + op
                    + "' from outside, which is neither its input nor among its parameters");
        }
    }

    /** Adds to the gradient of the result; says whether it is the first. */
    boolean accumulate(Tensor g) {
        Tensor before = gradient;
        if (before == null) {
            gradient = g;
            gradient.storage().hold();
            ownsGradient = false;
            return true;
        }
        gradient = Autograd.plus(before, ownsGradient, g);
        ownsGradient = true;
        if (gradient != before) {
            gradient.storage().hold();
            before.storage().letGo();
        }
        return false;
    }

    /** The gradient of the result collected so far, which this node then forgets; the caller lets go of it. */
    Tensor takeGradient() {
        Tensor g = gradient;
        gradient = null;
        return g;
    }

    Tensor[] run(Tensor g) {
        if (backward == null) {
            throw new IllegalStateException("backward: the graph behind '" + op
                    + "' was freed by an earlier backward; call backward(true) the first time to keep it");
        }
        try (Span _ = g.runtime().span(op)) {
            return backward.apply(g);
        }
    }

    Edge[] edges() {
        return edges;
    }

    String op() {
        return op;
    }

    /** Lets go of all that was kept for backward. */
    void free() {
        edges = null;
        backward = null;
        if (result != null) {
            result.letGo();
            result = null;
        }
    }
}
