/**
 * Layers in the manner of PyTorch's {@code torch.nn}, channel-last: sequences are [B, T, C]. Read {@link org.prosodia.nn.Module}
 * first. Parameters carry the names and shapes that PyTorch and Hugging Face give them, so that their checkpoints fit. A training step is
 * {@link org.prosodia.nn.GradientNorm#clip}, {@link org.prosodia.nn.Adam#step(double)} with the factor of a
 * {@link org.prosodia.nn.Schedule}, and {@link org.prosodia.nn.Ema#update}.
 */
package org.prosodia.nn;
