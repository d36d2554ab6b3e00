package org.prosodia.wav2vec2;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.prosodia.nn.Conv1d;
import org.prosodia.nn.GroupNorm;
import org.prosodia.nn.LayerNorm;
import org.prosodia.nn.Module;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.GradScope;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.profile.Span;

/** The convolutions from samples to frames (Baevski et al., 2020, section 2): conv, norm, GELU, repeated. */
final class FeatureEncoder extends Module {
    private static final double NORM_EPS = 1e-5;

    private final List<Layer> layers = new ArrayList<>();
    private boolean checkpointing;

    FeatureEncoder(TensorRuntime runtime, DType dtype, Wav2Vec2Config.Features config) {
        int in = 1;
        for (int i = 0; i < config.dims().size(); i++) {
            layers.add(register("conv_layers." + i, new Layer(runtime, dtype, config, i, in)));
            in = config.dims().get(i);
        }
    }

    /** @param samples [B, N]; @return [B, T, C] */
    Tensor forward(Tensor samples, Probe probe) {
        try (Span _ = span(samples)) {
            boolean learning = samples.requiresGrad() || namedParameters().values().stream().anyMatch(Tensor::requiresGrad);
            return learning ? run(samples, probe) : frozen(samples, probe);
        }
    }

    /**
     * Nothing is kept for backward, so that results may take the memory of what they come from; clip after clip, as the first results are
     * far larger than the last.
     */
    private Tensor frozen(Tensor samples, Probe probe) {
        int clips = samples.dim(0);
        try (GradScope _ = samples.runtime().noGrad()) {
            if (clips < 2 || probe != Probe.NONE) {
                return run(samples, probe);
            }
            return Tensor.concat(0, IntStream.range(0, clips).mapToObj(i -> run(samples.slice(0, i, 1), probe)).toArray(Tensor[]::new));
        }
    }

    private Tensor run(Tensor samples, Probe probe) {
        Tensor x = samples.reshape(samples.dim(0), samples.dim(1), 1);
        for (int i = 0; i < layers.size(); i++) {
            String name = "conv." + i;
            try (Span _ = x.runtime().span(name)) {
                x = layer(layers.get(i), name, i == 0 ? x : x.reusable());
            }
            probe.see(name, x);
        }
        return x;
    }

    private Tensor layer(Layer layer, String name, Tensor x) {
        return checkpointing ? Autograd.checkpoint(name, layer::forward, x, layer.namedParameters().values(), null) : layer.forward(x);
    }

    void gradientCheckpointing(boolean on) {
        checkpointing = on;
    }

    List<Conv1d> convolutions() {
        return layers.stream().map(layer -> layer.conv).toList();
    }

    private static final class Layer extends Module {
        private final Conv1d conv;
        private final GroupNorm groupNorm;
        private final LayerNorm layerNorm;

        Layer(TensorRuntime runtime, DType dtype, Wav2Vec2Config.Features config, int index, int in) {
            int out = config.dims().get(index);
            conv = register("conv",
                    new Conv1d(runtime, dtype, in, out, config.kernels().get(index), config.strides().get(index), config.bias()));
            boolean group = config.norm() == Wav2Vec2Config.FeatureNorm.GROUP;
            groupNorm = group && index == 0 ? register("layer_norm", new GroupNorm(runtime, dtype, out, out, NORM_EPS)) : null;
            layerNorm = group ? null : register("layer_norm", new LayerNorm(runtime, dtype, out, NORM_EPS));
        }

        Tensor forward(Tensor x) {
            if (groupNorm != null) {
                return groupNorm.forward(conv.forward(x).reusable()).reusable().map(Functions.GELU);
            }
            if (layerNorm != null) {
                return layerNorm.forward(conv.forward(x).reusable()).reusable().map(Functions.GELU);
            }
            return conv.forward(x, Functions.GELU);
        }
    }
}
