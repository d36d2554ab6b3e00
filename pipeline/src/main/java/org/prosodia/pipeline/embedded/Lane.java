package org.prosodia.pipeline.embedded;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.PreferenceLoss;
import org.prosodia.dpo.Reduction;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.preference.Candidates;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.preference.SimulatedJudge;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.training.ClipTask;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.OptimizerOptions;
import org.prosodia.pipeline.training.OptimizerOptions.Decay;
import org.prosodia.pipeline.training.PreferenceTask;
import org.prosodia.pipeline.training.PreferenceTask.Choice;
import org.prosodia.pipeline.training.RunKeeper;
import org.prosodia.pipeline.training.SequenceTask;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.pipeline.training.Task;
import org.prosodia.pipeline.training.Trainer;
import org.prosodia.pipeline.training.TrainingListener;
import org.prosodia.pipeline.training.TrainingOptions;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;

/** The three stages, one after the other, with one criterion and one seed, on one thread. */
final class Lane {
    /** The judge: a difference of 0.01 in mean absolute error is seen 73 % of the time, and one answer in twenty is a slip. */
    static final SimulatedJudge JUDGE = SimulatedJudge.of(0.01, 0.05, 0);

    private static final int BATCH_CLIPS = 16;
    private static final int BATCH_SEQUENCES = 8;
    private static final int PATIENCE = 0;
    private static final long COMPARING = 3;
    private static final List<String> SHOWN = List.of("dev/accuracy", "dev/loss", "dev/rewards/accuracies");

    private final TensorRuntime runtime;
    private final EmbeddedData data;
    private final Scale scale;
    private final LinkChoice link;
    private final long seed;
    private final Narrator narrator;

    Lane(TensorRuntime runtime, EmbeddedData data, Scale scale, LinkChoice link, long seed, Narrator narrator) {
        this.runtime = runtime;
        this.data = data;
        this.scale = scale;
        this.link = link;
        this.seed = seed;
        this.narrator = narrator;
    }

    /** A model of whole clips, from random weights. */
    ModelFolder stage1() throws IOException {
        ModelFolder model = TinyModel.clips(runtime, link, seed);
        train("stage 1", new ClipTask(model, data.acted().get(Split.TRAIN), data.acted().get(Split.DEV), ClipTask.SMOOTHING, Augmentation.NONE),
                options(2e-3, 0.01, scale.epochs1(), BATCH_CLIPS));
        return model;
    }

    /** Share of the test clips whose acted emotion a stage-1 model finds. */
    double accuracy(ModelFolder model) throws IOException {
        List<Example<double[]>> test = data.acted().get(Split.TEST);
        return new ClipTask(model, test, test, ClipTask.SMOOTHING, Augmentation.NONE).evaluate().get("accuracy");
    }

    /** A model of sequences that starts as the stage-1 model and learns from its sliding window. */
    ModelFolder stage2(ModelFolder teacher) throws IOException {
        ModelFolder model = new StartingModel(runtime).framesOf(teacher);
        train("stage 2", new SequenceTask(model, labelled(teacher, Split.TRAIN), labelled(teacher, Split.DEV), SequenceTask.SMOOTHING,
                Augmentation.NONE), options(1e-3, 0.01, scale.epochs2(), BATCH_SEQUENCES));
        return model;
    }

    private List<Example<Timeline>> labelled(ModelFolder teacher, Split split) {
        return data.dynamic().get(split).stream()
                .map(clip -> Example.of(clip.id(), clip.speaker(), clip.samples(), hear(teacher, clip))).toList();
    }

    /** A model that starts as the stage-2 model and learns from comparisons. */
    ModelFolder stage3(ModelFolder reference, List<Example<Choice>> choices, double beta) throws IOException {
        ModelFolder policy = new StartingModel(runtime).framesOf(reference);
        FrameClassifier frozen = (FrameClassifier) new StartingModel(runtime).framesOf(reference).model();
        DpoLoss loss = new DpoLoss(new PreferenceLoss.Sigmoidal(beta, 0), Reduction.FRAME);
        int dev = Math.max(1, choices.size() / 10);
        train(String.format(Locale.ROOT, "stage 3, β = %s", beta), new PreferenceTask(policy, frozen,
                choices.subList(dev, choices.size()), choices.subList(0, dev), loss, SequenceTask.SMOOTHING),
                options(2e-4, 0, scale.epochs3(), BATCH_SEQUENCES));
        return policy;
    }

    /** What the judge prefers of the candidates that the stage-1 model's sliding window gives. */
    List<Example<Choice>> compared(ModelFolder teacher) {
        List<Example<Choice>> choices = new ArrayList<>();
        Rng random = new Rng(seed).fork(COMPARING);
        for (EmbeddedClip clip : data.dynamic().get(Split.TRAIN).subList(0, scale.compared())) {
            List<Preference.Side> sides = Candidates.DEFAULT
                    .draw(Candidates.slidingWindow(teacher, runtime, clip.id(), clip.samples()), random).stream()
                    .map(Preference.Side::of).toList();
            int pairs = Math.min(scale.pairs(), sides.size() * (sides.size() - 1) / 2);
            JUDGE.judge(clip.id(), sides, clip.trueTimeline(), pairs, Instant.EPOCH, random).stream()
                    .filter(preference -> !preference.tie())
                    .map(preference -> new Choice(preference.chosen().timeline(), preference.rejected().timeline()))
                    .forEach(choice -> choices.add(Example.of(clip.id(), clip.speaker(), clip.samples(), choice)));
        }
        return choices;
    }

    /** Errors of a model (a stage-1 model through the sliding window) on the test clips, in their order. */
    List<SequenceError> errors(ModelFolder model) {
        return data.dynamic().get(Split.TEST).stream().map(clip -> SequenceError.of(hear(model, clip), clip.trueTimeline())).toList();
    }

    private Timeline hear(ModelFolder model, EmbeddedClip clip) {
        return new Recognizer(model, runtime, RecognitionOptions.DEFAULT).recognize(clip.id(), clip.samples(), _ -> {});
    }

    private void train(String stage, Task task, TrainingOptions options) throws IOException {
        new Trainer(task, options, RunKeeper.inMemory(), new TrainingListener() {
            @Override
            public void step(Step step) {
                narrator.trained(step.seconds());
            }

            @Override
            public void epoch(int epoch, int epochs, Map<String, Double> metrics, boolean best) {
                if (epoch == epochs) {
                    String figures = SHOWN.stream().filter(metrics::containsKey)
                            .map(name -> String.format(Locale.ROOT, "%s %.3f", name, metrics.get(name))).collect(Collectors.joining(", "));
                    narrator.say(String.format(Locale.ROOT, "seed %d, %s, %s: %s", seed,
                            link == LinkChoice.SOFTMAX ? SeedScores.CROSS_ENTROPY : SeedScores.DIRICHLET, stage, figures));
                }
            }
        }).train();
    }

    private TrainingOptions options(double lr, double weightDecay, int epochs, int batch) {
        OptimizerOptions optimizer = new OptimizerOptions(lr, lr, weightDecay, Decay.COSINE, 0.1, 1, 0, true, false);
        return new TrainingOptions(optimizer, epochs, batch, 1, PATIENCE, Integer.MAX_VALUE, seed);
    }
}
