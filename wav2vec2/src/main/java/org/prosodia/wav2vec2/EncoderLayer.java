package org.prosodia.wav2vec2;

import org.prosodia.nn.Dropout;
import org.prosodia.nn.LayerNorm;
import org.prosodia.nn.Module;
import org.prosodia.nn.MultiHeadAttention;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/**
 * One transformer layer. Post-norm (base): h ← LN(h + Attn(h)), h ← LN(h + FF(h)).
 * Pre-norm (large, {@code do_stable_layer_norm}): h ← h + Attn(LN(h)), h ← h + FF(LN(h)).
 */
final class EncoderLayer extends Module {
    private final boolean preNorm;
    private final MultiHeadAttention attention;
    private final Dropout dropout;
    private final LayerNorm attentionNorm;
    private final FeedForward feedForward;
    private final LayerNorm finalNorm;

    EncoderLayer(TensorRuntime runtime, DType dtype, Wav2Vec2Config config, Rng rng) {
        Wav2Vec2Config.Transformer shape = config.transformer();
        preNorm = shape.stable();
        attention = register("attention",
                new MultiHeadAttention(runtime, dtype, shape.hiddenSize(), shape.heads(), config.dropouts().attention(), rng));
        dropout = register("dropout", new Dropout(config.dropouts().hidden(), rng));
        attentionNorm = register("layer_norm", new LayerNorm(runtime, dtype, shape.hiddenSize(), shape.layerNormEps()));
        feedForward = register("feed_forward", new FeedForward(runtime, dtype, config, rng));
        finalNorm = register("final_layer_norm", new LayerNorm(runtime, dtype, shape.hiddenSize(), shape.layerNormEps()));
    }

    /** @param h [B, T, hidden]; @param valid [B, T] or null */
    Tensor forward(Tensor h, Mask valid, String name, Probe probe) {
        Tensor heard = preNorm ? attentionNorm.forward(h) : h;
        Tensor attended = attention.forward(heard, valid);
        probe.see(name + ".attention_out", attended);
        Tensor sum = dropout.forward(attended).reusable().add(h);
        heard.forget();
        if (preNorm) {
            Tensor normed = finalNorm.forward(sum);
            Tensor y = feedForward.forward(normed.reusable());
            normed.forget();
            return y.reusable().add(sum.reusable());
        }
        Tensor normed = attentionNorm.forward(sum.reusable());
        Tensor y = feedForward.forward(normed).reusable().add(normed.reusable());
        normed.forget();
        return finalNorm.forward(y.reusable());
    }
}
