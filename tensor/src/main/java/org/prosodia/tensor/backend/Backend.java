package org.prosodia.tensor.backend;

import org.prosodia.tensor.DType;
import org.prosodia.tensor.backend.plain.PlainF32;
import org.prosodia.tensor.backend.plain.PlainF64;
import org.prosodia.tensor.backend.vector.VectorSupport;

/**
 * A named set of kernels, one for each dtype.
 *
 * @param name what users call it: {@code plain} or {@code vector}
 * @param description what runs, for {@code prosodia info}
 */
public record Backend(String name, String description, Kernels<?> f32, Kernels<?> f64) {
    public Kernels<?> kernels(DType dtype) {
        return dtype == DType.F32 ? f32 : f64;
    }

    /**
     * The backend of that name; {@code auto} is the fastest that this Java runtime can run well.
     *
     * @throws IllegalArgumentException for an unknown name
     * @throws UnsupportedOperationException for a backend that this runtime cannot run, with the reason
     */
    public static Backend named(String name, Workers workers) {
        return switch (name) {
            case "auto" -> VectorSupport.refusal().isEmpty() ? vector(workers) : plain(workers, VectorSupport.refusal());
            case "vector" -> {
                if (!VectorSupport.refusal().isEmpty()) {
                    throw new UnsupportedOperationException("backend vector: " + VectorSupport.refusal());
                }
                yield vector(workers);
            }
            case "plain" -> plain(workers, "");
            default -> throw new IllegalArgumentException("backend: expected auto, plain or vector, found '" + name + "'");
        };
    }

    private static Backend plain(Workers workers, String whyNotVector) {
        String description = whyNotVector.isEmpty() ? "plain Java" : "plain Java (no Vector API: " + whyNotVector + ")";
        return new Backend("plain", description, new PlainF32(workers), new PlainF64(workers));
    }

    private static Backend vector(Workers workers) {
        return new Backend("vector", VectorSupport.description(), VectorSupport.f32(workers), new PlainF64(workers));
    }
}
