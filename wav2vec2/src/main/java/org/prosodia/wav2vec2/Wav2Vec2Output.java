package org.prosodia.wav2vec2;

import java.util.List;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;

/**
 * What the encoder computes.
 *
 * @param lastHiddenState [B, T, hidden]
 * @param hiddenStates when asked for: the input of the first layer and the output of each, layers + 1 tensors [B, T, hidden], as
 *     Hugging Face returns them; else empty
 * @param frameMask [B, T], true for frames of real audio; null when no attention mask was given
 */
public record Wav2Vec2Output(Tensor lastHiddenState, List<Tensor> hiddenStates, Mask frameMask) {}
