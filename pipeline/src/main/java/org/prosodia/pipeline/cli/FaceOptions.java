package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.face.FaceAnimator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How our animator moves a face. For {@code Mixin} fields. */
public final class FaceOptions {
    @Mixin
    private IntensityOption intensity;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "decides when the eyes blink (default: ${DEFAULT-VALUE})")
    private long seed;

    /** Made by picocli, for a command that mixes it in. */
    private FaceOptions() {}

    /** The animator that was asked for. */
    public FaceAnimator animator() {
        return new FaceAnimator(intensity.value(), seed);
    }
}
