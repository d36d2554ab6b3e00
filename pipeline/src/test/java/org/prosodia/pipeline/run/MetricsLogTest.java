package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsLogTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("run").resolve("metrics.jsonl");
    }

    private void write(long after, long to) throws IOException {
        try (MetricsLog log = MetricsLog.open(file, after)) {
            for (long step = after + 1; step <= to; step++) {
                log.append(step, Map.of("loss", 1.0 / (step + 1)));
            }
        }
    }

    @Test
    void aLineIsWhatPythonReads() throws IOException {
        try (MetricsLog log = MetricsLog.open(file, -1)) {
            log.append(7, Map.of("loss", -3.5f));
            log.append(8, Map.of("loss", Double.NaN));
            log.append(9, Map.of("matrix", List.of(List.of(1, 2), List.of(Double.POSITIVE_INFINITY, 1e-7))));
            log.force();
            assertEquals("""
                    {"step":7,"loss":-3.5}
                    {"step":8,"loss":NaN}
                    {"step":9,"matrix":[[1,2],[Infinity,1.0E-7]]}
                    """, Files.readString(file), "read before the log is closed");
        }
    }

    @Test
    void aRunThatIsResumedLeavesTheFileOfOneThatWasNot() throws IOException {
        write(-1, 20);
        byte[] whole = Files.readAllBytes(file);
        for (long resumed = -1; resumed <= 20; resumed++) {
            write(resumed, 20);
            assertEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(file)), "resumed at " + resumed);
        }
    }

    @Test
    void aFileCutAnywhereLosesTheLineThatWasCutAndNoOther() throws IOException {
        write(-1, 3);
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length <= whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            long last = Files.readString(file).lines().filter(line -> line.endsWith("}")).count() - 1;
            write(last, 3);
            assertEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(file)), "cut at " + length);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "7", "{}", "{\"loss\":1}", "{\"step\":\"1\"}", "{\"step\":1.5}", "{\"step\":null}",
        "{\"step\":1,\"step\":2}", "{\"step\":1}{\"step\":1}", "{\"step\":1} x", "{\"step\":99999999999999999999}",
        "{\"a\":{\"step\":1}}", "{\"a\":[{\"step\":1}]}", "{\"step\":1,\"loss\":0.", "\u0000\u0000\u0000"})
    void aLineThatIsNoneIsDropped(String line) throws IOException {
        write(-1, 1);
        String before = Files.readString(file);
        Files.writeString(file, line + "\n" + before + line);
        MetricsLog.open(file, 1).close();
        assertEquals(before, Files.readString(file));
    }

    @Test
    void aLineThatIsNoTextIsDropped() throws IOException {
        write(-1, 1);
        byte[] before = Files.readAllBytes(file);
        Files.write(file, new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', ',', '"', 's', 't', 'e', 'p', '"', ':', '1', '}'},
                StandardOpenOption.APPEND);
        MetricsLog.open(file, 1).close();
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(file)));
    }

    @Test
    void linesOfOthersStayAsTheyAre() throws IOException {
        Files.createDirectories(file.getParent());
        String lines = "{ \"note\": \"gülüş \ud83d\ude00\", \"inner\": {\"step\": 9}, \"step\": 3 }\n{\"step\":2,\"x\":-Infinity}\n";
        Files.writeString(file, lines);
        MetricsLog.open(file, 3).close();
        assertEquals(lines, Files.readString(file));
    }

    /** The disk is full at one change, and has room afterwards. */
    @Test
    void aLineThatCouldNotBeWrittenSpoilsNoOther() throws IOException {
        int lost = 0;
        boolean struck = true;
        for (int n = 1; struck; n++) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, "{\"step\":0}\n{\"step\":9}\n");
            Faults faults = Faults.at(n, Faults.Kind.ONCE);
            String expected = "{\"step\":0}\n";
            try (MetricsLog log = MetricsLog.open(FaultyFileSystem.path(file, faults), 0)) {
                for (long step = 1; step <= 3; step++) {
                    try {
                        log.append(step, Map.of());
                        expected += "{\"step\":" + step + "}\n";
                    } catch (IOException e) {
                        lost++;
                    }
                }
                MetricsLog.open(file, 3).close();
                assertEquals(expected, Files.readString(file));
            } catch (IOException e) {
                assertTrue(Files.readString(file).startsWith("{\"step\":0}\n"));
            }
            struck = faults.struck();
        }
        assertEquals(3, lost);
    }

    @Test
    void aMetricCannotBeCalledStep() throws IOException {
        try (MetricsLog log = MetricsLog.open(file, -1)) {
            assertThrows(IllegalArgumentException.class, () -> log.append(1, Map.of("step", 1)));
            assertThrows(IllegalArgumentException.class, () -> log.append(1, Map.of("a", new Object())));
        }
        assertEquals("", Files.readString(file));
    }
}
