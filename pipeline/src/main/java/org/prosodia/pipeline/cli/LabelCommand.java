package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.preference.Candidates;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.WindowCurve;
import org.prosodia.pipeline.run.RunLock;
import org.prosodia.pipeline.run.SettingsFile;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.tensor.TensorRuntime;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia label}. */
@Command(
        name = "label",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Writes what a stage-1 model hears through a sliding window: DIR/labels.csv with a timeline for each clip, to train "
                + "stage 2 with; or, with --candidates, several timelines by random windows and DIR/candidates.jsonl, to be compared "
                + "for stage 3. The same command goes on where an earlier one stopped.",
        footer = {"", "Examples:", "  prosodia label dynamic.csv --model runs/stage1/model --out labels",
            "  prosodia label clips/ --model runs/stage1/model --out labels --stride 0.2 --surest",
            "  prosodia label dynamic.csv --model runs/stage1/model --out candidates --candidates 5 --seed 1"})
final class LabelCommand implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "MANIFEST|AUDIO",
            description = "one manifest (.csv, .tsv, .jsonl), or audio files, folders of them, or patterns such as 'clips/*.wav'")
    private List<String> clips;

    @Option(names = "--model", required = true, paramLabel = "STAGE1", description = "folder of a model that answers for clips")
    private Path model;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder of the results")
    private Path out;

    @Option(names = "--split", paramLabel = "NAME", split = ",",
            description = "only clips of train, dev or test, comma-separated (default: all; with --candidates all but test)")
    private List<Split> splits;

    @ArgGroup
    private Mode mode = new Mode();

    @Mixin
    private RuntimeOptions runtimeOptions;

    @Mixin
    private Console console;

    /** One window, or random ones. */
    static final class Mode {
        @ArgGroup(exclusive = false, heading = "%nOne timeline for each clip:%n")
        private FixedWindow fixed;

        @ArgGroup(exclusive = false, heading = "%nSeveral, to be compared:%n")
        private RandomWindows random;
    }

    /** The window of a teacher. */
    static final class FixedWindow {
        @Option(names = "--window", paramLabel = "SECONDS", defaultValue = "1.4", description = "heard at a time (default: 1.4)")
        private double window = 1.4;

        @Option(names = "--stride", paramLabel = "SECONDS", defaultValue = "1.0",
                description = "from one window to the next (default: 1.0)")
        private double stride = 1.0;

        @Option(names = "--surest", description = "each moment as the surest window that covers it says, which keeps changes sharp where "
                + "windows lie close (--stride 0.2), not interpolated between the windows' centres")
        private boolean surest;

        RecognitionOptions options() {
            return RecognitionOptions.DEFAULT.withWindow(new Window(window, stride))
                    .withCurve(surest ? WindowCurve.SUREST : WindowCurve.INTERPOLATED);
        }
    }

    /** The windows of candidates. */
    static final class RandomWindows {
        @Option(names = "--candidates", required = true, paramLabel = "N", description = "how many timelines, no two alike")
        private int count;

        @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "decides the windows (default: 1)")
        private long seed = 1;

        @Option(names = "--min-window", paramLabel = "SECONDS", defaultValue = "0.5", description = "shortest window (default: 0.5)")
        private double minWindow = 0.5;

        @Option(names = "--max-window", paramLabel = "SECONDS", defaultValue = "3", description = "longest window (default: 3)")
        private double maxWindow = 3;

        @Option(names = "--min-stride", paramLabel = "SECONDS", defaultValue = "0.25", description = "smallest stride (default: 0.25)")
        private double minStride = 0.25;

        @Option(names = "--max-stride", paramLabel = "SECONDS", defaultValue = "1.5", description = "greatest stride (default: 1.5)")
        private double maxStride = 1.5;

        Candidates candidates() {
            if (count < 2) {
                throw new IllegalArgumentException("--candidates: expected at least 2, to be compared, found " + count);
            }
            return new Candidates(count, minWindow, maxWindow, minStride, maxStride);
        }
    }

    @Override
    public Integer call() throws IOException {
        FixedWindow fixed = mode.fixed == null ? new FixedWindow() : mode.fixed;
        RecognitionOptions options = fixed.options();
        Candidates candidates = mode.random == null ? null : mode.random.candidates();
        try (TensorRuntime runtime = runtimeOptions.create()) {
            ModelFolder teacher = EmotionModels.loadTeacher(model, runtime, console);
            Manifest manifest = ClipInputs.find(clips, teacher.model().labels(), console);
            Outputs.requireOther("--out", out.resolve(TeacherTimelines.LABELS), manifest.file());
            TeacherRun run = new TeacherRun(teacher, runtime, manifest, chosen(manifest), out, console);
            try (RunLock _ = RunLock.acquire(out)) {
                SettingsFile.requireSame(out.resolve("label.json"), settings(teacher, options, candidates));
                return candidates == null ? new TeacherTimelines(run, options).write()
                        : new CandidateTimelines(run, candidates, mode.random.seed, model.toString().replace('\\', '/')).write();
            }
        }
    }

    private List<ManifestEntry> chosen(Manifest manifest) throws IOException {
        if (splits != null) {
            return ClipInputs.of(manifest, splits);
        }
        // What is compared is learnt from, and clips to test on must not be.
        return mode.random != null && manifest.hasSplits() ? ClipInputs.of(manifest, List.of(Split.TRAIN, Split.DEV)) : manifest.entries();
    }

    private Map<String, Object> settings(ModelFolder teacher, RecognitionOptions options, Candidates candidates) throws IOException {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("weights", WeightFiles.hashes(model));
        settings.put("head", teacher.descriptor().map(Record::toString).orElse("published"));
        settings.put("windows", candidates == null ? options.window().toString() : candidates.toString());
        if (candidates == null && options.curve() != WindowCurve.INTERPOLATED) {
            settings.put("curve", options.curve().toString());
        }
        if (candidates != null) {
            settings.put("seed", mode.random.seed);
        }
        return settings;
    }
}
