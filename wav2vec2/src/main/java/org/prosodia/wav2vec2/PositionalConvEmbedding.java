package org.prosodia.wav2vec2;

import org.prosodia.nn.Module;
import org.prosodia.nn.WeightNormConv1d;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.profile.Span;

/** Relative positions from a wide grouped convolution: padding k/2 on both sides, the last frame trimmed when k is even, GELU. */
final class PositionalConvEmbedding extends Module {
    private final WeightNormConv1d conv;

    PositionalConvEmbedding(TensorRuntime runtime, DType dtype, Wav2Vec2Config.Transformer config) {
        int hidden = config.hiddenSize();
        int kernel = config.positionKernel();
        conv = register("conv", new WeightNormConv1d(runtime, dtype, hidden, hidden, kernel, kernel / 2, config.positionGroups()));
    }

    /** @param x [B, T, hidden] */
    Tensor forward(Tensor x) {
        try (Span _ = span(x)) {
            Tensor y = conv.forward(x, Functions.GELU);
            return y.dim(1) > x.dim(1) ? y.slice(1, 0, x.dim(1)) : y;
        }
    }

    WeightNormConv1d conv() {
        return conv;
    }
}
