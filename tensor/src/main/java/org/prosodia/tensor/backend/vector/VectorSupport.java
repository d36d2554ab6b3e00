package org.prosodia.tensor.backend.vector;

import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.Workers;

/** Whether this Java runtime runs the Vector API well. */
public final class VectorSupport {
    private VectorSupport() {}

    /** Why not; empty when it does. */
    public static String refusal() {
        return "none here yet";
    }

    public static String description() {
        return "Vector API";
    }

    public static Kernels<float[]> f32(Workers workers) {
        throw new UnsupportedOperationException(refusal());
    }
}
