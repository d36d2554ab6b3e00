package org.prosodia.tensor.op;

import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/** Inverted dropout (Srivastava et al., 2014): each element is 0 with probability p, else x / (1 − p); dx = g times the same mask. */
public final class Dropout {
    private Dropout() {}

    public static Tensor dropout(Tensor x, double p, Rng rng) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("dropout: expected a probability in [0, 1], found " + p);
        }
        if (p == 0) {
            return x;
        }
        float kept = p == 1 ? 0 : (float) (1 / (1 - p));
        float[] keep = new float[x.size()];
        for (int i = 0; i < keep.length; i++) {
            keep[i] = rng.nextDouble() < p ? 0 : kept;
        }
        Tensor mask = x.runtime().tensor(x.dtype(), keep, x.shape());
        return Autograd.record("dropout", times(x, mask), g -> new Tensor[] {times(g, mask)}, x);
    }

    private static Tensor times(Tensor x, Tensor mask) {
        try (GradScope _ = x.runtime().noGrad()) {
            return x.mul(mask);
        }
    }
}
