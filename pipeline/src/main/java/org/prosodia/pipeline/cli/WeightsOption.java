package org.prosodia.pipeline.cli;

import org.prosodia.tensor.WeightPrecision;
import picocli.CommandLine.Option;

/** What a model's weights are kept in: {@code --weights}. */
public final class WeightsOption {
    @Option(names = "--weights", paramLabel = "PRECISION", defaultValue = "F32",
            description = "keep weights in ${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE}); 16 bits take half the memory"
                    + " and round each weight a little, the arithmetic stays F32")
    private WeightPrecision precision;

    /** Made by picocli, for a command that mixes it in. */
    private WeightsOption() {}

    public WeightPrecision precision() {
        return precision;
    }
}
