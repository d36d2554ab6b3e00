package org.prosodia.pipeline.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.profile.Span;
import org.prosodia.wav2vec2.ClipClassifier;

/** Stage 1: one emotion mixture per clip, a corner of the simplex where the label is one emotion. */
public final class ClipTask extends ExampleTask<double[]> {
    /** Label smoothing of the method: ε of y ← (1 − ε) y + ε / K. */
    public static final double SMOOTHING = 0.1;

    private final ClipClassifier model;
    private final Criterion criterion;
    private final double smoothing;
    private final Augmentation augmentation;

    /**
     * @param folder a model with a clip head
     * @param train targets are mixtures [K]
     * @param dev held out; may be empty
     * @param smoothing ε, 0 to 1
     * @throws IllegalArgumentException naming a clip whose target is no mixture [K], or one that the model's likelihood has no room for
     */
    public ClipTask(ModelFolder folder, List<Example<double[]>> train, List<Example<double[]>> dev, double smoothing,
            Augmentation augmentation) {
        super(folder, train, dev);
        this.model = (ClipClassifier) folder.model();
        this.criterion = Criterion.of(folder.descriptor().orElseThrow());
        this.smoothing = smoothing;
        this.augmentation = augmentation;
        requireTargets(mixture ->
                criterion.requireTarget(Simplex.smooth(Simplex.check(mixture, model.labels().size()), smoothing)));
    }

    @Override
    public Tensor loss(int[] examples, Rng random) throws IOException {
        model.train(true);
        List<float[]> clips = new ArrayList<>();
        List<double[]> targets = new ArrayList<>();
        try (Span _ = span("data")) {
            for (int i : examples) {
                clips.add(augmentation.apply(example(i).audio().read(), random.fork(i)).samples());
                targets.add(example(i).target());
            }
        }
        return criterion.losses(logits(clips), smoothed(targets)).mean();
    }

    private Tensor logits(List<float[]> clips) {
        return model.clipLogits(ClipBatch.of(clips, model, model().preprocessor()).encode(model));
    }

    private double[] smoothed(List<double[]> mixtures) {
        int k = model.labels().size();
        double[] rows = new double[mixtures.size() * k];
        for (int b = 0; b < mixtures.size(); b++) {
            System.arraycopy(Simplex.smooth(mixtures.get(b), smoothing), 0, rows, b * k, k);
        }
        return rows;
    }

    /** {@code accuracy} of the emotion with the largest logit against the one with the largest share, and the {@code loss}. */
    @Override
    public Map<String, Double> evaluate() throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (!dev().isEmpty()) {
            double correct = 0;
            double loss = 0;
            model.train(false);
            try (GradScope _ = model.encoder().runtime().noGrad()) {
                for (Example<double[]> example : dev()) {
                    Tensor logits = logits(List.of(example.audio().read()));
                    correct += Simplex.dominant(logits.toDoubles()) == Simplex.dominant(example.target()) ? 1 : 0;
                    loss += criterion.losses(logits, smoothed(List.of(example.target()))).mean().item();
                }
            }
            metrics.put("accuracy", correct / dev().size());
            metrics.put("loss", loss / dev().size());
        }
        return metrics;
    }

    @Override
    public Watch watch() {
        return new Watch("accuracy", false);
    }
}
