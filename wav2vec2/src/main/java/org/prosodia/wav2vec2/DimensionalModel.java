package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.nn.Linear;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;

/**
 * Published regression models of arousal, dominance and valence (Wagner et al., 2023): mean over the valid frames,
 * {@code classifier.dense}, tanh, {@code classifier.out_proj}. Outputs are values, about 0 to 1, and no mixture.
 */
public final class DimensionalModel extends EmotionModel {
    private final List<String> labels;
    private final Linear dense;
    private final Linear out;

    /** @param labels as many as the model has outputs */
    public DimensionalModel(Wav2Vec2Model encoder, List<String> labels) {
        super(encoder);
        this.labels = List.copyOf(labels);
        Tensor any = encoder.featureProjection().projection().weight();
        TensorRuntime runtime = any.runtime();
        int hidden = encoder.config().transformer().hiddenSize();
        dense = register("classifier.dense", new Linear(runtime, any.dtype(), hidden, hidden));
        out = register("classifier.out_proj", new Linear(runtime, any.dtype(), hidden, labels.size()));
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public Tensor poolable(Wav2Vec2Output encoded) {
        return encoded.lastHiddenState();
    }

    @Override
    public Tensor fromPooled(Tensor pooled) {
        return out.forward(dense.forward(pooled).map(Functions.TANH));
    }
}
