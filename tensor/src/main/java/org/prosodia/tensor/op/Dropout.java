package org.prosodia.tensor.op;

import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/**
 * Inverted dropout (Srivastava et al., 2014): each element is 0 with probability p, else x / (1 − p); dx = g times the same mask.
 * The mask is not kept for backward but drawn again from the state that the generator had.
 */
public final class Dropout {
    private Dropout() {}

    public static Tensor dropout(Tensor x, double p, Rng rng) {
        requireProbability(p);
        if (p == 0) {
            return x;
        }
        long state = rng.state();
        rng.skip(x.size());
        Tensor y = Autograd.record("dropout", dropped(x, p, state), g -> new Tensor[] {dropped(g, p, state)}, x);
        // Else x, which backward does not need, would be kept for this.
        return x.canForget() ? y.recomputedBy(memory -> x.kernels().dropout(x.memory(), p, state, memory)) : y;
    }

    static void requireProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout: expected a probability in [0, 1], found " + p);
        }
    }

    /** x times the mask that a generator in this state draws; nothing is recorded. */
    static Tensor dropped(Tensor x, double p, long state) {
        Tensor y = x.emptyLike();
        x.kernels().dropout(x.memory(), p, state, y.memory());
        return y;
    }
}
