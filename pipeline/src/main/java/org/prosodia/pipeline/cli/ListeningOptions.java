package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.timeline.Window;
import picocli.CommandLine.Option;

/** How to cut what is heard. */
final class ListeningOptions {
    @Option(names = "--window", paramLabel = "SECONDS", defaultValue = "1.4",
            description = "what a model that answers per clip hears at a time (default: ${DEFAULT-VALUE})")
    private double window;

    @Option(names = "--stride", paramLabel = "SECONDS", defaultValue = "1.0",
            description = "from one window to the next (default: ${DEFAULT-VALUE})")
    private double stride;

    @Option(names = "--coarse", description = "one frame per window, at its centre, instead of one every 20 ms interpolated between them")
    private boolean coarse;

    RecognitionOptions with(ChunkOptions chunks) {
        return new RecognitionOptions(new Window(window, stride), coarse, chunks.chunk(), chunks.overlap());
    }
}
