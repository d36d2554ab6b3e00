package org.prosodia.bench;

import org.prosodia.bench.measure.Turns;
import picocli.CommandLine.Option;

/** How long to measure. */
final class TimeOptions {
    @Option(names = "--time", paramLabel = "SECONDS", defaultValue = "10",
            description = "how long to measure each case (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--runs", paramLabel = "N", defaultValue = "5",
            description = "of each case, at least, however long they take (default: ${DEFAULT-VALUE})")
    private int runs;

    Turns.Plan plan() {
        return new Turns.Plan(seconds, runs);
    }
}
