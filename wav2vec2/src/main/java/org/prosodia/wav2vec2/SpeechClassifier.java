package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.nn.Linear;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;

/**
 * Published models of the class {@code Wav2Vec2ForSpeechClassification}, which many projects copied: pooling over the valid frames,
 * {@code classifier.dense}, tanh, {@code classifier.out_proj}. Some are classifiers; others give arousal, dominance and valence
 * (Wagner et al., 2023), about 0 to 1. The configuration tells which, and how to pool.
 */
public final class SpeechClassifier extends EmotionModel {
    private final List<String> labels;
    private final Linear dense;
    private final Linear out;

    /** @param labels as many as the model has outputs */
    public SpeechClassifier(Wav2Vec2Model encoder, List<String> labels) {
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
    public Outputs outputs() {
        return encoder().config().classifier().outputs();
    }

    @Override
    public Pooling.Mode pooling() {
        return encoder().config().classifier().pooling();
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
