package org.prosodia.nn;

import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/** Drops elements with probability p while training; otherwise passes its input on. */
public final class Dropout extends Module {
    private final double p;
    private final Rng rng;

    /** @param rng shared by a model, so that one seed decides everything */
    public Dropout(double p, Rng rng) {
        this.p = p;
        this.rng = rng;
    }

    public Tensor forward(Tensor x) {
        return isTraining() ? x.dropout(p, rng) : x;
    }
}
