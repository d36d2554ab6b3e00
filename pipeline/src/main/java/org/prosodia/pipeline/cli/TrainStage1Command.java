package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.ModelCard.Caution;
import org.prosodia.pipeline.training.ClipTask;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.pipeline.training.Task;
import org.prosodia.tensor.TensorRuntime;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code prosodia train stage1}. */
@Command(
        name = "stage1",
        mixinStandardHelpOptions = true,
        description = "Learns one emotion mixture per clip from labelled clips: those of a manifest, or of the folder of a published "
                + "corpus.",
        footer = {"", "Examples:", "  prosodia train stage1 clips.csv --model wav2vec2-base --out runs/stage1",
            "  prosodia train stage1 nemo --test-sentences 71-90 --dev-sentences 61-70 --random tiny --out runs/nemo"})
final class TrainStage1Command implements Callable<Integer>, TrainingRun.Stage {
    @Mixin
    private LearntClips clips;

    @Mixin
    private CorpusOptions corpora;

    @ArgGroup(multiplicity = "1")
    private Start start;

    /** Where weights come from. */
    static final class Start {
        @Option(names = "--model", paramLabel = "DIR", description = "folder of a Wav2Vec2 or HuBERT, such as wav2vec2-base")
        private Path model;

        @Option(names = "--random", paramLabel = "SIZE", description = "random weights instead: ${COMPLETION-CANDIDATES}, in any case")
        private EncoderSize random;
    }

    @Option(names = "--link", paramLabel = "NAME", defaultValue = "exp",
            description = "from logits to concentrations: exp, unclamped-exp, softplus, one-plus-softplus; softmax trains with"
                    + " cross-entropy instead of the Dirichlet likelihood (default: ${DEFAULT-VALUE})")
    private LinkChoice link;

    @Option(names = "--cap", paramLabel = "ALPHA0", description = "bound on the total concentration (default: none)")
    private Double cap;

    @Option(names = "--smoothing", paramLabel = "EPSILON", defaultValue = "0.1",
            description = "of labels: y <- (1 - e) y + e / K (default: ${DEFAULT-VALUE})")
    private double smoothing;

    @Mixin
    private TrainingRun run;

    @Override
    public Integer call() throws IOException {
        return run.run(this, TrainingFlags.Defaults.STAGE1);
    }

    @Override
    public Task task(TensorRuntime runtime) throws IOException {
        TrainingData data = clips.read(ModelDescriptor.EMOTIONS, corpora, run);
        ModelDescriptor descriptor = new ModelDescriptor(Head.CLIP, ModelDescriptor.EMOTIONS, link,
                cap == null ? ConcentrationCap.NONE : new ConcentrationCap(cap));
        if (cap != null && link == LinkChoice.EXP) {
            run.console().warn("--cap: under a bound the logits drift up, and beyond the clamp of --link exp there is no gradient;"
                    + " --link unclamped-exp has none");
        }
        StartingModel starting = new StartingModel(runtime);
        ModelFolder model = start.model == null ? starting.random(start.random.config(), descriptor, run.seed())
                : starting.encoderOf(start.model, descriptor, run.seed());
        return new ClipTask(model, data.labelled(Split.TRAIN), data.labelled(Split.DEV), smoothing,
                clips.augmentation());
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("stage", 1L);
        settings.put("encoder", start.model == null ? "random " + start.random : "pretrained");
        settings.put("link", link.toString());
        settings.put("cap", cap == null ? "none" : cap.toString());
        settings.put("smoothing", smoothing);
        settings.put("augmentation", clips.augmented());
        return settings;
    }

    @Override
    public LearntFrom learntFrom() {
        return clips.learntFrom();
    }

    @Override
    public Optional<Path> model() {
        return Optional.ofNullable(start.model);
    }

    @Override
    public Set<Caution> cautions() {
        return start.model == null ? Set.of(Caution.RANDOM_ENCODER) : Set.of();
    }

    @Override
    public String summary() {
        return "Stage 1 of the method: one mixture of " + String.join(", ", List.copyOf(ModelDescriptor.EMOTIONS)) + " per clip.";
    }
}
