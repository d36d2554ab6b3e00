package org.prosodia.pipeline.cli;

import picocli.CommandLine.Option;

/** How much of an expression a face shows. For {@code Mixin} fields. */
public final class IntensityOption {
    @Option(names = "--intensity", paramLabel = "N", defaultValue = "1",
            description = "of expressions, 0 to 2; above 1 some reach as far as a face goes (default: ${DEFAULT-VALUE})")
    private double intensity;

    /** Made by picocli, for a command that mixes it in. */
    private IntensityOption() {}

    /** 1 as the animator has it. */
    public double value() {
        return intensity;
    }
}
