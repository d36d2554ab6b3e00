package org.prosodia.bench.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.prosodia.bench.measure.Sample;

/**
 * What the forks of a case measured.
 *
 * @param millis of one run, the mean of each iteration of all forks
 * @param forkMillis medians of the forks
 * @param peakGflops of the machine in the same moments; 0 where it cannot be measured
 * @param forkShares medians of the forks' shares of that peak; 0 where memory decides
 */
public record KernelResult(Sample millis, Sample forkMillis, double peakGflops, Sample forkShares, double peakHeapMegabytes) {
    static KernelResult of(KernelCase kernel, RunResult run) {
        List<Double> millis = new ArrayList<>();
        List<Double> peaks = new ArrayList<>();
        List<Double> forkMillis = new ArrayList<>();
        List<Double> forkShares = new ArrayList<>();
        double heap = 0;
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            Collection<IterationResult> iterations = fork.getIterationResults();
            Sample times = Sample.of(iterations.stream().mapToDouble(each -> each.getPrimaryResult().getScore()));
            millis.addAll(times.sorted());
            forkMillis.add(times.median());
            forkShares.add(Sample.of(iterations.stream().mapToDouble(each -> share(kernel, each))).median());
            for (IterationResult iteration : iterations) {
                peaks.add(counter(iteration, "peakGflops"));
                heap = Math.max(heap, counter(iteration, "peakHeapMegabytes"));
            }
        }
        return new KernelResult(Sample.of(millis), Sample.of(forkMillis), Sample.of(peaks).median(), Sample.of(forkShares), heap);
    }

    private static double share(KernelCase kernel, IterationResult iteration) {
        double peak = counter(iteration, "peakGflops");
        return peak == 0 ? 0 : kernel.flops() / 1e6 / iteration.getPrimaryResult().getScore() / peak;
    }

    private static double counter(IterationResult iteration, String name) {
        Result<?> result = iteration.getSecondaryResults().get(name);
        return result.getScore();
    }
}
