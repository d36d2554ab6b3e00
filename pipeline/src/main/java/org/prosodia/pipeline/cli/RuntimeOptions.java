package org.prosodia.pipeline.cli;

import org.prosodia.tensor.TensorRuntime;
import picocli.CommandLine.Option;

/** What to compute with. */
final class RuntimeOptions {
    @Option(names = "--backend", paramLabel = "NAME", defaultValue = "auto",
            description = "auto, vector or plain (default: ${DEFAULT-VALUE})")
    private String backend;

    @Option(names = "--threads", paramLabel = "N", description = "threads to compute with (default: all processors)")
    private Integer threads;

    TensorRuntime create() {
        return TensorRuntime.create(backend, threads());
    }

    String backend() {
        return backend;
    }

    int threads() {
        return threads == null ? Runtime.getRuntime().availableProcessors() : threads;
    }
}
