package org.prosodia.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ContestTest {
    @TempDir
    Path folder;

    /** Turn 1: 10 ms against 10; turn 2: 20 against 40; turn 3: 30 against 90. */
    @Test
    void bothRunInTurnsAndTheRatioIsTheMedianOverTurns() throws Exception {
        Path log = Files.createFile(folder.resolve("log"));
        Peer peer = new Peer("echo peer >> '" + log + "'; n=$(grep -c peer '" + log + "'); echo \"{\\\"median_ms\\\": $((10 * n * n))}\"");
        List<Integer> progress = new ArrayList<>();
        List<Map<String, Object>> rows = new Contest(3, () -> {
            Files.writeString(log, "ours\n", StandardOpenOption.APPEND);
            double turn = progress.size();
            return List.of(Map.of("model", "base", "median_ms", 10 * turn, "min_ms", 9 * turn, "gflops", 100 / turn, "n", 5L));
        }, peer).run(progress::add);
        assertEquals(List.of("ours", "peer", "ours", "peer", "ours", "peer"), Files.readAllLines(log));
        assertEquals(List.of(1, 2, 3), progress);
        assertEquals(List.of(Map.ofEntries(Map.entry("model", "base"), Map.entry("median_ms", 20.0), Map.entry("min_ms", 9.0),
                Map.entry("gflops", 50.0), Map.entry("n", 15L), Map.entry("peer_median_ms", 40.0), Map.entry("ratio", 2.0),
                Map.entry("ratio_min", 1.0), Map.entry("ratio_max", 3.0), Map.entry("turns", 3))), rows);
    }
}
