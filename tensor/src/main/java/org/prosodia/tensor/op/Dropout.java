package org.prosodia.tensor.op;

import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.GradScope;
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
        return Autograd.record("dropout", times(x, p, rng), g -> new Tensor[] {times(g, p, new Rng(state))}, x);
    }

    static void requireProbability(double p) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout: expected a probability in [0, 1], found " + p);
        }
    }

    /** 0 with probability p, else 1 / (1 − p), in the shape of {@code like}. */
    static Tensor mask(Tensor like, double p, Rng rng) {
        float kept = p == 1 ? 0 : (float) (1 / (1 - p));
        float[] mask = new float[like.size()];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = rng.nextDouble() < p ? 0 : kept;
        }
        return like.runtime().tensor(like.dtype(), mask, like.shape());
    }

    private static Tensor times(Tensor x, double p, Rng rng) {
        try (GradScope _ = x.runtime().noGrad()) {
            return x.mul(mask(x, p, rng));
        }
    }
}
