/**
 * Layers in the manner of PyTorch's {@code torch.nn}, channel-last: sequences are [B, T, C]. Read {@link org.prosodia.nn.Module}
 * first. Parameters carry the names and shapes that PyTorch and Hugging Face give them, so that their checkpoints fit.
 */
package org.prosodia.nn;
