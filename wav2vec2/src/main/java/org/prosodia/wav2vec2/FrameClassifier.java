package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.profile.Span;

/**
 * Stages 2 and 3 of the method: moving average over 5 frames that leaves padding out, linear to K logits per frame. The linear map
 * comes first here, on fewer channels: as the averages' weights add up to 1, both orders give the same numbers.
 */
public final class FrameClassifier extends ConcentrationModel {
    /** Frames of the moving average, from the paper. */
    private static final int WINDOW = 5;

    public FrameClassifier(Wav2Vec2Model encoder, List<String> emotions) {
        super(encoder, emotions);
    }

    /** Logits of every frame, [B, T, K]; at padding they mean nothing. */
    public Tensor frameLogits(Wav2Vec2Output encoded) {
        try (Span _ = span(encoded.lastHiddenState())) {
            return Pooling.movingAverage(out().forward(encoded.lastHiddenState()), encoded.frameMask(), WINDOW);
        }
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
