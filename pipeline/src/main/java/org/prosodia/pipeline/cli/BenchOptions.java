package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all benchmarks share. */
final class BenchOptions {
    @Option(names = "--time", paramLabel = "SECONDS", defaultValue = "10",
            description = "how long to measure each case (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Mixin
    private Console console;

    double seconds() {
        return seconds;
    }

    /** One case: a line for people, or with {@code --json} an object. */
    void say(Map<String, Object> row) throws IOException {
        if (console.json()) {
            console.out().println(JsonObject.line(row));
            return;
        }
        List<String> cells = new ArrayList<>();
        row.forEach((name, value) -> cells.add(name + " " + (value instanceof Double d ? String.format(Locale.ROOT, "%.4g", d) : value)));
        console.out().println(String.join("  ", cells));
    }
}
