package org.prosodia.pipeline.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.prosodia.tensor.Rng;

class EventWriterTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochMilli(1_700_000_000_250L));

    @TempDir
    private Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theFirstEventsAreTheFormatAndTheStart() throws IOException {
        EventWriter.open(folder, 41, CLOCK).close();
        Path file = files().getFirst();
        assertEquals("events.out.tfevents.1700000000.prosodia", file.getFileName().toString());
        List<Map<Integer, List<Object>>> events = EventFile.read(file);
        assertEquals(2, events.size());
        assertEquals(Set.of(1, 3), events.get(0).keySet());
        assertEquals(1_700_000_000.25, events.get(0).get(1).getFirst());
        assertEquals("brain.Event:2", EventFile.text(events.get(0).get(3).getFirst()));
        assertEquals(Set.of(1, 2, 7), events.get(1).keySet());
        assertEquals(42L, events.get(1).get(2).getFirst(), "steps from this on are forgotten");
        assertEquals(Map.of(1, List.of(1L)), EventFile.message((byte[]) events.get(1).get(7).getFirst()), "SessionLog.START");
    }

    @Test
    void scalarsComeBackFromAnIndependentReader() throws IOException {
        Rng rng = new Rng(3);
        try (EventWriter writer = EventWriter.open(folder, -1, CLOCK)) {
            for (long step : new long[] {0, 1, 127, 128, 300, 1L << 31, 1L << 40, Long.MAX_VALUE}) {
                Map<String, Double> values = new LinkedHashMap<>();
                values.put("train/loss", rng.nextGaussian());
                values.put("a tag longer than 127 bytes " + "é".repeat(100), 1e300);
                values.put("nan", Double.NaN);
                writer.scalars(step, values);
                Map<Integer, List<Object>> event = EventFile.read(files().getFirst()).getLast();
                assertEquals(List.of(step), event.get(2));
                Map<String, Float> found = new LinkedHashMap<>();
                for (Object value : EventFile.message((byte[]) event.get(5).getFirst()).get(1)) {
                    Map<Integer, List<Object>> fields = EventFile.message((byte[]) value);
                    found.put(EventFile.text(fields.get(1).getFirst()), (Float) fields.get(2).getFirst());
                }
                Map<String, Float> expected = new LinkedHashMap<>();
                values.forEach((tag, value) -> expected.put(tag, value.floatValue()));
                assertEquals(expected, found);
            }
        }
    }

    /** As TensorBoard's own classes write the same three events. */
    @Test
    void theBytesAreThoseOfTensorBoard() throws IOException {
        try (EventWriter writer = EventWriter.open(folder, 9, CLOCK)) {
            writer.scalars(10, Collections.singletonMap("loss", 0.5));
        }
        assertEquals("1800000000000000a37f4b220900001040fc54d9411a0d627261696e2e4576656e743a32338d2fe90f000000000000006d53"
                + "2b090900001040fc54d941100a3a020801285777041a00000000000000129bd82d0900001040fc54d941100a2a0d0a0b0a04"
                + "6c6f7373150000003fd3632f32", HexFormat.of().formatHex(Files.readAllBytes(files().getFirst())));
    }

    @Test
    void aLaterWriterHasALaterFileAlsoWhenTheClockStandsOrGoesBack() throws IOException {
        Files.writeString(folder.resolve("events.out.tfevents.1700000005.elsewhere.17.v2"), "");
        for (int seconds : new int[] {0, 0, -3600, 0}) {
            EventWriter.open(folder, -1, InstantSource.offset(CLOCK, Duration.ofSeconds(seconds))).close();
        }
        assertEquals(List.of("events.out.tfevents.1700000005.elsewhere.17.v2", "events.out.tfevents.1700000006.prosodia",
                "events.out.tfevents.1700000007.prosodia", "events.out.tfevents.1700000008.prosodia",
                "events.out.tfevents.1700000009.prosodia"), files().stream().map(file -> file.getFileName().toString()).toList());
    }

    @Test
    void anErrorOfTheDiskIsNotSwallowed() throws IOException {
        Faults count = Faults.none();
        try (EventWriter writer = EventWriter.open(FaultyFileSystem.path(folder, count), -1, CLOCK)) {
            writer.scalars(1, Map.of("a", 1.0));
        }
        assertEquals(4, count.count(), "create, and three records of one write each");
        for (int n = 1; n <= 4; n++) {
            Path path = FaultyFileSystem.path(folder, Faults.at(n, Faults.Kind.ONCE));
            assertThrows(IOException.class, () -> {
                try (EventWriter writer = EventWriter.open(path, -1, CLOCK)) {
                    writer.scalars(1, Map.of("a", 1.0));
                }
            });
        }
    }
}
