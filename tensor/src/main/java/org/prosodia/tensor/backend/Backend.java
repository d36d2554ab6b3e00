package org.prosodia.tensor.backend;

import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.backend.plain.PlainF32;
import org.prosodia.tensor.backend.plain.PlainF64;
import org.prosodia.tensor.backend.vector.VectorSupport;

/**
 * A named set of kernels, one for each dtype.
 *
 * @param name what users call it: {@code plain}, {@code vector}, or that of a {@link BackendProvider}
 * @param description what runs, for {@code prosodia info}
 */
public record Backend(String name, String description, Kernels<?> f32, Kernels<?> f64) {
    private static final String TORNADO = "tornado";

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
            default -> provided(name, workers);
        };
    }

    private static Backend provided(String name, Workers workers) {
        try {
            for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
                if (provider.name().equals(name)) {
                    return provider.create(workers);
                }
            }
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new UnsupportedOperationException("backend " + name + ": its library does not load here: " + e, e);
        }
        if (name.equals(TORNADO)) {
            throw new UnsupportedOperationException("backend tornado: this Java runtime was started without a TornadoVM SDK"
                    + " (set TORNADOVM_HOME and use the launcher, see docs/gpu.md)");
        }
        throw new IllegalArgumentException("backend: expected auto, plain, vector or tornado, found '" + name + "'");
    }

    /** Gives back what the kernels hold outside of the Java heap. */
    public void close() {
        f32.close();
        f64.close();
    }

    private static Backend plain(Workers workers, String whyNotVector) {
        String description = whyNotVector.isEmpty() ? "plain Java" : "plain Java (no Vector API: " + whyNotVector + ")";
        return new Backend("plain", description, new PlainF32(workers), new PlainF64(workers));
    }

    private static Backend vector(Workers workers) {
        return new Backend("vector", VectorSupport.description(), VectorSupport.f32(workers), new PlainF64(workers));
    }
}
