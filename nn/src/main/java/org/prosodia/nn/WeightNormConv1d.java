package org.prosodia.nn;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.ScalarFunction.Named;
import org.prosodia.tensor.backend.profile.Span;

/**
 * A grouped, padded convolution whose weight is normalised per tap (Salimans and Kingma, 2016; PyTorch's {@code weight_norm} with
 * dim 2): w[o, c, κ] = g[κ] v[o, c, κ] / ‖v[·, ·, κ]‖. Parameters as PyTorch's parametrisation names them:
 * {@code parametrizations.weight.original0} is g [1, 1, kernel] and {@code original1} is v [out, in / groups, kernel].
 * Kept in 16 bits, v is rounded, and w once more.
 */
public final class WeightNormConv1d extends Module {
    private final int padding;
    private final int groups;
    private final Tensor bias;
    private final Tensor g;
    private final Tensor v;
    private final Derived channelLast;

    /** Parameters start as zeros: initialise or load them. */
    public WeightNormConv1d(TensorRuntime runtime, DType dtype, int in, int out, int kernel, int padding, int groups) {
        this.padding = padding;
        this.groups = groups;
        bias = register("bias", runtime.zeros(dtype, out));
        g = register("parametrizations.weight.original0", runtime.zeros(dtype, 1, 1, kernel));
        v = registerWeight("parametrizations.weight.original1", runtime.zeros(dtype, out, in / groups, kernel));
        channelLast = new Derived(() -> weight().permute(0, 2, 1), v, g);
    }

    /** w = g v / ‖v‖, [out, in / groups, kernel]. */
    public Tensor weight() {
        return v.mul(g.div(norm()));
    }

    /** ‖v[·, ·, κ]‖ for each tap, [1, 1, kernel]. */
    private Tensor norm() {
        return v.map(Functions.SQUARE).sumTo(g.shape()).map(Functions.SQRT);
    }

    /** Makes {@code weight()} equal to v as it stands: g = ‖v‖. */
    public void normalizeGain() {
        try (var _ = v.runtime().noGrad()) {
            g.assign(norm());
        }
    }

    /** @param x [B, T, in]; @return [B, T + 2 padding − kernel + 1, out] */
    public Tensor forward(Tensor x) {
        try (Span _ = span(x)) {
            return x.pad(1, padding, padding).conv1d(channelLast.get(), bias, 1, groups);
        }
    }

    /** f of the result. */
    public Tensor forward(Tensor x, Named f) {
        try (Span _ = span(x)) {
            return x.pad(1, padding, padding).conv1d(channelLast.get(), bias, f, 1, groups);
        }
    }

    public Tensor bias() {
        return bias;
    }

    public Tensor v() {
        return v;
    }
}
