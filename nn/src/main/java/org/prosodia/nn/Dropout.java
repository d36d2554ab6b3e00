package org.prosodia.nn;

import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.profile.Span;

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
        if (!isTraining()) {
            return x;
        }
        try (Span _ = span(x)) {
            return x.dropout(p, rng);
        }
    }
}
