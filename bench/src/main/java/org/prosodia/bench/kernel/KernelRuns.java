package org.prosodia.bench.kernel;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.prosodia.bench.process.ChildJvm;

/**
 * Runs cases under JMH, each in fresh JVMs with the options of this one.
 *
 * @param forks JVMs a case, at least 1
 * @param seconds to measure in each, after warming up
 */
public record KernelRuns(String backend, int threads, int forks, double seconds) {
    /** Short, so that the peak is measured every now and then. */
    private static final long ITERATION_MILLIS = 100;
    /** Until kernels are compiled, vectors are objects, and everything is a hundred times slower. */
    private static final int WARM_UPS = 4;
    private static final long WARM_UP_MILLIS = 500;

    public KernelRuns {
        if (forks < 1) {
            throw new IllegalArgumentException("--forks: expected at least 1, found " + forks);
        }
        if (!(seconds > 0 && seconds <= 3600)) {
            throw new IllegalArgumentException("--time: expected more than 0 and at most 3600 s, found " + seconds);
        }
    }

    /** @throws IOException with what JMH said when a fork fails */
    public KernelResult run(KernelCase kernel) throws IOException {
        int iterations = (int) Math.max(1, Math.round(1000 * seconds / ITERATION_MILLIS));
        List<String> jvm = ChildJvm.likeThis().options();
        Options options = new OptionsBuilder().include(KernelBenchmark.class.getName()).param("kernel", kernel.name())
                .param("backend", backend).param("workers", Integer.toString(threads)).forks(forks)
                .warmupIterations(WARM_UPS).warmupTime(TimeValue.milliseconds(WARM_UP_MILLIS))
                .measurementIterations(iterations).measurementTime(TimeValue.milliseconds(ITERATION_MILLIS))
                .jvm(ChildJvm.java().toString()).jvmArgs(jvm.toArray(String[]::new)).shouldFailOnError(true).build();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8)) {
            Collection<RunResult> results = new Runner(options, OutputFormatFactory.createFormatInstance(out, VerboseMode.NORMAL)).run();
            return KernelResult.of(kernel, results.iterator().next());
        } catch (RunnerException e) {
            String output = said.toString(StandardCharsets.UTF_8).strip();
            throw new IOException(kernel.name() + ": " + e.getMessage() + "; JMH said: " + output, e);
        }
    }
}
