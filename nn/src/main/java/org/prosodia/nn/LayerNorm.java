package org.prosodia.nn;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Span;

/** Layer normalisation over the last axis, with {@code weight} γ and {@code bias} β [channels]. */
public final class LayerNorm extends Module {
    private final double eps;
    private final Tensor weight;
    private final Tensor bias;

    public LayerNorm(TensorRuntime runtime, DType dtype, int channels, double eps) {
        this.eps = eps;
        weight = register("weight", runtime.full(dtype, 1, channels));
        bias = register("bias", runtime.zeros(dtype, channels));
    }

    /** @param x [..., channels] */
    public Tensor forward(Tensor x) {
        try (Span _ = span(x)) {
            return x.layerNorm(weight, bias, eps);
        }
    }
}
