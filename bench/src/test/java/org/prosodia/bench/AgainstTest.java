package org.prosodia.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.wav2vec2.JsonObject;

/** Peers of a few lines of shell. */
@DisabledOnOs(OS.WINDOWS)
class AgainstTest {
    @TempDir
    Path folder;

    private String peer(String... lines) throws Exception {
        Path script = folder.resolve("peer.sh");
        Files.write(script, List.of(lines));
        return "sh '" + script + "'";
    }

    @Test
    void inferenceIsComparedCaseByCase() throws Exception {
        String peer = peer("echo warming up", "echo turn >> '" + folder.resolve("turns") + "'",
                "echo '" + JsonObject.line(Map.of("seconds", 1, "batch", 1, "median_ms", 50.0)) + "'",
                "echo '" + JsonObject.line(Map.of("seconds", 0.5, "batch", 1, "threads", 1, "median_ms", 25.0)) + "'");
        List<Map<String, Object>> rows = Bench.rows("infer", "--shape", "tiny", "--seconds", "0.5,1", "--time", "0", "--runs", "1",
                "--against", peer, "--turns", "2");
        assertEquals(2, Files.readAllLines(folder.resolve("turns")).size());
        assertEquals(List.of(0.5, 1.0), rows.stream().map(row -> row.get("seconds")).toList());
        assertEquals(List.of(25.0, 50.0), rows.stream().map(row -> row.get("peer_median_ms")).toList());
        for (Map<String, Object> row : rows) {
            assertEquals(2L, row.get("turns"));
            assertTrue(Bench.number(row, "ratio_min") <= Bench.number(row, "ratio"), row.toString());
            assertTrue(Bench.number(row, "ratio") <= Bench.number(row, "ratio_max"), row.toString());
        }
    }

    @Test
    void aStepOfTrainingIsComparedAndFlagsReachTheFreshJvm() throws Exception {
        String peer = peer("echo '" + JsonObject.line(Map.of("freeze", false, "batch", 2, "median_ms", 10.0)) + "'");
        Map<String, Object> row = Bench.rows("train", "--shape", "tiny", "--seconds", "0.5", "--batch", "2", "--steps", "1",
                "--stages", "2", "--train-feature-encoder", "--no-dropout", "--against", peer, "--turns", "1").getFirst();
        assertEquals(false, row.get("freeze"));
        assertEquals(10 / Bench.number(row, "median_ms"), Bench.number(row, "ratio"), 1e-9);
    }
}
