package org.prosodia.bench.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisabledOnOs(OS.WINDOWS)
class PeerTest {
    private static final List<Map<String, Object>> OURS = List.of(
            Map.of("model", "base", "seconds", 3.0, "batch", 1L, "median_ms", 1.0),
            Map.of("model", "base", "seconds", 10.0, "batch", 1L, "median_ms", 1.0));

    @Test
    void linesAreFoundByWhatTheCaseIsInAnyOrder() throws IOException {
        Peer peer = new Peer("""
                echo '{"model": "base", "seconds": 10, "batch": 8, "median_ms": 99}'
                echo '{"model": "base", "seconds": 10, "batch": 1, "median_ms": 10.5}'
                echo "loaded {in a moment}"
                echo '{"model": "base", "seconds": 3.0, "median_ms": 3}'""");
        assertEquals(List.of(3.0, 10.5), peer.medians(OURS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "echo '{\"seconds\": 3, \"median_ms\": 3}' | expected a line for [model base, seconds 10.0, batch 1], found [[seconds 3]]",
        "echo nothing | expected lines of JSON",
        "echo '{median: 3}' | no valid JSON",
        "echo '{\"median\": 3}' | median_ms: expected a positive number, found null",
        "echo gone >&2; exit 7 | expected exit code 0, found 7; it said: gone"})
    void whatIsMissingIsSaid(String command, String message) {
        IOException e = assertThrows(IOException.class, () -> new Peer(command).medians(OURS));
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
