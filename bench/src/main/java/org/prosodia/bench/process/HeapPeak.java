package org.prosodia.bench.process;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.prosodia.bench.measure.Footprint;
import org.prosodia.pipeline.cli.Main;
import org.prosodia.wav2vec2.JsonObject;

/** The command line once more, for a JVM of its own: it ends with a line about the heap. */
public final class HeapPeak {
    private HeapPeak() {}

    public static void main(String[] args) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Footprint footprint = new Footprint();
        int exit = Main.run(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), args);
        out.println(JsonObject.line(Map.of("peak_heap_mb", footprint.peakHeapMegabytes())));
        System.exit(exit);
    }
}
