package org.prosodia.bench.kernel;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.TensorRuntime;

/** Runs one {@link KernelCase}, the only one of its fork, while {@link PeakTurns} runs between its iterations. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class KernelBenchmark {
    /** Of the {@link KernelCase}. */
    @Param("linear 499x768x3072")
    private String kernel;

    @Param("auto")
    private String backend;

    /** Threads of the runtime; JMH's own is one. */
    @Param("1")
    private int workers;

    private TensorRuntime runtime;
    private GradScope scope;
    private Supplier<?> work;

    /** Makes the operands, on the thread that will use them. */
    @Setup
    public void prepare() {
        runtime = TensorRuntime.create(backend, workers);
        scope = runtime.noGrad();
        work = KernelCases.named(kernel).prepare().apply(runtime);
    }

    @TearDown
    public void close() {
        scope.close();
        runtime.close();
    }

    /** The work, whose result JMH keeps the compiler from leaving out. */
    @Benchmark
    public Object run(PeakTurns peak) {
        return work.get();
    }
}
