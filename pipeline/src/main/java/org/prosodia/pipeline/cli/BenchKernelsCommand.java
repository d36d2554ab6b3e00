package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.FmaPeak;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code prosodia bench kernels}. */
@Command(
        name = "kernels",
        mixinStandardHelpOptions = true,
        description = "Matrix products X W^T of the encoders, as share of the peak of fused multiply-adds on registers, "
                + "measured in turns with them.")
final class BenchKernelsCommand implements Callable<Integer> {
    /** Frames, inputs, outputs: what Base and Large multiply for 1, 10 and 30 s of audio. */
    private static final int[][] SIZES = {
        {480, 768, 768}, {49, 768, 768}, {499, 768, 768}, {1499, 768, 768}, {499, 768, 3072}, {499, 3072, 768}, {499, 1024, 1024},
        {499, 1024, 4096}, {499, 4096, 1024}
    };

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        try (TensorRuntime runtime = runtimeOptions.create(); var _ = runtime.noGrad(); FmaPeak peak = new FmaPeak(runtime.threads())) {
            for (int[] size : SIZES) {
                Tensor x = runtime.uniform(DType.F32, -1, 1, new Rng(1), size[0], size[1]);
                Tensor w = runtime.uniform(DType.F32, -1, 1, new Rng(2), size[2], size[1]);
                Timings timings = Timings.inTurns(options.seconds(), () -> x.linear(w, null), peak::run);
                double gflops = 2e-6 * size[0] * size[1] * size[2] / timings.median(0);
                double most = 1e-6 * peak.flops() / timings.median(1);
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("work", "linear");
                row.put("shape", Arrays.stream(size).boxed().toList());
                row.put("backend", runtime.backend().name());
                row.put("threads", runtime.threads());
                row.put("median_ms", timings.median(0));
                row.put("gflops", gflops);
                row.put("peak_gflops", most);
                row.put("share_of_peak", gflops / most);
                options.say(row);
            }
        }
        return 0;
    }
}
