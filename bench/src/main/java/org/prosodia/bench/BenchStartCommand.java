package org.prosodia.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.prosodia.bench.measure.Sample;
import org.prosodia.bench.process.ChildJvm;
import org.prosodia.bench.process.Contest;
import org.prosodia.bench.process.Finished;
import org.prosodia.bench.process.HeapPeak;
import org.prosodia.bench.process.Peer;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.cli.EncoderSize;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Preprocessor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia bench start}. */
@Command(name = "start", mixinStandardHelpOptions = true,
        description = "A whole process: from the start of a fresh JVM, with the launcher's options, to the end of 'prosodia predict' of one"
                + " clip with a model on disk; a peer's process is timed from outside as well.")
final class BenchStartCommand implements Callable<Integer> {
    private static final List<Column> COLUMNS = List.of(Column.text("model", "model", 6), Column.number("seconds", "audio, s", 1),
            Column.number("threads", "threads", 0), Column.number("median_ms", "median, ms", 0), Column.number("min_ms", "least, ms", 0),
            Column.number("n", "runs", 0), Column.number("peak_heap_mb", "heap, MB", 0));

    @Option(names = "--shape", defaultValue = "BASE", description = "${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
    private EncoderSize shape;

    @Option(names = "--seconds", defaultValue = "3", description = "length of the clip (default: ${DEFAULT-VALUE})")
    private double seconds;

    @Option(names = "--cache", paramLabel = "DIR",
            description = "where the model is made once and kept (default: a folder for temporary files, deleted at the end)")
    private Path cache;

    @Mixin
    private AgainstOptions against;

    @Mixin
    private BenchOptions options;

    @Override
    public Integer call() throws IOException {
        Path folder = Files.createTempDirectory("prosodia-bench");
        try {
            measure(folder);
        } finally {
            delete(folder);
        }
        return 0;
    }

    private void measure(Path folder) throws IOException {
        options.status("making the model");
        Path model;
        try (TensorRuntime runtime = options.createRuntime()) {
            model = RandomModel.onDisk(cache == null ? folder : cache, shape, runtime);
        }
        Path clip = folder.resolve("clip.wav");
        WavWriter.writePcm16(clip, new AudioClip(Noise.clip(seconds, 1), Preprocessor.SAMPLE_RATE));
        List<String> predict = new ArrayList<>(List.of("predict", clip.toString(), "--model", model.toString(), "--out",
                folder.resolve("timeline.json").toString(), "--quiet"));
        predict.addAll(options.runtimeArguments());
        ChildJvm jvm = ChildJvm.likeThis();
        Optional<Peer> peer = against.peer();
        options.status("warming up the disk");
        Finished warmUp = jvm.run(HeapPeak.class, predict).requireSuccess();
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        for (int turn = 1; turn <= against.turns(); turn++) {
            options.status("turn " + turn + " of " + against.turns());
            ours.add(jvm.prosodia(predict).requireSuccess().millis());
            if (peer.isPresent()) {
                theirs.add(peer.get().run().millis());
            }
        }
        report(ours, theirs, warmUp);
    }

    private void report(List<Double> ours, List<Double> theirs, Finished warmUp) throws IOException {
        Map<String, Object> row = options.row("start");
        row.put("model", shape.name().toLowerCase(Locale.ROOT));
        row.put("seconds", seconds);
        row.put("batch", 1);
        BenchOptions.putTimes(row, Sample.of(ours));
        row.putAll(warmUp.jsonLines().getLast());
        List<Column> columns = new ArrayList<>(COLUMNS);
        if (!theirs.isEmpty()) {
            Contest.putRatios(row, ours, theirs);
            columns.addAll(AgainstOptions.COLUMNS);
        }
        options.report(columns).add(row);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }
}
