package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.nn.Linear;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/** Stage 1 of the method: mean over the valid frames, linear to K logits. Parameters {@code head.out.weight} and {@code head.out.bias}. */
public final class ClipClassifier extends EmotionModel {
    private final List<String> emotions;
    private final Linear out;

    public ClipClassifier(Wav2Vec2Model encoder, List<String> emotions) {
        super(encoder);
        this.emotions = List.copyOf(emotions);
        this.out = register("head.out", FrameClassifier.newHead(encoder, emotions.size()));
    }

    /** Draws the head's weights. */
    public void initializeHead(Rng rng) {
        Wav2Vec2Init.linear(out, encoder().config().transformer().initializerRange(), rng);
    }

    @Override
    public List<String> labels() {
        return emotions;
    }

    @Override
    public Outputs outputs() {
        return Outputs.CONCENTRATIONS;
    }

    @Override
    public Tensor poolable(Wav2Vec2Output encoded) {
        return encoded.lastHiddenState();
    }

    @Override
    public Tensor fromPooled(Tensor pooled) {
        return out.forward(pooled);
    }
}
