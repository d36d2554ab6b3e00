package org.prosodia.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.bench.process.ChildJvm;
import org.prosodia.bench.process.SmallestHeap;
import org.prosodia.bench.process.SmallestHeap.Found;
import org.prosodia.pipeline.cli.WeightsOption;
import org.prosodia.tensor.WeightPrecision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia bench memory}. */
@Command(name = "memory", mixinStandardHelpOptions = true,
        description = "The smallest heap in which inference, or a training step, completes, found by bisection over fresh JVMs; and what"
                + " it allocates in a heap as large as this one (JAVA_OPTS=-Xmx8g).")
final class BenchMemoryCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(Column.text("task", "task", 5), Column.text("model", "model", 6),
            Column.number("seconds", "audio, s", 1), Column.number("batch", "batch", 0), Column.number("threads", "threads", 0),
            Column.number("smallest_heap_mb", "smallest heap, MB", 0), Column.number("smallest_heap_rss_mb", "its process, MB", 0),
            Column.number("peak_heap_mb", "heap, MB", 0), Column.number("peak_rss_mb", "process, MB", 0),
            Column.number("allocated_mb", "allocated, MB", 1), Column.number("median_ms", "median, ms", 1));

    /** Runs after which allocation is what compiled code does. */
    private static final int STEADY = 5;

    @Mixin
    private ClipsOptions clips;

    @Option(names = "--train", description = "a training step of stage 2, convolutions frozen, instead of inference")
    private boolean train;

    @Option(names = "--train-feature-encoder", description = "with --train: let the convolutions learn too")
    private boolean featureEncoder;

    @Option(names = "--gradient-checkpointing", description = "with --train: compute layers again in backward")
    private boolean checkpointing;

    @Option(names = "--resolution", paramLabel = "MB", defaultValue = "16",
            description = "how closely to look for the smallest heap (default: ${DEFAULT-VALUE})")
    private int resolution;

    @Mixin
    private WeightsOption weights;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        if (train && weights.precision() != WeightPrecision.F32) {
            throw new IllegalArgumentException("--weights: training keeps them in F32, found " + weights.precision());
        }
        BenchOptions.Report report = options.report(COLUMNS);
        for (double length : clips.lengths()) {
            report.add(measure(length));
        }
        return 0;
    }

    private Map<String, Object> measure(double seconds) throws IOException {
        ChildJvm jvm = ChildJvm.likeThis();
        SmallestHeap search = new SmallestHeap(jvm, resolution, heap -> options.status(seconds + " s: trying " + heap + " MB"));
        options.status(seconds + " s: in a large heap");
        Map<String, Object> row = new LinkedHashMap<>(jvm.prosodia(work(seconds, STEADY)).requireSuccess().jsonLines().getLast());
        Found found = search.of(work(seconds, 1), Runtime.getRuntime().maxMemory() >> 20);
        row.put("work", "memory");
        row.put("task", train ? "train" : "infer");
        row.put("smallest_heap_mb", found.megabytes());
        row.put("smallest_heap_rss_mb", found.row().get("peak_rss_mb"));
        row.put("smallest_heap_median_ms", found.row().get("median_ms"));
        return row;
    }

    /** One case, as short as it can be with so many runs that count. */
    private List<String> work(double seconds, int runs) {
        List<String> work = new ArrayList<>(List.of("bench", train ? "train" : "infer", "--json", "--shape", clips.shape().name(), "--seconds",
                Double.toString(seconds), "--batch", Integer.toString(clips.batch())));
        work.addAll(options.runtimeArguments());
        work.addAll(train ? List.of("--stages", "2", "--steps", Integer.toString(runs))
                : List.of("--weights", weights.precision().name(), "--time", "0", "--runs", Integer.toString(runs)));
        if (train && featureEncoder) {
            work.add("--train-feature-encoder");
        }
        if (train && checkpointing) {
            work.add("--gradient-checkpointing");
        }
        return work;
    }
}
