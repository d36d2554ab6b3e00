package org.prosodia.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Layers against the sums they stand for, in double. */
class LayersTest {
    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);
    private final Rng rng = new Rng(7);

    @AfterEach
    void close() {
        runtime.close();
    }

    private Tensor random(int... shape) {
        return runtime.normal(DType.F64, 0, 1, rng, shape);
    }

    private void randomize(Module module) {
        module.namedParameters().values().forEach(parameter -> Init.normal(parameter, 0.3, 1, rng));
    }

    @ParameterizedTest
    @CsvSource({"1, 4, 3, 1, 7, true", "2, 3, 2, 2, 9, false", "3, 2, 1, 1, 1, true", "2, 5, 4, 3, 4, true"})
    void conv1dIsASumOverTapsAndChannels(int in, int out, int kernel, int stride, int time, boolean bias) {
        Conv1d conv = new Conv1d(runtime, DType.F64, in, out, kernel, stride, bias);
        randomize(conv);
        Tensor x = random(2, time, in);
        int frames = (time - kernel) / stride + 1;
        double[] w = conv.weight().toDoubles();
        double[] samples = x.toDoubles();
        double[] expected = new double[2 * frames * out];
        for (int i = 0; i < expected.length; i++) {
            int o = i % out;
            int t = i / out % frames;
            int b = i / out / frames;
            expected[i] = bias ? conv.bias().toDoubles()[o] : 0;
            for (int c = 0; c < in; c++) {
                for (int k = 0; k < kernel; k++) {
                    expected[i] += w[(o * in + c) * kernel + k] * samples[(b * time + t * stride + k) * in + c];
                }
            }
        }
        assertArrayEquals(new int[] {2, frames, out}, conv.forward(x).shape());
        assertArrayEquals(expected, conv.forward(x).toDoubles(), 1e-12);
    }

    @Test
    void weightNormScalesEachTapToItsGain() {
        WeightNormConv1d conv = new WeightNormConv1d(runtime, DType.F64, 4, 6, 3, 1, 2);
        randomize(conv);
        double[] g = conv.namedParameters().get("parametrizations.weight.original0").toDoubles();
        double[] w = conv.weight().toDoubles();
        for (int tap = 0; tap < 3; tap++) {
            double square = 0;
            for (int i = tap; i < w.length; i += 3) {
                square += w[i] * w[i];
            }
            assertEquals(Math.abs(g[tap]), Math.sqrt(square), 1e-12);
        }
        conv.normalizeGain();
        assertArrayEquals(conv.v().toDoubles(), conv.weight().toDoubles(), 1e-14, "with g = ‖v‖ the weight is v");
    }

    @Test
    void weightNormGivesTheGradientsOfItsFormula() {
        WeightNormConv1d conv = new WeightNormConv1d(runtime, DType.F64, 4, 4, 3, 1, 2);
        randomize(conv);
        Tensor x = random(2, 5, 4);
        Tensor direction = random(2, 5, 4);
        assertGradients(conv, () -> conv.forward(x).mul(direction).sum());
    }

    @Test
    void attentionWeighsValuesByTheSoftmaxOfScaledScoresOverValidKeys() {
        int time = 5;
        int channels = 6;
        int heads = 3;
        int width = channels / heads;
        MultiHeadAttention attention = new MultiHeadAttention(runtime, DType.F64, channels, heads, 0.5, rng);
        randomize(attention);
        Tensor x = random(2, time, channels);
        int[] lengths = {5, 3};
        double[] found = attention.forward(x, Mask.ofLengths(lengths, time)).toDoubles();
        double[] q = project(attention, "q_proj", x);
        double[] k = project(attention, "k_proj", x);
        double[] v = project(attention, "v_proj", x);
        double[] context = new double[q.length];
        for (int b = 0; b < 2; b++) {
            for (int h = 0; h < heads; h++) {
                for (int t = 0; t < time; t++) {
                    double[] p = new double[lengths[b]];
                    double total = 0;
                    for (int s = 0; s < p.length; s++) {
                        double score = 0;
                        for (int c = 0; c < width; c++) {
                            score += q[(b * time + t) * channels + h * width + c] * k[(b * time + s) * channels + h * width + c];
                        }
                        p[s] = Math.exp(score / Math.sqrt(width));
                        total += p[s];
                    }
                    for (int s = 0; s < p.length; s++) {
                        for (int c = 0; c < width; c++) {
                            context[(b * time + t) * channels + h * width + c] += p[s] / total * v[(b * time + s) * channels + h * width
                                    + c];
                        }
                    }
                }
            }
        }
        double[] expected = project(attention, "out_proj", runtime.tensor(context, 2, time, channels));
        assertArrayEquals(expected, found, 1e-10);
    }

    private double[] project(Module attention, String part, Tensor x) {
        Map<String, Tensor> parameters = attention.namedParameters();
        return x.linear(parameters.get(part + ".weight"), parameters.get(part + ".bias")).toDoubles();
    }

    @Test
    void attentionDropsWeightsOnlyWhileTraining() {
        MultiHeadAttention attention = new MultiHeadAttention(runtime, DType.F64, 4, 2, 0.5, rng);
        randomize(attention);
        Tensor x = random(1, 6, 4);
        double[] first = attention.forward(x, null).toDoubles();
        assertArrayEquals(first, attention.forward(x, null).toDoubles());
        attention.train(true);
        assertNotEquals(first[0], attention.forward(x, null).toDoubles()[0]);
    }

    @Test
    void attentionGivesTheGradientsOfItsFormula() {
        MultiHeadAttention attention = new MultiHeadAttention(runtime, DType.F64, 4, 2, 0, rng);
        attention.namedParameters().values().forEach(parameter -> Init.normal(parameter, 0, 0.5, rng));
        Tensor x = random(2, 3, 4);
        Tensor direction = random(2, 3, 4);
        assertGradients(attention, () -> attention.forward(x, Mask.ofLengths(new int[] {3, 2}, 3)).mul(direction).sum());
    }

    /** Every parameter's gradient against central differences. */
    private void assertGradients(Module module, Supplier<Tensor> loss) {
        double step = 1e-5;
        loss.get().backward();
        module.namedParameters().forEach((name, parameter) -> {
            double[] gradient = parameter.grad().toDoubles();
            double[] values = parameter.toDoubles();
            for (int i = 0; i < values.length; i++) {
                double kept = values[i];
                values[i] = kept + step;
                double up = at(parameter, values, loss);
                values[i] = kept - step;
                double down = at(parameter, values, loss);
                values[i] = kept;
                parameter.assign(values);
                assertEquals((up - down) / (2 * step), gradient[i], 1e-7, name + "[" + i + "]");
            }
        });
    }

    private double at(Tensor parameter, double[] values, Supplier<Tensor> loss) {
        parameter.assign(values);
        try (var _ = runtime.noGrad()) {
            return loss.get().item();
        }
    }
}
