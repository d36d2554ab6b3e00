package org.prosodia.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.pipeline.cli.EncoderSize;
import org.prosodia.tensor.TensorRuntime;

class BenchCommandTest {
    private static final Set<String> EVERY_ROW = Set.of("work", "median_ms", "min_ms", "peak_heap_mb", "n", "threads", "backend");

    static Stream<Arguments> kinds() {
        return Stream.of(
                Arguments.of("infer --shape tiny --seconds 0.5,1 --batch 2 --time 0 --runs 1", 2,
                        Set.of("model", "seconds", "batch", "times_real_time", "gflops", "peak_gflops", "share_of_peak", "peak_rss_mb",
                                "allocated_mb")),
                Arguments.of("train --shape tiny --seconds 0.5 --batch 2 --steps 1", 3,
                        Set.of("model", "stage", "seconds", "batch", "freeze", "times_real_time", "last_loss", "allocated_mb",
                                "max_heap_mb")),
                Arguments.of("start --shape tiny --seconds 0.5 --turns 1 --against true", 1,
                        Set.of("model", "seconds", "batch", "peer_median_ms", "ratio", "ratio_min", "ratio_max", "turns")),
                Arguments.of("memory --shape tiny --seconds 0.5 --resolution 600", 1,
                        Set.of("task", "model", "seconds", "batch", "smallest_heap_mb", "smallest_heap_rss_mb", "allocated_mb")),
                Arguments.of("hour --shape tiny --minutes 0.05,0.1", 2,
                        Set.of("model", "minutes", "seconds", "ms_per_minute", "times_real_time", "live_heap_mb", "audio_mb")),
                Arguments.of("kernels --filter linear-dw_49x768x768 --forks 1 --time 0.1", 1,
                        Set.of("kernel", "forks", "gflops", "peak_gflops", "share_of_peak", "share_min", "share_max", "spread")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyKindPrintsALineOfJsonForEachCase(String command, int cases, Set<String> fields) throws Exception {
        String[] arguments = Stream.of(command.split(" ")).map(argument -> argument.replace('_', ' ')).toArray(String[]::new);
        List<Map<String, Object>> rows = Bench.rows(arguments);
        assertEquals(cases, rows.size());
        for (Map<String, Object> row : rows) {
            assertEquals(arguments[0], row.get("work"));
            assertEquals(1L, row.get("threads"));
            Set<String> missing = new TreeSet<>(fields);
            missing.addAll(EVERY_ROW);
            missing.removeAll(row.keySet());
            assertEquals(Set.of(), missing);
            assertTrue(Bench.number(row, "min_ms") > 0 && Bench.number(row, "min_ms") <= Bench.number(row, "median_ms"), row.toString());
        }
    }

    @Test
    void peopleGetATableWithTheNamesOfItsColumns() {
        Bench run = Bench.run("infer", "--shape", "tiny", "--seconds", "0.5,1", "--time", "0", "--runs", "1", "--threads", "1");
        assertEquals(0, run.exit(), run.err());
        List<String> lines = run.out().lines().toList();
        assertEquals(3, lines.size(), run.out());
        assertTrue(lines.getFirst().startsWith("model   weights  audio, s"), run.out());
        assertTrue(lines.getLast().startsWith("tiny    F32           1.0"), run.out());
        int right = lines.getFirst().indexOf("audio, s") + "audio, s".length();
        assertEquals("0.5", lines.get(1).substring(right - 3, right), "numbers stand under the end of the title");
    }

    @Test
    void inferenceIsProfiledForEachLengthOnceItIsMeasured(@TempDir Path folder) throws Exception {
        Path picture = folder.resolve("made/profile.svg");
        Bench run = Bench.run("infer", "--shape", "tiny", "--seconds", "0.5,1", "--time", "0", "--runs", "2", "--threads", "1",
                "--profile=" + picture);
        assertEquals(0, run.exit(), run.err());
        assertEquals(3, run.out().lines().count(), "the profile is no result: " + run.out());
        assertTrue(run.err().lines().anyMatch(line -> line.matches("  0\\.5 s +2 .*")), run.err());
        assertTrue(run.err().lines().anyMatch(line -> line.matches(" +layer\\.\\* .*")), run.err());
        assertTrue(Files.readString(picture).contains("<title>Where the time of prosodia bench infer goes</title>"));
    }

    @Test
    void theMeasuredStepsOfATrainingAreProfiled() {
        Bench run = Bench.run("train", "--shape", "tiny", "--seconds", "0.5", "--batch", "1", "--steps", "2", "--threads", "1", "--stages",
                "1,2", "--profile");
        assertEquals(0, run.exit(), run.err());
        assertTrue(run.err().lines().anyMatch(line -> line.matches("  step +4 .*")), run.err());
        assertTrue(run.err().lines().anyMatch(line -> line.matches("    backward +4 .*")), run.err());
        assertTrue(run.err().lines().noneMatch(line -> line.startsWith("  evaluate")), run.err());
    }

    @Test
    void aModelOnDiskIsMadeOnce(@TempDir Path cache) throws Exception {
        try (TensorRuntime runtime = TensorRuntime.create("auto", 1)) {
            Path model = RandomModel.onDisk(cache, EncoderSize.TINY, runtime);
            assertEquals(cache.resolve("tiny"), model);
            Object made = Files.getLastModifiedTime(model.resolve("model.safetensors"));
            assertEquals(model, RandomModel.onDisk(cache, EncoderSize.TINY, runtime));
            assertEquals(made, Files.getLastModifiedTime(model.resolve("model.safetensors")));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "infer --runs 0, --runs",
        "infer --time -1, --time",
        "infer --shape tiny --against true --turns 0, --turns",
        "train --shape tiny --stages 4, --stages",
        "memory --shape tiny --resolution 0, --resolution",
        "hour --shape tiny --minutes 0, audio",
        "infer --profile=profile.png, --profile",
        "train --profile=profile, --profile",
        "kernels --filter nothing, --filter",
        "kernels --forks 0, --forks",
        "kernels --time 0, --time"})
    void anOptionThatMakesNoSenseIsNamed(String command, String option) {
        Bench run = Bench.run(command.split(" "));
        assertEquals(2, run.exit());
        assertTrue(run.err().contains(option + ": expected"), run.err());
        assertEquals("", run.out());
    }
}
