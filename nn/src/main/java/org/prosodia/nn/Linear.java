package org.prosodia.nn;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.ScalarFunction.Named;
import org.prosodia.tensor.backend.profile.Span;

/** y = x Wᵀ + b over the last axis: {@code weight} [out, in], {@code bias} [out]. */
public final class Linear extends Module {
    private final Tensor weight;
    private final Tensor bias;

    /** Parameters start as zeros: initialise or load them. */
    public Linear(TensorRuntime runtime, DType dtype, int in, int out) {
        weight = registerWeight("weight", runtime.zeros(dtype, out, in));
        bias = register("bias", runtime.zeros(dtype, out));
    }

    /** @param x [..., in]; @return [..., out] */
    public Tensor forward(Tensor x) {
        try (Span _ = span(x)) {
            return x.linear(weight, bias);
        }
    }

    /** f of the result. */
    public Tensor forward(Tensor x, Named f) {
        try (Span _ = span(x)) {
            return x.linear(weight, bias, f);
        }
    }

    public Tensor weight() {
        return weight;
    }

    public Tensor bias() {
        return bias;
    }
}
