package org.prosodia.pipeline.training;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.ConcentrationCap;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.PreferenceLoss;
import org.prosodia.dpo.Reduction;
import org.prosodia.pipeline.augment.Augmentation;
import org.prosodia.pipeline.recognition.ModelDescriptor;
import org.prosodia.pipeline.recognition.ModelDescriptor.Head;
import org.prosodia.pipeline.recognition.ModelDescriptor.LinkChoice;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/** The smallest models, clips and tasks that have all that the large ones have. */
final class Small {
    static final List<String> EMOTIONS = List.of("anger", "joy", "sadness");
    private static final int RATE = Preprocessor.SAMPLE_RATE;

    /** Both published shapes: group norm without an attention mask, layer norm with one. */
    enum Family {
        GROUP,
        LAYER
    }

    private Small() {}

    static Wav2Vec2Config config(Family family, double dropout) {
        boolean layer = family == Family.LAYER;
        Map<String, Object> keys = new HashMap<>(Map.of("hidden_size", 16L, "num_hidden_layers", 1L, "num_attention_heads", 2L,
                "intermediate_size", 24L, "conv_dim", List.of(8L, 8L, 8L, 8L, 8L, 8L, 8L), "num_conv_pos_embeddings", 8L,
                "num_conv_pos_embedding_groups", 4L, "initializer_range", 0.2));
        keys.putAll(Map.of("feat_extract_norm", layer ? "layer" : "group", "do_stable_layer_norm", layer, "conv_bias", layer));
        keys.putAll(Map.of("hidden_dropout", dropout, "attention_dropout", dropout, "activation_dropout", dropout,
                "feat_proj_dropout", dropout, "layerdrop", dropout, "apply_spec_augment", dropout > 0, "mask_time_prob", dropout,
                "mask_time_length", 2L));
        return Wav2Vec2Config.builtIn(keys);
    }

    static ModelFolder model(TensorRuntime runtime, Family family, Head head, LinkChoice link, double dropout) {
        ModelDescriptor descriptor = new ModelDescriptor(head, EMOTIONS, link, ConcentrationCap.NONE);
        return new StartingModel(runtime).random(config(family, dropout), descriptor, 3);
    }

    /** A tone in noise. */
    static float[] sound(double seconds, double frequency, long seed) {
        Rng rng = new Rng(seed);
        float[] samples = new float[(int) Math.round(seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * frequency * i / RATE) + 0.1 * rng.nextGaussian());
        }
        return samples;
    }

    /** Clip i: its length, its sound and its emotion are decided by i. */
    static float[] sound(int i) {
        return sound(0.1 + 0.03 * (i % 4), 300 * (1 + i % 3), i);
    }

    static double[] label(int i) {
        double[] target = new double[EMOTIONS.size()];
        target[i % target.length] = 1;
        return target;
    }

    /** From one emotion to the next over the clip. */
    static Timeline timeline(int i, double seconds) {
        double[] times = FrameTimes.centres(Math.max(2, (int) (seconds / 0.02)));
        int k = EMOTIONS.size();
        float[] mean = new float[times.length * k];
        for (int t = 0; t < times.length; t++) {
            float share = (float) t / (times.length - 1);
            mean[t * k + i % k] = 1 - share;
            mean[t * k + (i + 1) % k] = share;
        }
        return Timeline.ofMeans("clip" + i, seconds, EMOTIONS, times, mean);
    }

    static List<Example<double[]>> labelled(int from, int to) {
        List<Example<double[]>> examples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            examples.add(Example.of("clip" + i, "", sound(i), label(i)));
        }
        return examples;
    }

    static List<Example<Timeline>> sequences(int from, int to) {
        List<Example<Timeline>> examples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            float[] samples = sound(i);
            examples.add(Example.of("clip" + i, "", samples, timeline(i, (double) samples.length / RATE)));
        }
        return examples;
    }

    static List<Example<PreferenceTask.Choice>> choices(int from, int to) {
        List<Example<PreferenceTask.Choice>> examples = new ArrayList<>();
        for (int i = from; i < to; i++) {
            float[] samples = sound(i);
            double seconds = (double) samples.length / RATE;
            examples.add(Example.of("clip" + i, "", samples, new PreferenceTask.Choice(timeline(i, seconds), timeline(i + 1, seconds))));
        }
        return examples;
    }

    /** The stages, each with a new model of the same weights. */
    enum Stage {
        CLIPS {
            @Override
            Task task(TensorRuntime runtime, Family family, int train, int dev, double dropout, Augmentation augmentation) {
                return new ClipTask(model(runtime, family, Head.CLIP, LinkChoice.EXP, dropout), labelled(0, train),
                        labelled(train, train + dev), ClipTask.SMOOTHING, augmentation);
            }
        },
        SEQUENCES {
            @Override
            Task task(TensorRuntime runtime, Family family, int train, int dev, double dropout, Augmentation augmentation) {
                return new SequenceTask(model(runtime, family, Head.FRAMES, LinkChoice.EXP, dropout), sequences(0, train),
                        sequences(train, train + dev), SequenceTask.SMOOTHING, augmentation);
            }
        },
        PREFERENCES {
            @Override
            Task task(TensorRuntime runtime, Family family, int train, int dev, double dropout, Augmentation augmentation) {
                ModelFolder policy = model(runtime, family, Head.FRAMES, LinkChoice.EXP, dropout);
                FrameClassifier reference = (FrameClassifier) new StartingModel(runtime).framesOf(policy).model();
                return new PreferenceTask(policy, reference, choices(0, train), choices(train, train + dev), dpo(),
                        SequenceTask.SMOOTHING);
            }
        };

        abstract Task task(TensorRuntime runtime, Family family, int train, int dev, double dropout, Augmentation augmentation);

        /** Of layer norm, without anything random. */
        Task plain(TensorRuntime runtime, int train) {
            return task(runtime, Family.LAYER, train, 0, 0, Augmentation.NONE);
        }
    }

    static DpoLoss dpo() {
        return new DpoLoss(new PreferenceLoss.Sigmoidal(0.5, 0), Reduction.FRAME);
    }

    /** Fast, everything learns. */
    static OptimizerOptions optimizer(double lr, double ema) {
        return new OptimizerOptions(lr, lr, 0.01, OptimizerOptions.Decay.COSINE, 0.2, 1, ema, true, false);
    }
}
