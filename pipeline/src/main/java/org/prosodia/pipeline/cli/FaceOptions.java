package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.face.FaceAnimator;
import picocli.CommandLine.Option;

/** How our animator moves a face. For {@code Mixin} fields. */
public final class FaceOptions {
    @Option(names = "--intensity", paramLabel = "N", defaultValue = "1",
            description = "of expressions, 0 to 2; above 1 some reach as far as a face goes (default: ${DEFAULT-VALUE})")
    private double intensity;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "decides when the eyes blink (default: ${DEFAULT-VALUE})")
    private long seed;

    /** Made by picocli, for a command that mixes it in. */
    private FaceOptions() {}

    /** The animator that was asked for. */
    public FaceAnimator animator() {
        return new FaceAnimator(intensity, seed);
    }
}
