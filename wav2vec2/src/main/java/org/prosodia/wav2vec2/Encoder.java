package org.prosodia.wav2vec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.prosodia.nn.Dropout;
import org.prosodia.nn.LayerNorm;
import org.prosodia.nn.Module;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Span;

/** Positions and transformer layers; post-norm models norm before the layers, pre-norm models after them. */
final class Encoder extends Module {
    private final boolean preNorm;
    private final double layerdrop;
    private final Rng rng;
    private final PositionalConvEmbedding positions;
    private final LayerNorm norm;
    private final Dropout dropout;
    private final List<EncoderLayer> layers = new ArrayList<>();
    private boolean checkpointing;

    Encoder(TensorRuntime runtime, DType dtype, Wav2Vec2Config config, Rng rng) {
        this.preNorm = config.transformer().stable();
        this.layerdrop = config.dropouts().layerdrop();
        this.rng = rng;
        positions = register("pos_conv_embed", new PositionalConvEmbedding(runtime, dtype, config.transformer()));
        norm = register("layer_norm",
                new LayerNorm(runtime, dtype, config.transformer().hiddenSize(), config.transformer().layerNormEps()));
        dropout = register("dropout", new Dropout(config.dropouts().hidden(), rng));
        for (int i = 0; i < config.transformer().layers(); i++) {
            layers.add(register("layers." + i, new EncoderLayer(runtime, dtype, config, rng)));
        }
    }

    /**
     * @param h [B, T, hidden], zero where {@code valid} is false
     * @param valid [B, T] or null
     * @param states receives the input of the first layer and the output of each, also of a layer that layer drop skips
     */
    Tensor forward(Tensor h, Mask valid, Probe probe, Consumer<Tensor> states) {
        try (Span _ = span(h)) {
            Tensor embedded = positions.forward(h);
            probe.see("pos_conv_embed", embedded);
            Tensor x = embedded.reusable().add(h);
            x = dropout.forward(preNorm ? x : norm.forward(x.reusable()));
            probe.see("hidden_states.0", x);
            states.accept(x);
            for (int i = 0; i < layers.size(); i++) {
                boolean skipped = isTraining() && rng.nextDouble() < layerdrop;
                x = skipped ? x : layer(i, x, valid, probe);
                probe.see("hidden_states." + (i + 1), x);
                states.accept(x);
            }
            return preNorm ? norm.forward(x) : x;
        }
    }

    private Tensor layer(int i, Tensor x, Mask valid, Probe probe) {
        EncoderLayer layer = layers.get(i);
        String name = "layer." + i;
        try (Span _ = x.runtime().span("layer", i)) {
            return checkpointing
                    ? Autograd.checkpoint(name, h -> layer.forward(h, valid, name, probe), x, layer.namedParameters().values(), rng)
                    : layer.forward(x, valid, name, probe);
        }
    }

    void gradientCheckpointing(boolean on) {
        checkpointing = on;
    }

    PositionalConvEmbedding positions() {
        return positions;
    }
}
