package org.prosodia.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.dirichlet.Simplex;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.PreferenceLoss;
import org.prosodia.dpo.Reduction;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.training.ClipTask;
import org.prosodia.pipeline.training.Example;
import org.prosodia.pipeline.training.PreferenceTask;
import org.prosodia.pipeline.training.PreferenceTask.Choice;
import org.prosodia.pipeline.training.SequenceTask;
import org.prosodia.pipeline.training.StartingModel;
import org.prosodia.pipeline.training.Task;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/**
 * The tasks of the three stages, with random weights, on noise.
 *
 * @param seconds length of a clip
 */
record NoiseTasks(TensorRuntime runtime, Wav2Vec2Config config, double seconds, long seed) {
    private static final List<String> EMOTIONS = ModelDescriptor.EMOTIONS;
    private static final int K = EMOTIONS.size();

    /** The same shape without what chance decides while training. */
    static Wav2Vec2Config withoutDropout(Wav2Vec2Config config) {
        Map<String, Object> keys = new HashMap<>(config.json().fields());
        for (String dropout : List.of("hidden_dropout", "attention_dropout", "activation_dropout", "feat_proj_dropout", "layerdrop")) {
            keys.put(dropout, 0.0);
        }
        keys.put("apply_spec_augment", false);
        return Wav2Vec2Config.builtIn(keys);
    }

    /** @param clips how many different ones there are */
    Task ofStage(int stage, int clips) {
        if (stage < 1 || stage > 3) {
            throw new IllegalArgumentException("--stages: expected 1, 2 or 3, found " + stage);
        }
        StartingModel starting = new StartingModel(runtime);
        Head head = stage == 1 ? Head.CLIP : Head.FRAMES;
        ModelDescriptor descriptor = new ModelDescriptor(head, EMOTIONS, LinkChoice.EXP, ConcentrationCap.NONE);
        ModelFolder model = starting.random(config, descriptor, seed);
        return switch (stage) {
            case 1 -> new ClipTask(model, examples(clips, i -> Simplex.oneHot(i % K, K)), List.of(), ClipTask.SMOOTHING, Augmentation.NONE);
            case 2 -> new SequenceTask(model, examples(clips, this::timeline), List.of(), SequenceTask.SMOOTHING, Augmentation.NONE);
            default -> new PreferenceTask(model, (FrameClassifier) starting.framesOf(model).model(),
                    examples(clips, i -> new Choice(timeline(i), timeline(i + 1))), List.of(),
                    new DpoLoss(PreferenceLoss.sigmoid(0.5), Reduction.FRAME), SequenceTask.SMOOTHING);
        };
    }

    private <T> List<Example<T>> examples(int clips, IntFunction<T> target) {
        return IntStream.range(0, clips).mapToObj(i -> Example.of("noise " + i, "", Noise.clip(seconds, seed + i), target.apply(i)))
                .toList();
    }

    /** One emotion all the time. */
    private Timeline timeline(int emotion) {
        float[] shares = new float[K];
        Arrays.fill(shares, 0.1f);
        shares[emotion % K] = 1 - 0.1f * (K - 1);
        return Timeline.ofMeans("noise", seconds, EMOTIONS, new double[] {seconds / 2}, shares);
    }
}
