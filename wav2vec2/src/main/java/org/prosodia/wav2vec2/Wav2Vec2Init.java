package org.prosodia.wav2vec2;

import java.util.List;
import java.util.Map;
import org.prosodia.nn.Conv1d;
import org.prosodia.nn.Init;
import org.prosodia.nn.Linear;
import org.prosodia.nn.WeightNormConv1d;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;

/**
 * Random weights with the distributions that transformers 5 draws them from ({@code _init_weights} of {@code Wav2Vec2PreTrainedModel}
 * and {@code HubertPreTrainedModel}):
 * linear N(0, initializer_range²) with bias 0; convolutions He-normal, with bias U(±1/√fan-in) (wav2vec2) or 0 (HuBERT); the feature
 * projection of wav2vec2 U(±1/√in); {@code masked_spec_embed} U[0, 1). The positional convolution keeps PyTorch's default,
 * v ~ U(±1/√fan-in) and g = ‖v‖: transformers draws a normal for it, but the weight-norm parametrisation never sees that.
 */
public final class Wav2Vec2Init {
    private Wav2Vec2Init() {}

    /** Draws all weights of an encoder; one generator decides them all. */
    public static void initialize(Wav2Vec2Model model, Rng rng) {
        Wav2Vec2Config config = model.config();
        linears(model.encoder().namedParameters(), config.transformer().initializerRange(), rng);
        model.featureEncoder().convolutions().forEach(conv -> convolution(conv, config.isHubert(), rng));
        projection(model.featureProjection().projection(), config, rng);
        positions(model.encoder().positions().conv(), rng);
        if (model.maskedSpecEmbed() != null) {
            Init.uniform(model.maskedSpecEmbed(), 0, 1, rng);
        }
    }

    /** Draws a linear layer, bias 0. */
    public static void linear(Linear layer, double std, Rng rng) {
        Init.normal(layer.weight(), 0, std, rng);
        Init.uniform(layer.bias(), 0, 0, rng);
    }

    private static void linears(Map<String, Tensor> parameters, double std, Rng rng) {
        List<String> parts = List.of("q_proj", "k_proj", "v_proj", "out_proj", "intermediate_dense", "output_dense");
        parameters.forEach((name, parameter) -> {
            if (parts.stream().anyMatch(part -> name.endsWith(part + ".weight"))) {
                Init.normal(parameter, 0, std, rng);
            }
        });
    }

    private static void convolution(Conv1d conv, boolean hubert, Rng rng) {
        Init.kaimingNormal(conv.weight(), rng);
        if (conv.bias() != null && !hubert) {
            double bound = 1 / Math.sqrt(Init.fanIn(conv.weight()));
            Init.uniform(conv.bias(), -bound, bound, rng);
        }
    }

    private static void projection(Linear layer, Wav2Vec2Config config, Rng rng) {
        if (config.isHubert()) {
            linear(layer, config.transformer().initializerRange(), rng);
        } else {
            double bound = 1 / Math.sqrt(Init.fanIn(layer.weight()));
            Init.uniform(layer.weight(), -bound, bound, rng);
            Init.uniform(layer.bias(), -bound, bound, rng);
        }
    }

    private static void positions(WeightNormConv1d conv, Rng rng) {
        double bound = 1 / Math.sqrt(Init.fanIn(conv.v()));
        Init.uniform(conv.v(), -bound, bound, rng);
        conv.normalizeGain();
    }
}
