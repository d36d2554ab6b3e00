package org.prosodia.nn;

import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/** Random initialisation, as {@code torch.nn.init} names it. */
public final class Init {
    private Init() {}

    /** Independent N(mean, std²). */
    public static void normal(Tensor x, double mean, double std, Rng rng) {
        x.assign(x.runtime().normal(x.dtype(), mean, std, rng, x.shape()));
    }

    /** Independent and uniform on [lo, hi). */
    public static void uniform(Tensor x, double lo, double hi, Rng rng) {
        x.assign(x.runtime().uniform(x.dtype(), lo, hi, rng, x.shape()));
    }

    /** N(0, 2 / fan-in) (He et al., 2015), fan-in the product of all axes but the first. */
    public static void kaimingNormal(Tensor x, Rng rng) {
        normal(x, 0, Math.sqrt(2.0 / fanIn(x)), rng);
    }

    /** Number of inputs that one output of a weight [out, in, ...] sees. */
    public static int fanIn(Tensor x) {
        return x.size() / x.dim(0);
    }
}
