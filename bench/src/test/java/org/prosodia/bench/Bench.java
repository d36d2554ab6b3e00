package org.prosodia.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.cli.Main;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;

/** The command in this JVM, on one thread. */
record Bench(int exit, String out, String err) {
    static Bench run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("bench"));
        all.addAll(List.of(arguments));
        int exit = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), all.toArray(String[]::new));
        return new Bench(exit, out.toString(), err.toString());
    }

    /** The objects that it prints; every line is one. */
    static List<Map<String, Object>> rows(String... arguments) throws ModelException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--threads", "1", "--json"));
        Bench run = run(all.toArray(String[]::new));
        assertEquals(0, run.exit, run.err);
        assertEquals("", run.err);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String line : run.out.lines().toList()) {
            rows.add(JsonObject.parse(Path.of("standard output"), line).fields());
        }
        return rows;
    }

    static double number(Map<String, Object> row, String field) {
        return ((Number) row.get(field)).doubleValue();
    }
}
