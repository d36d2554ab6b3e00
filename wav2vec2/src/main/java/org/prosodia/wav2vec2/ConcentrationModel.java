package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.nn.Linear;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/**
 * A model of the method: one linear layer from the encoder's states to the K logits that a link turns into concentrations (equation 3).
 * Parameters {@code head.out.weight} [K, hidden] and {@code head.out.bias} [K].
 */
public abstract sealed class ConcentrationModel extends EmotionModel permits ClipClassifier, FrameClassifier {
    private final List<String> emotions;
    private final Linear out;

    ConcentrationModel(Wav2Vec2Model encoder, List<String> emotions) {
        super(encoder);
        this.emotions = List.copyOf(emotions);
        Tensor any = encoder.featureProjection().projection().weight();
        int hidden = encoder.config().transformer().hiddenSize();
        this.out = register("head.out", new Linear(any.runtime(), any.dtype(), hidden, emotions.size()));
    }

    /** Draws the head's weights. */
    public final void initializeHead(Rng rng) {
        Wav2Vec2Init.linear(out, encoder().config().transformer().initializerRange(), rng);
    }

    /** The linear layer. */
    final Linear out() {
        return out;
    }

    @Override
    public final List<String> labels() {
        return emotions;
    }

    @Override
    public final Outputs outputs() {
        return Outputs.CONCENTRATIONS;
    }
}
