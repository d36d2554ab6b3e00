/**
 * Wav2Vec2 and HuBERT as in Hugging Face transformers. Read {@link org.prosodia.wav2vec2.Wav2Vec2Config}, then
 * {@link org.prosodia.wav2vec2.Wav2Vec2Model}; sequences are channel-last, [B, T, C]. Weights come and go through
 * {@code org.prosodia.wav2vec2.checkpoint}.
 */
package org.prosodia.wav2vec2;
