package org.prosodia.pipeline.study;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.PreferenceLoss;
import org.prosodia.dpo.Reduction;
import org.prosodia.pipeline.corpus.Split;
import org.prosodia.pipeline.evaluation.ClipPrediction;
import org.prosodia.pipeline.evaluation.SequenceError;
import org.prosodia.pipeline.preference.Candidates;
import org.prosodia.pipeline.preference.Preference;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.training.ClipTask;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.PreferenceTask;
import org.prosodia.pipeline.training.PreferenceTask.Choice;
import org.prosodia.pipeline.training.SequenceTask;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.pipeline.training.Task;
import org.prosodia.pipeline.training.TrainingListener;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;

/** The three stages, one after the other, with one criterion and one seed. */
public final class Lane {
    private static final long COMPARING = 3;
    private static final List<String> SHOWN = List.of("train/epoch_loss", "dev/accuracy", "dev/loss", "dev/rewards/accuracies");

    private final TensorRuntime runtime;
    private final StudyData data;
    private final Recipe recipe;
    private final String name;
    private final long seed;
    private final Trainings trainings;
    private final Narrator narrator;

    /**
     * @param name what the narrator hears of, such as {@code seed 1, Dirichlet}
     * @param seed decides all chance
     */
    public Lane(TensorRuntime runtime, StudyData data, Recipe recipe, String name, long seed, Trainings trainings, Narrator narrator) {
        this.runtime = runtime;
        this.data = data;
        this.recipe = recipe;
        this.name = name;
        this.seed = seed;
        this.trainings = trainings;
        this.narrator = narrator;
    }

    /** Trains a model of whole clips. */
    public ModelFolder stage1(ModelFolder model) throws IOException {
        train("stage1", new ClipTask(model, data.acted().get(Split.TRAIN), data.acted().get(Split.DEV), recipe.stage1().smoothing(),
                recipe.stage1().augmentation()), recipe.stage1());
        return model;
    }

    /** What a stage-1 model says of clips. */
    public List<ClipPrediction> predictions(ModelFolder model, List<Example<double[]>> clips) throws IOException {
        List<ClipPrediction> predictions = new ArrayList<>();
        for (Example<double[]> clip : clips) {
            EmotionVector heard = new Recognizer(model, runtime, RecognitionOptions.DEFAULT)
                    .recognize(clip.name(), clip.audio().read(), _ -> {}).clip();
            predictions.add(new ClipPrediction(clip.name(), Optional.of(clip.speaker()), Simplex.dominant(clip.target()), heard));
        }
        return predictions;
    }

    /** A model of sequences that starts as the stage-1 model and learns from its sliding window. */
    public ModelFolder stage2(ModelFolder teacher) throws IOException {
        boolean dirichlet = teacher.descriptor().orElseThrow().likelihood().isPresent();
        ModelFolder model = new StartingModel(runtime).framesOf(teacher, dirichlet ? recipe.sequenceCap() : ConcentrationCap.NONE);
        train("stage2", new SequenceTask(model, labelled(teacher, Split.TRAIN), labelled(teacher, Split.DEV), recipe.stage2().smoothing(),
                recipe.stage2().augmentation()), recipe.stage2());
        return model;
    }

    private List<Example<Timeline>> labelled(ModelFolder teacher, Split split) {
        return data.dynamic().getOrDefault(split, List.of()).stream()
                .map(clip -> Example.of(clip.id(), clip.speaker(), clip.samples(), label(teacher, clip))).toList();
    }

    /** A model that starts as the stage-2 model and learns from comparisons. */
    public ModelFolder stage3(ModelFolder reference, List<Example<Choice>> choices, double beta) throws IOException {
        ModelFolder policy = new StartingModel(runtime).framesOf(reference);
        FrameClassifier frozen = (FrameClassifier) new StartingModel(runtime).framesOf(reference).model();
        DpoLoss loss = new DpoLoss(new PreferenceLoss.Sigmoidal(beta, 0), Reduction.FRAME);
        int dev = Math.max(1, choices.size() / 10);
        train("stage3-beta-" + SeedScores.number(beta), new PreferenceTask(policy, frozen, choices.subList(dev, choices.size()),
                choices.subList(0, dev), loss, recipe.stage3().smoothing()), recipe.stage3());
        return policy;
    }

    /** What the judge prefers of the candidates that the stage-1 model's sliding window gives. */
    public List<Example<Choice>> compared(ModelFolder teacher) {
        List<Example<Choice>> choices = new ArrayList<>();
        Rng random = new Rng(seed).fork(COMPARING);
        Feedback feedback = recipe.feedback();
        for (Sequence clip : data.dynamic().get(Split.TRAIN).subList(0, feedback.sequences())) {
            List<Preference.Side> sides = Candidates.DEFAULT
                    .draw(Candidates.slidingWindow(teacher, runtime, clip.id(), clip.samples()), random).stream()
                    .map(Preference.Side::of).toList();
            int pairs = Math.min(feedback.pairs(), sides.size() * (sides.size() - 1) / 2);
            feedback.judge().judge(clip.id(), sides, clip.truth(), pairs, Instant.EPOCH, random).stream()
                    .filter(preference -> !preference.tie())
                    .map(preference -> new Choice(preference.chosen().timeline(), preference.rejected().timeline()))
                    .forEach(choice -> choices.add(Example.of(clip.id(), clip.speaker(), clip.samples(), choice)));
        }
        return choices;
    }

    /** Errors of a model (a stage-1 model through the sliding window) on the test sequences, in their order. */
    public List<SequenceError> errors(ModelFolder model) {
        return data.dynamic().get(Split.TEST).stream().map(clip -> SequenceError.of(hear(model, clip), clip.truth())).toList();
    }

    /** A sequence as a model hears it (a stage-1 model through the sliding window). */
    public Timeline hear(ModelFolder model, Sequence clip) {
        return hear(model, clip, RecognitionOptions.DEFAULT);
    }

    /** A sequence as a stage-1 model labels it for stage 2. */
    public Timeline label(ModelFolder teacher, Sequence clip) {
        return hear(teacher, clip, recipe.labels());
    }

    private Timeline hear(ModelFolder model, Sequence clip, RecognitionOptions how) {
        return new Recognizer(model, runtime, how).recognize(clip.id(), clip.samples(), _ -> {});
    }

    private void train(String stage, Task task, StageRecipe how) throws IOException {
        trainings.train(stage, task, how.options(seed), new TrainingListener() {
            @Override
            public void step(Step step) {
                narrator.trained(step.seconds());
            }

            @Override
            public void epoch(int epoch, int epochs, Map<String, Double> metrics, boolean best) {
                String figures = SHOWN.stream().filter(metrics::containsKey)
                        .map(metric -> String.format(Locale.ROOT, "%s %.3f", metric, metrics.get(metric))).collect(Collectors.joining(", "));
                narrator.epoch(name + ", " + stage, epoch, epochs, figures);
            }

            @Override
            public boolean stopRequested() {
                return narrator.stopRequested();
            }
        });
    }
}
