package org.prosodia.nn;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.ScalarFunction.Named;
import org.prosodia.tensor.backend.profile.Span;

/** Convolution over time of channel-last sequences, with PyTorch's {@code weight} [out, in, kernel] and {@code bias} [out]. */
public final class Conv1d extends Module {
    private final int stride;
    private final Tensor weight;
    private final Tensor bias;
    private final Derived channelLast;

    /** Parameters start as zeros: initialise or load them. */
    public Conv1d(TensorRuntime runtime, DType dtype, int in, int out, int kernel, int stride, boolean withBias) {
        this.stride = stride;
        weight = registerWeight("weight", runtime.zeros(dtype, out, in, kernel));
        bias = withBias ? register("bias", runtime.zeros(dtype, out)) : null;
        channelLast = new Derived(() -> weight.permute(0, 2, 1), weight);
    }

    /** @param x [B, T, in]; @return [B, (T − kernel) / stride + 1, out] */
    public Tensor forward(Tensor x) {
        try (Span _ = span(x)) {
            return x.conv1d(channelLast.get(), bias, stride, 1);
        }
    }

    /** f of the result. */
    public Tensor forward(Tensor x, Named f) {
        try (Span _ = span(x)) {
            return x.conv1d(channelLast.get(), bias, f, stride, 1);
        }
    }

    public Tensor weight() {
        return weight;
    }

    /** Null for a convolution without bias. */
    public Tensor bias() {
        return bias;
    }
}
