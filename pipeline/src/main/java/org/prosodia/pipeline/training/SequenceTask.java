package org.prosodia.pipeline.training;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.augment.Augmented;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.profile.Span;
import org.prosodia.wav2vec2.FrameClassifier;

/** Stage 2: a mixture for every frame, learnt from timelines, such as those of the stage-1 model's sliding window. */
public final class SequenceTask extends ExampleTask<Timeline> {
    /** Smoothing of timelines in the method: ε of y ← (1 − ε) y + ε / K. */
    public static final double SMOOTHING = 0.05;

    private final FrameClassifier model;
    private final Criterion criterion;
    private final double smoothing;
    private final Augmentation augmentation;

    /**
     * @param folder a model with a frame head
     * @param train targets are timelines of mixtures over the whole clip
     * @param dev held out; may be empty
     * @param smoothing ε, 0 to 1
     * @throws IllegalArgumentException naming a clip whose timeline has other emotions, or none that the model's likelihood has room for
     */
    public SequenceTask(ModelFolder folder, List<Example<Timeline>> train, List<Example<Timeline>> dev, double smoothing,
            Augmentation augmentation) {
        super(folder, train, dev);
        this.model = (FrameClassifier) folder.model();
        this.criterion = Criterion.of(folder.descriptor().orElseThrow());
        this.smoothing = smoothing;
        this.augmentation = augmentation;
        requireTargets(timeline -> FrameTargets.require(timeline, model.labels(), smoothing, criterion));
    }

    @Override
    public Tensor loss(int[] examples, Rng random) throws IOException {
        model.train(true);
        List<Augmented> heard = new ArrayList<>();
        List<Timeline> targets = new ArrayList<>();
        try (Span _ = span("data")) {
            for (int i : examples) {
                heard.add(augmentation.apply(example(i).audio().read(), random.fork(i)));
                targets.add(example(i).target());
            }
        }
        return loss(heard, targets);
    }

    private Tensor loss(List<Augmented> heard, List<Timeline> targets) {
        ClipBatch batch = ClipBatch.of(heard.stream().map(Augmented::samples).toList(), model, model().preprocessor());
        Tensor logits = model.frameLogits(batch.encode(model));
        double[] times = model.encoder().config().features().times(batch.time());
        Tensor losses = criterion.losses(logits, FrameTargets.of(targets, heard, batch, times, smoothing));
        return losses.mul(FrameTargets.meanOverClips(batch, losses.runtime(), losses)).sum();
    }

    /** {@code loss} against the held-out timelines. */
    @Override
    public Map<String, Double> evaluate() throws IOException {
        Map<String, Double> metrics = new LinkedHashMap<>();
        if (!dev().isEmpty()) {
            double loss = 0;
            model.train(false);
            try (GradScope _ = model.encoder().runtime().noGrad()) {
                for (Example<Timeline> example : dev()) {
                    loss += loss(List.of(new Augmented(example.audio().read(), 0, 1)), List.of(example.target())).item();
                }
            }
            metrics.put("loss", loss / dev().size());
        }
        return metrics;
    }

    @Override
    public Watch watch() {
        return new Watch("loss", true);
    }
}
