package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.recognition.RecognitionOptions;
import picocli.CommandLine.Option;

/** How long audio is cut, so that memory stays bounded. */
final class ChunkOptions {
    @Option(names = "--chunk", paramLabel = "SECONDS", defaultValue = "30",
            description = "longer audio is cut into chunks (default: ${DEFAULT-VALUE})")
    private double chunk;

    @Option(names = "--overlap", paramLabel = "SECONDS", defaultValue = "2.5",
            description = "heard beyond both ends of what is kept of a chunk (default: ${DEFAULT-VALUE})")
    private double overlap;

    RecognitionOptions options() {
        return new RecognitionOptions(RecognitionOptions.DEFAULT.window(), RecognitionOptions.DEFAULT.curve(), chunk, overlap);
    }
}
