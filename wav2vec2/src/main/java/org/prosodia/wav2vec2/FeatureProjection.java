package org.prosodia.wav2vec2;

import org.prosodia.nn.Dropout;
import org.prosodia.nn.LayerNorm;
import org.prosodia.nn.Linear;
import org.prosodia.nn.Module;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Span;

/** From the convolutions' channels to the transformer's: layer norm, linear, dropout. */
final class FeatureProjection extends Module {
    private final LayerNorm norm;
    private final Linear projection;
    private final Dropout dropout;

    FeatureProjection(TensorRuntime runtime, DType dtype, Wav2Vec2Config config, Rng rng) {
        int in = config.features().dims().getLast();
        norm = config.features().projectionNorm()
                ? register("layer_norm", new LayerNorm(runtime, dtype, in, config.transformer().layerNormEps())) : null;
        projection = register("projection", new Linear(runtime, dtype, in, config.transformer().hiddenSize()));
        dropout = register("dropout", new Dropout(config.dropouts().featureProjection(), rng));
    }

    /** @param features [B, T, conv channels]; @return [B, T, hidden] */
    Tensor forward(Tensor features, Probe probe) {
        try (Span _ = span(features)) {
            Tensor normed = norm == null ? features : norm.forward(features);
            probe.see("feature_projection_norm", normed);
            Tensor projected = dropout.forward(projection.forward(normed));
            probe.see("feature_projection", projected);
            return projected;
        }
    }

    Linear projection() {
        return projection;
    }
}
