package org.prosodia.wav2vec2.checkpoint;

import java.util.List;

/** A Python tuple in a pickle. Lists are {@link List}, dictionaries {@link java.util.Map}, None is {@code null}. */
record PickledTuple(List<Object> items) {}
