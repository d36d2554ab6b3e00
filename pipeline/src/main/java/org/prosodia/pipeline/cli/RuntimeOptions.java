package org.prosodia.pipeline.cli;

import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Profile;
import picocli.CommandLine.Option;

/** What to compute with: {@code --backend} and {@code --threads}. */
public final class RuntimeOptions {
    @Option(names = "--backend", paramLabel = "NAME", defaultValue = "auto",
            description = "auto, vector, plain, or tornado with a TornadoVM SDK (default: ${DEFAULT-VALUE})")
    private String backend;

    @Option(names = "--threads", paramLabel = "N", description = "threads to compute with (default: all processors)")
    private Integer threads;

    /** Made by picocli, for a command that mixes it in. */
    private RuntimeOptions() {}

    public TensorRuntime create() {
        return TensorRuntime.create(backend, threads());
    }

    TensorRuntime create(Profile profile) {
        return TensorRuntime.create(backend, threads(), profile);
    }

    public String backend() {
        return backend;
    }

    public int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
