package org.prosodia.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.bench.measure.Footprint;
import org.prosodia.bench.measure.Sample;
import org.prosodia.pipeline.cli.Console;
import org.prosodia.pipeline.cli.ProfileOptions;
import org.prosodia.pipeline.cli.RuntimeOptions;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Mixin;

/** What all kinds share: what to compute with, and how to report. A row's fields are named as in what {@code --json} prints. */
final class BenchOptions {
    @Mixin
    private RuntimeOptions runtime;

    @Mixin
    private Console console;

    TensorRuntime createRuntime() {
        return runtime.create();
    }

    TensorRuntime createRuntime(ProfileOptions profiling) {
        return profiling.create(runtime);
    }

    String backend() {
        return runtime.backend();
    }

    int threads() {
        return runtime.threads();
    }

    /** The same in another process. */
    List<String> runtimeArguments() {
        return List.of("--backend", runtime.backend(), "--threads", Integer.toString(runtime.threads()));
    }

    /** Fields that every row begins with. */
    Map<String, Object> row(String work) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("work", work);
        row.put("threads", runtime.threads());
        try (TensorRuntime used = runtime.create()) {
            row.put("backend", used.backend().name());
        }
        return row;
    }

    static void putTimes(Map<String, Object> row, Sample millis) {
        row.put("median_ms", millis.median());
        row.put("min_ms", millis.min());
        row.put("n", millis.size());
    }

    static void putMemory(Map<String, Object> row, Footprint footprint) {
        row.put("peak_heap_mb", footprint.peakHeapMegabytes());
        row.put("peak_rss_mb", Footprint.peakRssMegabytes());
    }

    /** A report that begins with the names of its columns. */
    Report report(List<Column> columns) {
        return new Report(columns);
    }

    /** Lines of text. */
    void list(List<String> lines) {
        lines.forEach(console.out()::println);
    }

    /** What is going on, on a terminal. */
    void status(String what) {
        console.status(what);
    }

    /** Rows as they are measured: JSON objects, one a line, or a table for people. */
    final class Report {
        private static final String GAP = "  ";

        private final List<Column> columns;
        private boolean begun;

        private Report(List<Column> columns) {
            this.columns = columns;
        }

        void add(Map<String, Object> row) {
            status("");
            if (console.json()) {
                console.out().println(JsonObject.line(row));
            } else {
                if (!begun) {
                    print(columns.stream().map(Column::header).toList());
                }
                print(columns.stream().map(column -> column.cell(row.get(column.field()))).toList());
            }
            begun = true;
            console.out().flush();
        }

        private void print(List<String> cells) {
            console.out().println(String.join(GAP, cells).stripTrailing());
        }
    }
}
