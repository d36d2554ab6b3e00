package org.prosodia.wav2vec2;

import org.prosodia.nn.Dropout;
import org.prosodia.nn.Linear;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.profile.Span;

/** Linear, GELU, linear. */
final class FeedForward extends Module {
    private final Linear intermediate;
    private final Linear output;
    private final Dropout activationDropout;
    private final Dropout outputDropout;

    FeedForward(TensorRuntime runtime, DType dtype, Wav2Vec2Config config, Rng rng) {
        int hidden = config.transformer().hiddenSize();
        int inner = config.transformer().intermediateSize();
        intermediate = register("intermediate_dense", new Linear(runtime, dtype, hidden, inner));
        output = register("output_dense", new Linear(runtime, dtype, inner, hidden));
        activationDropout = register("intermediate_dropout", new Dropout(config.dropouts().activation(), rng));
        outputDropout = register("output_dropout", new Dropout(config.dropouts().hidden(), rng));
    }

    /** @param x [B, T, hidden] */
    Tensor forward(Tensor x) {
        try (Span _ = span(x)) {
            Tensor activated = intermediate.forward(x, Functions.GELU);
            Tensor inner = activationDropout.forward(activated);
            Tensor y = output.forward(inner.reusable());
            activated.forget();
            inner.forget();
            return outputDropout.forward(y);
        }
    }
}
