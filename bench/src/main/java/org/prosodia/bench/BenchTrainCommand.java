package org.prosodia.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.bench.measure.Footprint;
import org.prosodia.bench.measure.Sample;
import org.prosodia.pipeline.cli.EncoderSize;
import org.prosodia.pipeline.cli.ProfileOptions;
import org.prosodia.pipeline.training.OptimizerOptions;
import org.prosodia.pipeline.training.RunKeeper;
import org.prosodia.pipeline.training.Task;
import org.prosodia.pipeline.training.Trainer;
import org.prosodia.pipeline.training.TrainingListener;
import org.prosodia.pipeline.training.TrainingOptions;
import org.prosodia.tensor.TensorRuntime;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia bench train}. */
@Command(name = "train", mixinStandardHelpOptions = true,
        description = "Steps of each stage with random weights on noise, after one that warms up: time a step, and whether the heap is"
                + " large enough (JAVA_OPTS=-Xmx8g).")
final class BenchTrainCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(Column.number("stage", "stage", 0), Column.text("model", "model", 6),
            Column.number("batch", "batch", 0), Column.number("seconds", "audio, s", 1), Column.text("freeze", "frozen", 5),
            Column.number("threads", "threads", 0), Column.number("median_ms", "median, ms", 1), Column.number("min_ms", "least, ms", 1),
            Column.number("n", "steps", 0), Column.number("times_real_time", "x real time", 1),
            Column.number("peak_heap_mb", "heap, MB", 0), Column.number("allocated_mb", "allocated, MB", 1));
    private static final long SEED = 1;

    @Option(names = "--shape", defaultValue = "BASE", description = "${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
    private EncoderSize shape;

    @Option(names = "--stages", split = ",", defaultValue = "1,2,3", description = "which, comma-separated (default: ${DEFAULT-VALUE})")
    private List<Integer> stages;

    @Option(names = "--steps", defaultValue = "3", description = "of each stage, measured (default: ${DEFAULT-VALUE})")
    private int steps;

    @Option(names = "--batch", defaultValue = "16", description = "clips a step (default: ${DEFAULT-VALUE})")
    private int batch;

    @Option(names = "--seconds", defaultValue = "3", description = "length of a clip (default: ${DEFAULT-VALUE})")
    private double seconds;

    @ArgGroup
    private Convolutions convolutions = new Convolutions();

    /** Whether they learn. */
    private static final class Convolutions {
        @Option(names = "--freeze", description = "leave the convolutions as they are (the default)")
        private boolean frozen;

        @Option(names = "--train-feature-encoder", description = "let the convolutions learn too")
        private boolean learn;
    }

    @Option(names = "--no-dropout", description = "without dropout, layer drop and SpecAugment")
    private boolean noDropout;

    @Option(names = "--gradient-checkpointing", description = "compute layers again in backward: less memory, more time")
    private boolean checkpointing;

    @Mixin
    private AgainstOptions against;

    @Mixin
    private ProfileOptions profiling;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        against.measure(options, COLUMNS, () -> {
            measure();
            profiling.report();
        });
        return 0;
    }

    private void measure() throws IOException {
        BenchOptions.Report report = options.report(COLUMNS);
        try (TensorRuntime runtime = options.createRuntime(profiling)) {
            profiling.record(false);
            for (int stage : stages) {
                options.status("stage " + stage);
                report.add(measure(runtime, stage));
            }
        }
    }

    private Map<String, Object> measure(TensorRuntime runtime, int stage) throws IOException {
        NoiseTasks tasks = new NoiseTasks(runtime, noDropout ? NoiseTasks.withoutDropout(shape.config()) : shape.config(), seconds, SEED);
        Task task = tasks.ofStage(stage, batch * (1 + steps));
        OptimizerOptions optimizer = new OptimizerOptions(1e-5, 1e-4, 0.01, OptimizerOptions.Decay.LINEAR, 0.1, 1, 0, convolutions.learn,
                checkpointing);
        Steps measured = new Steps();
        new Trainer(task, new TrainingOptions(optimizer, 1, batch, 1, 0, Integer.MAX_VALUE, SEED), new KeepsNothing(), measured).train();
        Sample millis = Sample.of(measured.millis);
        Map<String, Object> row = options.row("train");
        row.put("stage", stage);
        row.put("model", shape.name().toLowerCase(Locale.ROOT));
        row.put("batch", batch);
        row.put("seconds", seconds);
        row.put("freeze", !convolutions.learn);
        BenchOptions.putTimes(row, millis);
        row.put("times_real_time", 1000 * batch * seconds / millis.median());
        row.put("last_loss", measured.loss);
        BenchOptions.putMemory(row, measured.footprint);
        row.put("allocated_mb", measured.footprint.allocatedMegabytes());
        row.put("max_heap_mb", Runtime.getRuntime().maxMemory() >> 20);
        return row;
    }

    /** Times of all steps but the first, which warms up. */
    private final class Steps implements TrainingListener {
        private final Footprint footprint = new Footprint();
        private final List<Double> millis = new ArrayList<>();
        private double loss;
        private long last;

        @Override
        public void step(Step step) {
            long now = System.nanoTime();
            if (step.number() > 1) {
                footprint.end();
                millis.add((now - last) / 1e6);
            }
            profiling.record(step.number() <= steps); // the next one is measured: those of all stages, summed up
            loss = step.loss();
            footprint.begin();
            last = System.nanoTime();
        }
    }
}
