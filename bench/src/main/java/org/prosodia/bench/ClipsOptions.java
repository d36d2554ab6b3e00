package org.prosodia.bench;

import java.util.List;
import org.prosodia.pipeline.cli.EncoderSize;
import picocli.CommandLine.Option;

/** Which model hears how much. */
final class ClipsOptions {
    @Option(names = "--shape", defaultValue = "BASE", description = "${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
    private EncoderSize shape;

    @Option(names = "--seconds", split = ",", defaultValue = "10",
            description = "lengths of audio, comma-separated (default: ${DEFAULT-VALUE})")
    private List<Double> lengths;

    @Option(names = "--batch", defaultValue = "1", description = "clips at a time (default: ${DEFAULT-VALUE})")
    private int batch;

    EncoderSize shape() {
        return shape;
    }

    /** In seconds. */
    List<Double> lengths() {
        return lengths;
    }

    int batch() {
        return batch;
    }
}
