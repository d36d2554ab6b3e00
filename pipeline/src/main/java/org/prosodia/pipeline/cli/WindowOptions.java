package org.prosodia.pipeline.cli;

import org.prosodia.pipeline.timeline.Window;
import picocli.CommandLine.Option;

/** The sliding window of models that answer per clip. */
final class WindowOptions {
    @Option(names = "--window", paramLabel = "SECONDS", defaultValue = "1.4",
            description = "what a model that answers per clip hears at a time (default: ${DEFAULT-VALUE})")
    private double window;

    @Option(names = "--stride", paramLabel = "SECONDS", defaultValue = "1.0",
            description = "from one window to the next (default: ${DEFAULT-VALUE})")
    private double stride;

    Window window() {
        return new Window(window, stride);
    }
}
