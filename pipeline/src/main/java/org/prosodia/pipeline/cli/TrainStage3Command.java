package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.PreferenceLoss;
import org.prosodia.dpo.Reduction;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.PreferenceFile;
import org.prosodia.pipeline.preference.PreferenceSummary;
import org.prosodia.pipeline.preference.Votes;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.ModelCard.Caution;
import org.prosodia.pipeline.training.PreferenceTask;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.pipeline.training.Task;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code prosodia train stage3}. */
@Command(
        name = "stage3",
        mixinStandardHelpOptions = true,
        description = "Improves a model of sequences from people's choices between two timelines, by Direct Preference Optimization.")
final class TrainStage3Command implements Callable<Integer>, TrainingRun.Stage {
    @Parameters(paramLabel = "PREFERENCES", description = "JSON lines, see docs/preference-schema.md")
    private Path preferences;

    @Option(names = "--model", required = true, paramLabel = "DIR", description = "the stage-2 model to begin with, also the reference")
    private Path model;

    @Option(names = "--beta", paramLabel = "BETA", defaultValue = "0.5",
            description = "how much a log-density ratio counts; small lets the model stray far (default: ${DEFAULT-VALUE})")
    private double beta;

    @Option(names = "--loss", paramLabel = "NAME", defaultValue = "sigmoid",
            description = "${COMPLETION-CANDIDATES}, in any case (default: ${DEFAULT-VALUE})")
    private LossName loss;

    @Option(names = "--label-smoothing", paramLabel = "EPSILON", defaultValue = "0",
            description = "share of choices taken to be wrong, for sigmoid (cDPO) and robust (default: ${DEFAULT-VALUE})")
    private double labelSmoothing;

    @Option(names = "--reduction", paramLabel = "NAME", defaultValue = "frame",
            description = "${COMPLETION-CANDIDATES}: a loss per frame as in the paper, or one per sequence from the mean or the sum"
                    + " (default: ${DEFAULT-VALUE})")
    private Reduction reduction;

    @Option(names = "--votes", paramLabel = "HOW", defaultValue = "every",
            description = "${COMPLETION-CANDIDATES}: every vote is a pair, or the majority of each comparison (default: ${DEFAULT-VALUE})")
    private Votes votes;

    @Option(names = "--smoothing", paramLabel = "EPSILON", defaultValue = "0.05",
            description = "of the timelines: y <- (1 - e) y + e / K (default: ${DEFAULT-VALUE})")
    private double smoothing;

    @Option(names = "--dev", paramLabel = "SHARE", defaultValue = "0.1",
            description = "share of the audio files whose pairs are held out (default: ${DEFAULT-VALUE})")
    private double dev;

    @Mixin
    private TrainingRun run;

    private List<Preference> read;
    private LearntFrom learntFrom;

    /** What a choice may cost. */
    enum LossName {
        SIGMOID,
        ROBUST,
        IPO,
        HINGE
    }

    @Override
    public Integer call() throws IOException {
        return run.run(this, TrainingFlags.Defaults.STAGE3);
    }

    @Override
    public Task task(TensorRuntime runtime) throws IOException {
        StartingModel starting = new StartingModel(runtime);
        ModelFolder policy = starting.framesOf(model);
        PreferenceFile file = new PreferenceFile(preferences, policy.model().labels());
        List<Preference> all = read(file);
        learntFrom = LearntFrom.file(file.path(), files(file, all));
        run.console().say(PreferenceSummary.of(all).toText());
        ComparedClips clips = ComparedClips.of(file, votes.pairs(all), dev, run.seed());
        FrameClassifier reference = (FrameClassifier) starting.framesOf(policy).model();
        return new PreferenceTask(policy, reference, clips.train(), clips.dev(), new DpoLoss(preferenceLoss(), reduction), smoothing);
    }

    /** Cautions are asked for before there is a task, and the file may be long. */
    private List<Preference> read(PreferenceFile file) throws IOException {
        if (read == null) {
            read = file.read();
        }
        return read;
    }

    /** The audio, and timelines that have files of their own, each once. */
    private static List<Path> files(PreferenceFile file, List<Preference> all) {
        Set<Path> files = new LinkedHashSet<>();
        for (Preference preference : all) {
            files.add(file.resolve(preference.audio()));
            preference.chosen().path().ifPresent(path -> files.add(file.resolve(path)));
            preference.rejected().path().ifPresent(path -> files.add(file.resolve(path)));
        }
        return List.copyOf(files);
    }

    private PreferenceLoss preferenceLoss() {
        return switch (loss) {
            case SIGMOID -> new PreferenceLoss.Sigmoidal(beta, labelSmoothing);
            case ROBUST -> new PreferenceLoss.Robust(beta, labelSmoothing);
            case IPO -> new PreferenceLoss.Ipo(beta);
            case HINGE -> new PreferenceLoss.Hinge(beta);
        };
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("stage", 3L);
        settings.put("loss", preferenceLoss().toString());
        settings.put("reduction", reduction.toString());
        settings.put("votes", votes.toString());
        settings.put("smoothing", smoothing);
        settings.put("dev", dev);
        return settings;
    }

    @Override
    public LearntFrom learntFrom() {
        return learntFrom;
    }

    @Override
    public Optional<Path> model() {
        return Optional.of(model);
    }

    @Override
    public Set<Caution> cautions() throws IOException {
        List<String> emotions = ModelDescriptor.read(model).map(ModelDescriptor::emotions).orElse(ModelDescriptor.EMOTIONS);
        boolean simulated = read(new PreferenceFile(preferences, emotions)).stream().anyMatch(Preference::simulated);
        return simulated ? Set.of(Caution.SIMULATED_JUDGES) : Set.of();
    }

    @Override
    public String summary() {
        return "Stage 3 of the method: an emotion mixture for every 20 ms, improved by choices between timelines.";
    }
}
