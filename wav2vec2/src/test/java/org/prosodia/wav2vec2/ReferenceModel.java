package org.prosodia.wav2vec2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.math.Gelu;

/**
 * The encoder of one clip in loops over numbers, written down from the papers' formulas and transformers' order of layers, without
 * tensors, batches or differentiation. Sequences are [T][C].
 */
final class ReferenceModel {
    private static final double CONV_NORM_EPS = 1e-5;

    private final Wav2Vec2Config config;
    private final Map<String, Tensor> parameters;

    ReferenceModel(Wav2Vec2Model model) {
        config = model.config();
        parameters = model.namedParameters();
    }

    /**
     * The input of the first layer, the output of each, and the last hidden state.
     *
     * @param valid frames that are not padding; others are silenced and not attended to
     */
    List<double[][]> states(double[] samples, int valid) {
        List<double[][]> states = new ArrayList<>();
        double[][] h = projected(features(samples));
        for (int t = valid; t < h.length; t++) {
            h[t] = new double[h[t].length];
        }
        boolean preNorm = config.transformer().stable();
        double[][] x = sum(h, positions(h));
        x = preNorm ? x : transformerNorm(x, "encoder.layer_norm");
        states.add(x);
        for (int i = 0; i < config.transformer().layers(); i++) {
            x = layer(x, valid, "encoder.layers." + i);
            states.add(x);
        }
        states.add(preNorm ? transformerNorm(x, "encoder.layer_norm") : x);
        return states;
    }

    /** The convolutions, each with its norm and GELU. */
    double[][] features(double[] samples) {
        double[][] x = Arrays.stream(samples).mapToObj(sample -> new double[] {sample}).toArray(double[][]::new);
        Wav2Vec2Config.Features shape = config.features();
        for (int i = 0; i < shape.dims().size(); i++) {
            String name = "feature_extractor.conv_layers." + i;
            double[] bias = shape.bias() ? values(name + ".conv.bias") : new double[shape.dims().get(i)];
            x = conv(x, values(name + ".conv.weight"), bias, shape.kernels().get(i), shape.strides().get(i), 1);
            if (shape.norm() == Wav2Vec2Config.FeatureNorm.LAYER) {
                x = layerNorm(x, name + ".layer_norm", CONV_NORM_EPS);
            } else if (i == 0) {
                x = transpose(normalized(transpose(x), CONV_NORM_EPS)); // one group for each channel: over time
                x = scaled(x, name + ".layer_norm");
            }
            x = map(x, Gelu::value);
        }
        return x;
    }

    private double[][] projected(double[][] x) {
        return linear(config.features().projectionNorm() ? transformerNorm(x, "feature_projection.layer_norm") : x,
                "feature_projection.projection");
    }

    /** GELU of the convolution with w[o, c, κ] = g[κ] v[o, c, κ] / ‖v[·, ·, κ]‖, whose tap κ sits at t + κ − ⌊K/2⌋. */
    private double[][] positions(double[][] x) {
        String name = "encoder.pos_conv_embed.conv.";
        int kernel = config.transformer().positionKernel();
        double[] g = values(name + "parametrizations.weight.original0");
        double[] w = values(name + "parametrizations.weight.original1");
        for (int tap = 0; tap < kernel; tap++) {
            double squares = 0;
            for (int i = tap; i < w.length; i += kernel) {
                squares += w[i] * w[i];
            }
            for (int i = tap; i < w.length; i += kernel) {
                w[i] *= g[tap] / Math.sqrt(squares);
            }
        }
        double[][] padded = new double[x.length + kernel - 1][x[0].length];
        System.arraycopy(x, 0, padded, kernel / 2, x.length);
        return map(conv(padded, w, values(name + "bias"), kernel, 1, config.transformer().positionGroups()), Gelu::value);
    }

    private double[][] layer(double[][] h, int valid, String name) {
        if (config.transformer().stable()) {
            double[][] sum = sum(h, attention(transformerNorm(h, name + ".layer_norm"), valid, name + ".attention"));
            return sum(sum, feedForward(transformerNorm(sum, name + ".final_layer_norm"), name + ".feed_forward"));
        }
        double[][] normed = transformerNorm(sum(h, attention(h, valid, name + ".attention")), name + ".layer_norm");
        return transformerNorm(sum(normed, feedForward(normed, name + ".feed_forward")), name + ".final_layer_norm");
    }

