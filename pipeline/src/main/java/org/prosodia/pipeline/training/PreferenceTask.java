package org.prosodia.pipeline.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.DirichletLoss;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.DpoMetrics;
import org.prosodia.dpo.PreferenceObjective;
import org.prosodia.dpo.PreferencePair;
import org.prosodia.pipeline.augment.Augmented;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.profile.Span;
import org.prosodia.wav2vec2.FrameClassifier;

/**
 * Stage 3: Direct Preference Optimization (equation 7). The policy starts as the reference, which stays as it is, and both hear the same
 * batch; neither has dropout (TRL's {@code disable_dropout}), so that before the first step their densities are the same.
 */
public final class PreferenceTask extends ExampleTask<PreferenceTask.Choice> {
    /**
     * The two timelines that somebody compared.
     *
     * @param chosen the one that was found better
     */
    public record Choice(Timeline chosen, Timeline rejected) {}

    private final FrameClassifier policy;
    private final FrameClassifier reference;
    private final DirichletLikelihood likelihood;
    private final DpoLoss objective;
    private final double smoothing;
    private DpoMetrics lastBatch;

    /**
     * @param folder the policy, a model with a frame head and concentrations
     * @param reference π_ref, with the policy's weights at the start
     * @param smoothing ε of the compared timelines, 0 to 1
     * @throws IllegalArgumentException for a model without concentrations: preferences need its densities; or naming a clip whose timelines
     *     have other emotions or no density
     */
    public PreferenceTask(ModelFolder folder, FrameClassifier reference, List<Example<Choice>> train, List<Example<Choice>> dev,
            DpoLoss objective, double smoothing) {
        super(folder, train, dev);
        this.policy = (FrameClassifier) folder.model();
        this.reference = reference;
        this.likelihood = folder.descriptor().orElseThrow().likelihood().orElseThrow(() -> new IllegalArgumentException(
                folder.folder() + ": expected a model with concentrations (a Dirichlet link), found softmax; preferences need densities"));
        this.objective = objective;
        this.smoothing = smoothing;
        Criterion density = new Criterion.Dirichlet(likelihood);
        requireTargets(choice -> {
            FrameTargets.require(choice.chosen(), policy.labels(), smoothing, density);
            FrameTargets.require(choice.rejected(), policy.labels(), smoothing, density);
        });
        reference.requireGrad(false);
        reference.train(false);
    }

    @Override
    public Tensor loss(int[] examples, Rng random) throws IOException {
        List<Example<Choice>> batch = new ArrayList<>();
        for (int i : examples) {
            batch.add(example(i));
        }
        Compared compared = compare(batch);
        lastBatch = metrics(compared);
        return PreferenceObjective.loss(compared.chosen, compared.rejected, compared.referenceChosen, compared.referenceRejected,
                compared.frames, objective);
    }

    /** Log-densities [B, T] of both timelines under both models, and the total concentrations [B, T] of both. */
    private record Compared(Tensor chosen, Tensor rejected, double[] referenceChosen, double[] referenceRejected, Mask frames,
            double[] alpha0, double[] referenceAlpha0) {}

    private Compared compare(List<Example<Choice>> examples) throws IOException {
        policy.train(false);
        List<Augmented> heard = new ArrayList<>();
        try (Span _ = span("data")) {
            for (Example<Choice> example : examples) {
                heard.add(new Augmented(example.audio().read(), 0, 1));
            }
        }
        ClipBatch batch = ClipBatch.of(heard.stream().map(Augmented::samples).toList(), policy, model().preprocessor());
        double[] times = policy.encoder().config().features().times(batch.time());
        double[] chosen = FrameTargets.of(examples.stream().map(e -> e.target().chosen()).toList(), heard, batch, times, smoothing);
        double[] rejected = FrameTargets.of(examples.stream().map(e -> e.target().rejected()).toList(), heard, batch, times, smoothing);
        Tensor fixed;
        try (GradScope _ = policy.encoder().runtime().noGrad(); Span _ = span("reference")) {
            fixed = reference.frameLogits(batch.encode(reference));
        }
        Tensor logits = policy.frameLogits(batch.encode(policy));
        return new Compared(logDensities(logits, chosen), logDensities(logits, rejected), logDensities(fixed, chosen).toDoubles(),
                logDensities(fixed, rejected).toDoubles(), batch.frames(), alpha0(logits), alpha0(fixed));
    }

    private Tensor logDensities(Tensor logits, double[] sequences) {
        return DirichletLoss.negativeLogLikelihood(logits, sequences, likelihood).neg();
    }

    private double[] alpha0(Tensor logits) {
        double[] z = logits.toDoubles();
        int k = policy.labels().size();
        double[] totals = new double[z.length / k];
        for (int r = 0; r < totals.length; r++) {
            totals[r] = likelihood.distribution(Arrays.copyOfRange(z, r * k, (r + 1) * k)).alpha0();
        }
        return totals;
    }

    private DpoMetrics metrics(Compared compared) {
        int time = compared.chosen.dim(1);
        double[] chosen = compared.chosen.toDoubles();
        double[] rejected = compared.rejected.toDoubles();
        boolean[] frames = compared.frames.toArray();
        List<DpoMetrics> pairs = new ArrayList<>();
        for (int b = 0; b < compared.chosen.dim(0); b++) {
            int from = b * time;
            int to = from + time;
            boolean[] valid = Arrays.copyOfRange(frames, from, to);
            PreferencePair pair = new PreferencePair(cut(chosen, from, to), cut(rejected, from, to),
                    cut(compared.referenceChosen, from, to), cut(compared.referenceRejected, from, to), valid);
            pairs.add(DpoMetrics.of(objective, pair, cut(compared.alpha0, from, to), cut(compared.referenceAlpha0, from, to)));
        }
        return DpoMetrics.mean(pairs);
    }

    private static double[] cut(double[] numbers, int from, int to) {
        return Arrays.copyOfRange(numbers, from, to);
    }

    /** TRL's measures of the last batch. */
    @Override
    public Map<String, Double> details() {
        return lastBatch == null ? Map.of() : lastBatch.toMap();
    }

    /** TRL's measures of the held-out pairs. */
    @Override
    public Map<String, Double> evaluate() throws IOException {
        if (dev().isEmpty()) {
            return Map.of();
        }
        List<DpoMetrics> pairs = new ArrayList<>();
        try (GradScope _ = policy.encoder().runtime().noGrad()) {
            for (Example<Choice> example : dev()) {
                pairs.add(metrics(compare(List.of(example))));
            }
        }
        return new LinkedHashMap<>(DpoMetrics.mean(pairs).toMap());
    }

    @Override
    public Watch watch() {
        return new Watch("loss", true);
    }
}
