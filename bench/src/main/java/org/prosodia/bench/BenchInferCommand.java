package org.prosodia.bench;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.prosodia.bench.measure.Footprint;
import org.prosodia.bench.measure.ModelFlops;
import org.prosodia.bench.measure.PeakLoop;
import org.prosodia.bench.measure.Turns;
import org.prosodia.pipeline.cli.ProfileOptions;
import org.prosodia.pipeline.cli.WeightsOption;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.profile.Span;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.Wav2Vec2Init;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code prosodia bench infer}. */
@Command(name = "infer", mixinStandardHelpOptions = true,
        description = "Inference with random weights and the head of stage 2, in turns with the machine's peak.")
final class BenchInferCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(Column.text("model", "model", 6), Column.text("weights", "weights", 7),
            Column.number("seconds", "audio, s", 1), Column.number("batch", "batch", 0), Column.number("threads", "threads", 0),
            Column.number("median_ms", "median, ms", 1), Column.number("min_ms", "least, ms", 1), Column.number("n", "runs", 0),
            Column.number("times_real_time", "x real time", 1), Column.number("gflops", "GFLOP/s", 1),
            Column.number("share_of_peak", "of peak", 2), Column.number("peak_heap_mb", "heap, MB", 0),
            Column.number("allocated_mb", "allocated, MB", 1));

    @Mixin
    private ClipsOptions clips;

    @Mixin
    private WeightsOption weights;

    @Mixin
    private TimeOptions time;

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

    private void measure() {
        BenchOptions.Report report = options.report(COLUMNS);
        try (TensorRuntime runtime = options.createRuntime(profiling); var _ = runtime.noGrad()) {
            profiling.record(false);
            Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F32, clips.shape().config(), new Rng(0));
            FrameClassifier model = new FrameClassifier(encoder, ModelDescriptor.EMOTIONS);
            model.keepWeights(weights.precision());
            Wav2Vec2Init.initialize(encoder, new Rng(0));
            model.initializeHead(new Rng(1));
            for (double length : clips.lengths()) {
                options.status(length + " s of audio");
                report.add(measure(model, length));
            }
        }
    }

    private Map<String, Object> measure(FrameClassifier model, double seconds) {
        TensorRuntime runtime = model.encoder().runtime();
        int length = (int) Math.round(seconds * Preprocessor.SAMPLE_RATE);
        Tensor samples = runtime.normal(DType.F32, 0, 1, new Rng(2), clips.batch(), length);
        Footprint footprint = new Footprint();
        Runnable inference = () -> model.frameLogits(model.encode(samples, null)).map(Functions.SOFTPLUS);
        Runnable counted = footprint.counted(inference);
        Map<String, Object> row = options.row("infer");
        row.put("model", clips.shape().name().toLowerCase(Locale.ROOT));
        row.put("weights", weights.precision().toString());
        row.put("seconds", seconds);
        row.put("batch", clips.batch());
        double gflop = clips.batch() * ModelFlops.of(model.encoder().config(), length, model.labels().size()).total() / 1e9;
        Optional<PeakLoop> peak = PeakLoop.on(runtime.threads());
        try (PeakLoop loop = peak.orElse(null)) {
            Turns turns = loop == null ? Turns.of(time.plan(), counted) : Turns.of(time.plan(), counted, loop);
            BenchOptions.putTimes(row, turns.of(0));
            row.put("times_real_time", 1000 * seconds * clips.batch() / turns.of(0).median());
            row.put("gflops", 1000 * gflop / turns.of(0).median());
            row.put("peak_gflops", loop == null ? null : loop.flops() / 1e6 / turns.of(1).median());
            row.put("share_of_peak", loop == null ? null : turns.ratio(1, 0).median() * 1e9 * gflop / loop.flops());
        }
        BenchOptions.putMemory(row, footprint);
        row.put("allocated_mb", footprint.allocatedMegabytes());
        profile(inference, runtime, seconds);
        return row;
    }

    /** Runs as often again as is measured at least, now that all is compiled. */
    private void profile(Runnable inference, TensorRuntime runtime, double seconds) {
        profiling.record(true);
        for (int i = 0; profiling.isWanted() && i < time.plan().least(); i++) {
            try (Span _ = runtime.span(seconds + " s")) {
                inference.run();
            }
        }
        profiling.record(false);
    }
}