    private double[][] feedForward(double[][] x, String name) {
        return linear(map(linear(x, name + ".intermediate_dense"), Gelu::value), name + ".output_dense");
    }

    /** Σ_s softmax_s(q_t · k_s / √d) v_s over the valid s; over all of them where none is valid. */
    private double[][] attention(double[][] x, int valid, String name) {
        double[][] q = linear(x, name + ".q_proj");
        double[][] k = linear(x, name + ".k_proj");
        double[][] v = linear(x, name + ".v_proj");
        int width = q[0].length / config.transformer().heads();
        double[][] context = new double[x.length][q[0].length];
        for (int t = 0; t < x.length; t++) {
            for (int from = 0; from < q[0].length; from += width) {
                double[] weights = new double[x.length];
                double total = 0;
                for (int s = 0; s < x.length; s++) {
                    double score = 0;
                    for (int c = from; c < from + width; c++) {
                        score += q[t][c] * k[s][c];
                    }
                    weights[s] = valid == 0 ? 1 : s < valid ? Math.exp(score / Math.sqrt(width)) : 0;
                    total += weights[s];
                }
                for (int s = 0; s < x.length; s++) {
                    for (int c = from; c < from + width; c++) {
                        context[t][c] += weights[s] / total * v[s][c];
                    }
                }
            }
        }
        return linear(context, name + ".out_proj");
    }

    /** y[t, o] = b[o] + Σ_κ Σ_c w[o, c, κ] x[t·stride + κ, c], c over the channels of o's group; w as PyTorch has it. */
    private static double[][] conv(double[][] x, double[] w, double[] b, int kernel, int stride, int groups) {
        int in = x[0].length / groups;
        int out = b.length / groups;
        List<double[]> frames = new ArrayList<>();
        for (int start = 0; start + kernel <= x.length; start += stride) {
            double[] y = b.clone();
            for (int o = 0; o < b.length; o++) {
                for (int c = 0; c < in; c++) {
                    for (int tap = 0; tap < kernel; tap++) {
                        y[o] += w[(o * in + c) * kernel + tap] * x[start + tap][o / out * in + c];
                    }
                }
            }
            frames.add(y);
        }
        return frames.toArray(double[][]::new);
    }

    private double[][] linear(double[][] x, String name) {
        return conv(x, values(name + ".weight"), values(name + ".bias"), 1, 1, 1);
    }

    private double[][] transformerNorm(double[][] x, String name) {
        return layerNorm(x, name, config.transformer().layerNormEps());
    }

    private double[][] layerNorm(double[][] x, String name, double eps) {
        return scaled(normalized(x, eps), name);
    }

    private double[][] scaled(double[][] x, String name) {
        double[] gain = values(name + ".weight");
        double[] bias = values(name + ".bias");
        return combine(x, (_, c, value) -> gain[c] * value + bias[c]);
    }

    /** (x − mean) / √(variance + eps) of each row. */
    private static double[][] normalized(double[][] rows, double eps) {
        double[] mean = Arrays.stream(rows).mapToDouble(row -> Arrays.stream(row).average().orElseThrow()).toArray();
        double[][] centred = combine(rows, (r, _, value) -> value - mean[r]);
        double[] variance = Arrays.stream(centred).mapToDouble(row -> Arrays.stream(row).map(v -> v * v).average().orElseThrow()).toArray();
        return combine(centred, (r, _, value) -> value / Math.sqrt(variance[r] + eps));
    }

    private static double[][] transpose(double[][] x) {
        return combine(new double[x[0].length][x.length], (c, t, _) -> x[t][c]);
    }

    private static double[][] sum(double[][] a, double[][] b) {
        return combine(a, (t, c, value) -> value + b[t][c]);
    }

    private static double[][] map(double[][] x, DoubleUnaryOperator f) {
        return combine(x, (_, _, value) -> f.applyAsDouble(value));
    }

    private interface Element {
        double of(int row, int column, double value);
    }

    private static double[][] combine(double[][] x, Element f) {
        double[][] y = new double[x.length][];
        for (int r = 0; r < x.length; r++) {
            y[r] = new double[x[r].length];
            for (int c = 0; c < y[r].length; c++) {
                y[r][c] = f.of(r, c, x[r][c]);
            }
        }
        return y;
    }

    private double[] values(String name) {
        return parameters.get(name).toDoubles();
    }
}
