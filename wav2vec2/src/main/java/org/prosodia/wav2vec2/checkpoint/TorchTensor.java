package org.prosodia.wav2vec2.checkpoint;

/** A view of a storage as {@code torch._utils._rebuild_tensor_v2} makes it, bounds checked. Offset and strides count elements. */
record TorchTensor(TorchStorage storage, long offset, long[] shape, long[] strides) {}
