package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.WindowCurve;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How to cut what is heard. */
final class ListeningOptions {
    @Mixin
    private WindowOptions window;

    @Option(names = "--coarse", description = "one frame per window, at its centre, instead of one every 20 ms interpolated between them")
    private boolean coarse;

    RecognitionOptions with(ChunkOptions chunks) {
        RecognitionOptions options = chunks.options().withWindow(window.window());
        return coarse ? options.withCurve(WindowCurve.COARSE) : options;
    }
}
