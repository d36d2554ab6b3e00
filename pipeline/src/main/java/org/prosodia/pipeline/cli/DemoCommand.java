package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.audio.AudioClip;
import org.prosodia.pipeline.audio.WavWriter;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.embedded.EmbeddedClip;
import org.prosodia.pipeline.embedded.EmbeddedCorpus;
import org.prosodia.pipeline.embedded.EmbeddedExperiment;
import org.prosodia.pipeline.embedded.Scale;
import org.prosodia.pipeline.study.SeedScores;
import org.prosodia.pipeline.study.Tables;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.run.ModelCard;
import org.prosodia.pipeline.run.ModelCard.Caution;
import org.prosodia.pipeline.run.Provenance;
import org.prosodia.pipeline.synth.SpeechSynthesizer;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.JsonObject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Trains all three stages in a few minutes, on speech-like audio and with a tiny model made here, compares them, and"
                + " shows what the last one hears. Everything is synthetic: it shows the method and says nothing about people.")
final class DemoCommand implements Callable<Integer> {
    private static final double BETA = 0.5;
    /** Of a corpus that neither trains nor tests. */
    private static final long SHOWN_SEED = -1;
    private static final String NOTE = "synthetic audio, a tiny model trained on the like of it: this shows the method, not people";

    @Option(names = "--out", paramLabel = "DIR", defaultValue = "demo-out", description = "where to write (default: ${DEFAULT-VALUE})")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "decides everything, not 0 (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--quick", description = "a few clips and one epoch: the whole way in seconds, too little to learn anything")
    private boolean quick;

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private Console console;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (seed == 0) {
            throw new IllegalArgumentException("--seed: expected another number than 0, which makes the test clips, found 0");
        }
        Files.createDirectories(out);
        long start = System.nanoTime();
        console.say("Training all three stages on synthetic speech with known emotions (seed " + seed + ") ...");
        SeedScores scores = train();
        Tables tables = new Tables(List.of(scores), List.of(BETA));
        String report = report(tables);
        Outputs.replace(out.resolve("results.md"), file -> Files.writeString(file, report));
        if (!console.json()) {
            console.out().println(report);
        }
        show();
        double minutes = (System.nanoTime() - start) / 6e10;
        console.say(String.format(Locale.ROOT, "%.1f minutes. In %s: results.md, the models stage1, stage2, stage3, and what stage 3 hears of"
                + " speech.wav: timeline.html, .svg, .json, .csv, .audio2face.json, beside the truth in truth.html.", minutes, out));
        if (console.json()) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("out", out.toString());
            line.put("minutes", minutes);
            line.put("report", report);
            console.out().println(JsonObject.line(line));
        }
        return 0;
    }

    private SeedScores train() throws IOException, InterruptedException {
        Instant started = Clock.systemUTC().instant();
        try (StudyProgress progress = new StudyProgress(console) {
            @Override
            public void model(String name, ModelFolder model) throws IOException {
                save(name, model, started);
            }
        }) {
            EmbeddedExperiment experiment = new EmbeddedExperiment(scale(), List.of(BETA), runtimeOptions.backend(), progress);
            progress.expect(experiment.trainedSeconds(1));
            return experiment.run(new long[] {seed}, runtimeOptions.threads()).getFirst();
        }
    }

    private void save(String name, ModelFolder model, Instant started) throws IOException {
        Path folder = out.resolve(name);
        model.save(folder);
        Provenance provenance = new Provenance(Version.number(), "prosodia demo --seed " + seed + (quick ? " --quick" : ""), seed,
                Map.of("scale", scale().toString(), "beta", BETA), List.of(), Optional.empty(), runtimeOptions.backend(), 1,
                Runtime.version().toString(), started, Optional.of(Clock.systemUTC().instant()));
        provenance.write(folder);
        Set<Caution> cautions = name.equals("stage3") ? Set.of(Caution.values()) : Set.of(Caution.SYNTHETIC_AUDIO, Caution.RANDOM_ENCODER);
        new ModelCard("demo-" + name, "Made by the demo from a corpus that it makes itself.", model.descriptor().orElseThrow(), List.of(),
                Optional.empty(), provenance, List.of(), cautions).write(folder);
    }

    private Scale scale() {
        return quick ? Scale.QUICK : Scale.DEMO;
    }

    private static String report(Tables tables) {
        return String.join("\n", "", "Stage 1, on speakers that were not heard in training:", "", tables.accuracies().toMarkdown(),
                "All systems against the true sequences, mean absolute error (lower is better) with 95 % intervals over clips:", "",
                tables.systems().toMarkdown(), tables.comparisons().toMarkdown());
    }

    /** What the model of stage 3 hears of a clip that nothing was trained or tested on. */
    private void show() throws IOException {
        EmbeddedClip clip = new EmbeddedCorpus(SHOWN_SEED).dynamic(Split.TEST, 1, scale().seconds()).getFirst();
        AudioClip audio = new AudioClip(clip.samples(), SpeechSynthesizer.SAMPLE_RATE);
        Outputs.replace(out.resolve("speech.wav"), file -> WavWriter.writePcm16(file, audio));
        try (TensorRuntime runtime = runtimeOptions.create()) {
            ModelFolder model = ModelFolder.load(out.resolve("stage3"), runtime, DType.F32);
            AudioClip heard = AudioClip.read(out.resolve("speech.wav"));
            Timeline timeline = new Recognizer(model, runtime, RecognitionOptions.DEFAULT)
                    .recognize("speech.wav", heard.samples(), _ -> {}).withNotes(List.of(NOTE));
            for (TimelineFormat format : TimelineFormat.values()) {
                Outputs.replace(out.resolve("timeline" + format.extension()),
                        file -> format.writer().write(timeline, heard.samples(), file));
            }
            Timeline truth = clip.trueTimeline();
            Outputs.replace(out.resolve("truth.html"), file -> TimelineFormat.HTML.writer().write(truth, heard.samples(), file));
        }
    }
}
