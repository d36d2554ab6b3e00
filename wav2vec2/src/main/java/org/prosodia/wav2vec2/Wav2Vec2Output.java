package org.prosodia.wav2vec2;

import java.util.Arrays;
import java.util.List;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Tensor;

/**
 * What the encoder computes.
 *
 * @param lastHiddenState [B, T, hidden]
 * @param hiddenStates when asked for: the input of the first layer and the output of each, layers + 1 tensors [B, T, hidden], as
 *     Hugging Face returns them; else empty
 * @param frameMask [B, T], true for frames of real audio; null when no mask was given
 */
public record Wav2Vec2Output(Tensor lastHiddenState, List<Tensor> hiddenStates, Mask frameMask) {
    /**
     * The same states for heads that are to leave the padding out of a batch that was encoded without attention mask.
     *
     * @param valid [B, T], true for frames of real audio; null when all are
     */
    public Wav2Vec2Output withFrameMask(Mask valid) {
        int[] expected = Arrays.copyOf(lastHiddenState.shape(), 2);
        if (valid != null && !Arrays.equals(valid.shape(), expected)) {
            throw new ShapeException("frame mask", Arrays.toString(valid.shape()) + ", expected " + Arrays.toString(expected));
        }
        return new Wav2Vec2Output(lastHiddenState, hiddenStates, valid);
    }
}
