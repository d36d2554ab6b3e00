package org.prosodia.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.bench.measure.Footprint;
import org.prosodia.bench.measure.LiveHeap;
import org.prosodia.bench.measure.Sample;
import org.prosodia.bench.measure.Turns;
import org.prosodia.pipeline.cli.EncoderSize;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.tensor.TensorRuntime;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia bench hour}. */
@Command(name = "hour", mixinStandardHelpOptions = true,
        description = "Long audio in overlapping chunks, noise and random weights: whether time grows with its length and memory does not.")
final class BenchHourCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(Column.text("model", "model", 6), Column.number("minutes", "audio, min", 2),
            Column.number("threads", "threads", 0), Column.number("median_ms", "all, ms", 0),
            Column.number("ms_per_minute", "ms a minute", 0), Column.number("times_real_time", "x real time", 1),
            Column.number("peak_heap_mb", "heap, MB", 0), Column.number("live_heap_mb", "live, MB", 0),
            Column.number("audio_mb", "audio, MB", 0));
    private static final double WARM_UP_SECONDS = 60;

    @Option(names = "--shape", defaultValue = "BASE", description = "${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
    private EncoderSize shape;

    @Option(names = "--minutes", split = ",", defaultValue = "5,15,60",
            description = "lengths of audio, comma-separated (default: ${DEFAULT-VALUE})")
    private List<Double> lengths;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        BenchOptions.Report report = options.report(COLUMNS);
        try (TensorRuntime runtime = options.createRuntime()) {
            ModelFolder model = RandomModel.frames(runtime, shape);
            Recognizer recognizer = new Recognizer(model, runtime, RecognitionOptions.DEFAULT);
            double longest = 60 * lengths.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
            recognizer.recognize("warm-up", Noise.clip(Math.min(WARM_UP_SECONDS, longest), 0), done -> { });
            for (double minutes : lengths) {
                report.add(measure(recognizer, minutes));
            }
        }
        return 0;
    }

    private Map<String, Object> measure(Recognizer recognizer, double minutes) {
        float[] samples = Noise.clip(60 * minutes, 1);
        Footprint footprint = new Footprint();
        Map<String, Object> row = options.row("hour");
        try (LiveHeap live = new LiveHeap()) {
            Sample millis = Sample.of(List.of(Turns.millis(() -> recognizer.recognize("noise", samples,
                    done -> options.status(String.format(Locale.ROOT, "%.0f of %.0f minutes", done * minutes, minutes))))));
            row.put("model", shape.name().toLowerCase(Locale.ROOT));
            row.put("minutes", minutes);
            row.put("seconds", 60 * minutes);
            row.put("batch", 1);
            BenchOptions.putTimes(row, millis);
            row.put("ms_per_minute", millis.median() / minutes);
            row.put("times_real_time", 60_000 * minutes / millis.median());
            BenchOptions.putMemory(row, footprint);
            row.put("live_heap_mb", live.mostMegabytes());
            row.put("audio_mb", (long) samples.length * Float.BYTES >> 20);
        }
        return row;
    }
}
