package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.nn.Module;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;

/**
 * An encoder with a head that says something about emotions. A clip's answer is made from {@link #poolable}, pooled over the clip's
 * frames, so that long audio can be pooled in parts.
 */
public abstract sealed class EmotionModel extends Module permits ConcentrationModel, SequenceClassifier, SpeechClassifier {
    private final Wav2Vec2Model encoder;

    EmotionModel(Wav2Vec2Model encoder) {
        this.encoder = register(encoder.config().modelType(), encoder);
    }

    public final Wav2Vec2Model encoder() {
        return encoder;
    }

    /** Names of the outputs, in order. */
    public abstract List<String> labels();

    /** What the outputs are. */
    public abstract Outputs outputs();

    /** How the frames of a clip are pooled. */
    public Pooling.Mode pooling() {
        return Pooling.Mode.MEAN;
    }

    /** [B, T, F]: what is pooled over the valid frames of a clip. */
    public abstract Tensor poolable(Wav2Vec2Output encoded);

    /** From the pooled [B, F] to the clip's logits (or values) [B, K]. */
    public abstract Tensor fromPooled(Tensor pooled);

    /** The clip's logits (or values) [B, K]. */
    public final Tensor clipLogits(Wav2Vec2Output encoded) {
        return fromPooled(Pooling.pool(pooling(), poolable(encoded), encoded.frameMask()));
    }

    /** Encodes as this head needs it. */
    public final Wav2Vec2Output encode(Tensor samples, int[] lengths) {
        return encoder.forward(samples, lengths, needsHiddenStates(), Probe.NONE);
    }

    /** Encodes a zero-padded batch as this head needs it, see {@link Wav2Vec2Model#forwardPadded}. */
    public final Wav2Vec2Output encodePadded(Tensor samples, int[] lengths) {
        return encoder.forwardPadded(samples, lengths, needsHiddenStates());
    }

    /** Encodes with a given frame mask and SpecAugment mask. */
    public final Wav2Vec2Output encode(Tensor samples, Mask valid, Mask masked) {
        return encoder.forward(samples, valid, masked, needsHiddenStates(), Probe.NONE);
    }

    boolean needsHiddenStates() {
        return false;
    }
}
