package org.prosodia.tests.restricted;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.DirichletSampler;
import org.prosodia.dirichlet.Link;
import org.prosodia.dpo.DpoLoss;
import org.prosodia.dpo.PreferenceLoss;
import org.prosodia.dpo.PreferencePair;
import org.prosodia.dpo.Reduction;
import org.prosodia.nn.Adam;
import org.prosodia.nn.ParameterGroup;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Weights;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/**
 * One step of preference training of a fixture model: small, through every core module, and with everything switched on that a seed
 * decides (head, dropout, SpecAugment, preferences).
 */
final class PreferenceStep {
    private static final List<String> EMOTIONS = List.of("anger", "disgust", "fear", "joy", "neutral", "sadness");
    private static final int K = EMOTIONS.size();
    private static final DirichletLikelihood POLICY = new DirichletLikelihood(Link.exp());
    private static final Dirichlet IGNORANT_REFERENCE = Dirichlet.of(1, 1, 1, 1, 1, 1);

    private PreferenceStep() {}

    /** The loss, the gradients, and what was learned, one array each. */
    static List<double[]> run(String folder, TensorRuntime runtime, long seed) throws IOException {
        Rng rng = new Rng(seed);
        FrameClassifier model = regularized(folder, runtime, rng);
        Tensor samples = Fixtures.input("batch_masked", runtime, DType.F32);
        Tensor logits = model.frameLogits(model.encode(samples, Fixtures.LENGTHS));
        double[] gradient = new double[logits.size()];
        double loss = preferenceOnFirstClip(logits.toDoubles(), logits.dim(1), rng, gradient);
        logits.backward(runtime.tensor(DType.F32, gradient, logits.shape()), false);

        List<double[]> results = new ArrayList<>();
        results.add(new double[] {loss});
        Map<String, Tensor> named = model.namedParameters();
        List<Tensor> learned = named.values().stream().filter(parameter -> parameter.grad() != null).toList();
        learned.forEach(parameter -> results.add(parameter.grad().toDoubles()));
        new Adam(List.of(new ParameterGroup("all", named, 1e-3, 1e-2)), Adam.Config.adamW()).step();
        learned.forEach(parameter -> results.add(parameter.toDoubles()));
        return results;
    }

    private static FrameClassifier regularized(String folder, TensorRuntime runtime, Rng rng) throws IOException {
        Map<String, Object> keys = new HashMap<>(JsonObject.read(Fixtures.path(folder).resolve("config.json")).fields());
        for (String dropout : List.of("hidden_dropout", "attention_dropout", "activation_dropout", "feat_proj_dropout", "layerdrop")) {
            keys.put(dropout, 0.1);
        }
        keys.put("apply_spec_augment", true);
        keys.put("mask_feature_prob", 0.1);
        Wav2Vec2Model encoder = new Wav2Vec2Model(runtime, DType.F32, Wav2Vec2Config.builtIn(keys), rng);
        try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path(folder).resolve("model.safetensors"))) {
            Weights.load(encoder, checkpoint);
        }
        FrameClassifier model = new FrameClassifier(encoder, EMOTIONS);
        model.initializeHead(rng);
        model.train(true);
        return model;
    }

    /** Equation (7) for random preferences; writes ∂L/∂logits of the first clip's frames. */
    private static double preferenceOnFirstClip(double[] logits, int frames, Rng rng, double[] gradient) {
        double[][] chosen = mixtures(frames, rng);
        double[][] rejected = mixtures(frames, rng);
        boolean[] valid = new boolean[frames];
        Arrays.fill(valid, true);
        PreferencePair pair = new PreferencePair(policy(logits, chosen), policy(logits, rejected), reference(chosen),
                reference(rejected), valid);
        DpoLoss loss = new DpoLoss(PreferenceLoss.sigmoid(0.5), Reduction.FRAME);
        double[] upstream = loss.gradient(pair);
        for (int t = 0; t < frames; t++) {
            double[] up = POLICY.logDensityGradient(frame(logits, t), chosen[t]);
            double[] down = POLICY.logDensityGradient(frame(logits, t), rejected[t]);
            for (int k = 0; k < K; k++) {
                gradient[t * K + k] = upstream[t] * (up[k] - down[k]);
            }
        }
        return loss.value(pair);
    }

    private static double[][] mixtures(int frames, Rng rng) {
        double[][] mixtures = new double[frames][];
        for (int t = 0; t < frames; t++) {
            mixtures[t] = DirichletSampler.sample(Dirichlet.of(2, 2, 2, 2, 2, 2), rng);
        }
        return mixtures;
    }

    private static double[] policy(double[] logits, double[][] mixtures) {
        double[] densities = new double[mixtures.length];
        for (int t = 0; t < mixtures.length; t++) {
            densities[t] = POLICY.logDensity(frame(logits, t), mixtures[t]);
        }
        return densities;
    }

    private static double[] reference(double[][] mixtures) {
        return Arrays.stream(mixtures).mapToDouble(IGNORANT_REFERENCE::logDensity).toArray();
    }

    private static double[] frame(double[] logits, int t) {
        return Arrays.copyOfRange(logits, t * K, (t + 1) * K);
    }
}
