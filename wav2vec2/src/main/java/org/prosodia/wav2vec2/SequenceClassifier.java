package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.nn.Linear;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/**
 * Published emotion classifiers: Hugging Face's {@code Wav2Vec2ForSequenceClassification} and {@code HubertForSequenceClassification}.
 * {@code projector} on every frame, mean over the valid frames, {@code classifier}. With {@code use_weighted_layer_sum} the frames are
 * Σ_i softmax({@code layer_weights})_i · hidden state i instead of the last hidden state.
 */
public final class SequenceClassifier extends EmotionModel {
    private final List<String> labels;
    private final Tensor layerWeights;
    private final Linear projector;
    private final Linear classifier;

    /** @param labels as many as the classifier has outputs */
    public SequenceClassifier(Wav2Vec2Model encoder, List<String> labels) {
        super(encoder);
        this.labels = List.copyOf(labels);
        Wav2Vec2Config config = encoder.config();
        Tensor any = encoder.featureProjection().projection().weight();
        TensorRuntime runtime = any.runtime();
        int states = config.transformer().layers() + 1;
        layerWeights = config.classifier().weightedLayerSum()
                ? register("layer_weights", runtime.full(any.dtype(), 1.0 / states, states)) : null;
        projector = register("projector",
                new Linear(runtime, any.dtype(), config.transformer().hiddenSize(), config.classifier().projectionSize()));
        classifier = register("classifier", new Linear(runtime, any.dtype(), config.classifier().projectionSize(), labels.size()));
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
    boolean needsHiddenStates() {
        return layerWeights != null;
    }

    @Override
    public Tensor poolable(Wav2Vec2Output encoded) {
        return projector.forward(layerWeights == null ? encoded.lastHiddenState() : weightedSum(encoded.hiddenStates()));
    }

    private Tensor weightedSum(List<Tensor> states) {
        Tensor weights = layerWeights.softmax();
        Tensor sum = null;
        for (int i = 0; i < states.size(); i++) {
            Tensor term = states.get(i).mul(weights.slice(0, i, 1));
            sum = sum == null ? term : sum.add(term);
        }
        return sum;
    }

    @Override
    public Tensor fromPooled(Tensor pooled) {
        return classifier.forward(pooled);
    }
}
