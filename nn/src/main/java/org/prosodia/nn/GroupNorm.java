package org.prosodia.nn;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Span;

/** Group normalisation over time and the channels of a group, with {@code weight} γ and {@code bias} β [channels]. */
public final class GroupNorm extends Module {
    private final int groups;
    private final double eps;
    private final Tensor weight;
    private final Tensor bias;

    public GroupNorm(TensorRuntime runtime, DType dtype, int groups, int channels, double eps) {
        this.groups = groups;
        this.eps = eps;
        weight = register("weight", runtime.full(dtype, 1, channels));
        bias = register("bias", runtime.zeros(dtype, channels));
    }

    /** @param x [B, T, channels] */
    public Tensor forward(Tensor x) {
        try (Span _ = span(x)) {
            return x.groupNorm(weight, bias, groups, eps);
        }
    }
}
