package org.prosodia.tests.parity;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.DirichletLoss;
import org.prosodia.dirichlet.Link;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tests.Fixtures;
import org.prosodia.wav2vec2.ClipClassifier;
import org.prosodia.wav2vec2.EmotionModel;
import org.prosodia.wav2vec2.FrameClassifier;
import org.prosodia.wav2vec2.Wav2Vec2Model;
import org.prosodia.wav2vec2.Wav2Vec2Output;
import org.prosodia.wav2vec2.Weights;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/** A fixture's encoder with one of its heads and the Dirichlet negative log-likelihood. */
record FixtureModel(EmotionModel model, String link) {
    private static final List<String> EMOTIONS = List.of("anger", "disgust", "fear", "joy", "neutral", "sadness");

    record Result(Tensor loss, Tensor logits) {}

    static FixtureModel load(String folder, int stage, String link, TensorRuntime runtime, DType dtype) throws IOException {
        Wav2Vec2Model encoder = Fixtures.encoder(folder, "model.safetensors", runtime, dtype);
        EmotionModel model = stage == 1 ? new ClipClassifier(encoder, EMOTIONS) : new FrameClassifier(encoder, EMOTIONS);
        Map<String, double[]> heads = Fixtures.values(folder + "/heads.safetensors");
        model.namedParameters().get("head.out.weight").assign(heads.get("stage" + stage + ".out.weight"));
        model.namedParameters().get("head.out.bias").assign(heads.get("stage" + stage + ".out.bias"));
        return new FixtureModel(model, link);
    }

    /** The frozen reference of the DPO fixtures. */
    static FixtureModel reference(String folder, String link, TensorRuntime runtime, DType dtype) throws IOException {
        FixtureModel model = load(folder, 2, link, runtime, dtype);
        try (Checkpoint checkpoint = Checkpoint.open(Fixtures.path(folder + "/dpo_reference_model.safetensors"))) {
            Weights.load(model.model, checkpoint);
        }
        return model;
    }

    Wav2Vec2Model encoder() {
        return model.encoder();
    }

    Map<String, Tensor> parameters() {
        return model.namedParameters();
    }

    /** The loss: mean over clips (stage 1) or over the valid frames of the batch (stage 2). */
    Result run(Tensor samples, Mask valid, Mask masked, double[] target) {
        Wav2Vec2Output encoded = model.encode(samples, valid, masked);
        Tensor logits = model instanceof FrameClassifier frames ? frames.frameLogits(encoded) : model.clipLogits(encoded);
        Tensor nll = negativeLogLikelihood(logits, target);
        if (valid == null || nll.rank() == 1) {
            return new Result(nll.mean(), logits);
        }
        return new Result(nll.maskedFill(valid.not(), 0).sum().mul(1.0 / valid.count()), logits);
    }

    /** −log Dir(target; g(logits)) of each row. */
    Tensor negativeLogLikelihood(Tensor logits, double[] target) {
        Link g = link.equals("exp") ? Link.unclampedExp() : Link.softplus();
        return DirichletLoss.negativeLogLikelihood(logits, target, new DirichletLikelihood(g));
    }

    /** Logits of every frame [B, T, 6]. */
    Tensor frameLogits(Tensor samples, Mask valid) {
        return ((FrameClassifier) model).frameLogits(model.encode(samples, valid, null));
    }
}
