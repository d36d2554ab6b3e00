package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Init;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia bench infer}. */
@Command(name = "infer", mixinStandardHelpOptions = true,
        description = "Inference of Base or Large with random weights and the head of stage 2.")
final class BenchInferCommand implements Callable<Integer> {
    private enum Shape {
        BASE,
        LARGE
    }

    @Option(names = "--shape", defaultValue = "BASE", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    private Shape shape;

    @Option(names = "--seconds", split = ",", defaultValue = "10",
            description = "lengths of audio, comma-separated (default: ${DEFAULT-VALUE})")
    private List<Double> lengths;

    @Option(names = "--batch", defaultValue = "1", description = "clips at a time (default: ${DEFAULT-VALUE})")
    private int batch;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        Wav2Vec2Config config = shape == Shape.BASE ? Wav2Vec2Config.base() : Wav2Vec2Config.large();
        try (TensorRuntime runtime = runtimeOptions.create(); var _ = runtime.noGrad()) {
            Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F32, config, new Rng(0));
            Wav2Vec2Init.initialize(encoder, new Rng(0));
            FrameClassifier model = new FrameClassifier(encoder, ModelDescriptor.EMOTIONS);
            model.initializeHead(new Rng(1));
            for (double length : lengths) {
                Tensor samples = runtime.normal(DType.F32, 0, 1, new Rng(2), batch, (int) Math.round(length * 16_000));
                Timings timings = Timings.inTurns(options.seconds(),
                        () -> model.frameLogits(model.encode(samples, null)).map(Functions.SOFTPLUS));
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("work", "infer");
                row.put("model", shape.name().toLowerCase(Locale.ROOT));
                row.put("seconds", length);
                row.put("batch", batch);
                row.put("backend", runtime.backend().name());
                row.put("threads", runtime.threads());
                row.put("median_ms", timings.median(0));
                row.put("min_ms", timings.min(0));
                row.put("n", timings.count());
                row.put("times_real_time", 1000 * length * batch / timings.median(0));
                row.put("peak_heap_mb", Timings.peakHeapMegabytes());
                options.say(row);
            }
        }
        return 0;
    }
}
