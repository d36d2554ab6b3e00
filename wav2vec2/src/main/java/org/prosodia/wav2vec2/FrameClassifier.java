package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.nn.Linear;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/**
 * Stages 2 and 3 of the method: moving average over 5 frames that leaves padding out, linear to K logits per frame. The linear map
 * comes first here, on fewer channels: as the averages' weights add up to 1, both orders give the same numbers.
 * Parameters {@code head.out.weight} and {@code head.out.bias}.
 */
public final class FrameClassifier extends EmotionModel {
    /** Frames of the moving average, from the paper. */
    private static final int WINDOW = 5;

    private final List<String> emotions;
    private final Linear out;

    public FrameClassifier(Wav2Vec2Model encoder, List<String> emotions) {
        super(encoder);
        this.emotions = List.copyOf(emotions);
        this.out = register("head.out", newHead(encoder, emotions.size()));
    }

    static Linear newHead(Wav2Vec2Model encoder, int emotions) {
        Tensor any = encoder.featureProjection().projection().weight();
        return new Linear(any.runtime(), any.dtype(), encoder.config().transformer().hiddenSize(), emotions);
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

    /** Logits of every frame, [B, T, K]; at padding they mean nothing. */
    public Tensor frameLogits(Wav2Vec2Output encoded) {
        return Pooling.movingAverage(out.forward(encoded.lastHiddenState()), encoded.frameMask(), WINDOW);
    }

    @Override
    public Tensor poolable(Wav2Vec2Output encoded) {
        return frameLogits(encoded);
    }

    /** A clip's logits are the mean of its frames' logits. */
    @Override
    public Tensor fromPooled(Tensor pooled) {
        return pooled;
    }
}
