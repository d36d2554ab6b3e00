package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.tensor.Tensor;

/** Stage 1 of the method: mean over the valid frames, linear to K logits. */
public final class ClipClassifier extends ConcentrationModel {
    public ClipClassifier(Wav2Vec2Model encoder, List<String> emotions) {
        super(encoder, emotions);
    }

    @Override
    public Tensor poolable(Wav2Vec2Output encoded) {
        return encoded.lastHiddenState();
    }

    @Override
    public Tensor fromPooled(Tensor pooled) {
        return out().forward(pooled);
    }
}
