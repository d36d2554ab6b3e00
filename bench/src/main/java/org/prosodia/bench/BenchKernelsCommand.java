package org.prosodia.bench;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.bench.kernel.KernelCase;
import org.prosodia.bench.kernel.KernelCases;
import org.prosodia.bench.kernel.KernelResult;
import org.prosodia.bench.kernel.KernelRuns;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia bench kernels}. */
@Command(
        name = "kernels",
        mixinStandardHelpOptions = true,
        description = "Matrix products, convolutions, attention and what passes over memory, at the sizes of Base and Large, each in fresh"
                + " JVMs under JMH; as share of the peak of fused multiply-adds on registers, measured in turns with them.")
final class BenchKernelsCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(Column.text("kernel", "kernel", 52), Column.number("threads", "threads", 0),
            Column.number("median_ms", "median, ms", 3), Column.number("min_ms", "least, ms", 3), Column.number("gflops", "GFLOP/s", 1),
            Column.number("gigabytes_per_second", "GB/s", 1), Column.number("share_of_peak", "of peak", 2),
            Column.number("share_min", "least", 2), Column.number("share_max", "most", 2), Column.number("spread", "spread", 3));
    private static final double QUICK_SECONDS = 0.5;

    @Option(names = "--filter", paramLabel = "TEXT", defaultValue = "",
            description = "only kernels whose names hold this text, such as 'linear 499x' (default: all)")
    private String filter;

    @Option(names = "--forks", paramLabel = "N", description = "fresh JVMs a case (default: 3; 1 with --quick)")
    private Integer forks;

    @Option(names = "--time", paramLabel = "SECONDS", description = "how long to measure in each fork (default: 1; 0.5 with --quick)")
    private Double seconds;

    @Option(names = "--quick", description = "one case of each kind, unless --filter chooses")
    private boolean quick;

    @Option(names = "--list", description = "names the cases and measures nothing")
    private boolean list;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        List<KernelCase> cases = KernelCases.containing(filter).stream()
                .filter(each -> !quick || !filter.isEmpty() || each.quick()).toList();
        if (cases.isEmpty()) {
            throw new IllegalArgumentException("--filter: expected part of a kernel's name (--list names them), found '" + filter + "'");
        }
        if (list) {
            options.list(cases.stream().map(KernelCase::name).toList());
            return 0;
        }
        BenchOptions.Report report = options.report(COLUMNS);
        KernelRuns runs = new KernelRuns(options.backend(), options.threads(), forks != null ? forks : quick ? 1 : 3,
                seconds != null ? seconds : quick ? QUICK_SECONDS : 1);
        for (int i = 0; i < cases.size(); i++) {
            options.status(String.join(" ", Integer.toString(i + 1), "of", Integer.toString(cases.size()), cases.get(i).name()));
            report.add(row(cases.get(i), runs.run(cases.get(i)), runs.forks()));
        }
        return 0;
    }

    private Map<String, Object> row(KernelCase kernel, KernelResult result, int forkCount) {
        double median = result.millis().median();
        boolean shared = kernel.flops() > 0 && result.peakGflops() > 0;
        Map<String, Object> row = options.row("kernels");
        row.put("kernel", kernel.name());
        BenchOptions.putTimes(row, result.millis());
        row.put("forks", forkCount);
        row.put("gflops", kernel.flops() > 0 ? kernel.flops() / 1e6 / median : null);
        row.put("gigabytes_per_second", kernel.bytes() > 0 ? kernel.bytes() / 1e6 / median : null);
        row.put("peak_gflops", result.peakGflops() > 0 ? result.peakGflops() : null);
        row.put("share_of_peak", shared ? result.forkShares().median() : null);
        row.put("share_min", shared ? result.forkShares().min() : null);
        row.put("share_max", shared ? result.forkShares().max() : null);
        row.put("spread", result.forkMillis().max() / result.forkMillis().min() - 1);
        row.put("peak_heap_mb", Math.round(result.peakHeapMegabytes()));
        return row;
    }
}
