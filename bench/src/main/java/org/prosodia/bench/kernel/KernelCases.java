package org.prosodia.bench.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/** Everything that Base and Large spend their time on, at the sizes that they have for 1, 3, 10 and 30 s of audio. */
public final class KernelCases {
    private static final int[] FRAMES = {49, 149, 499, 1499};
    /** Inputs and outputs of the linear layers. */
    private static final int[][] LINEARS = {{768, 768}, {768, 3072}, {3072, 768}, {1024, 1024}, {1024, 4096}, {4096, 1024}};
    private static final int QUICK_FRAMES = 499;
    private static final int SAMPLES = 160_000;
    private static final int HEADS = 12;
    private static final double EPS = 1e-5;

    private KernelCases() {}

    /** All, the products first. */
    public static List<KernelCase> all() {
        List<KernelCase> cases = new ArrayList<>();
        for (int[] layer : LINEARS) {
            for (int frames : FRAMES) {
                cases.addAll(products(frames, layer[0], layer[1]));
            }
        }
        cases.addAll(convolutions(Wav2Vec2Config.base().features()));
        for (int frames : new int[] {499, 1499}) {
            cases.add(positions(frames, Wav2Vec2Config.base().transformer()));
            cases.add(attention(frames, 768));
        }
        cases.addAll(List.of(gelu(499, 3072), gelu(31_999, 512), layerNorm(499, 768), layerNorm(31_999, 512),
                softmax(HEADS * 499, 499), adamW(768 * 3072), adamW(12 * 768 * 768)));
        return List.copyOf(cases);
    }

    /** @throws IllegalArgumentException for a name that no case has */
    public static KernelCase named(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such kernel: " + name));
    }

    /** Those whose names hold a text, in any case of letters. */
    public static List<KernelCase> containing(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return all().stream().filter(each -> each.name().contains(wanted)).toList();
    }

    /**
     * X [T, in], W [out, in], G [T, out]: Y = X Wᵀ in inference, where W stays and may be packed once, and in training, where it changes;
     * and the gradients dX = G W and dW = Gᵀ X.
     */
    private static List<KernelCase> products(int frames, int in, int out) {
        String size = frames + "x" + in + "x" + out;
        double flops = 2.0 * frames * in * out;
        boolean quick = frames == QUICK_FRAMES && in == 768 && out == 3072;
        return List.of(
                KernelCase.arithmetic("linear " + size, flops, quick, runtime -> {
                    Tensor x = random(runtime, frames, in);
                    Tensor w = random(runtime, out, in);
                    return () -> x.linear(w, null);
                }),
                KernelCase.arithmetic("linear-training " + size, flops, quick, runtime -> {
                    Tensor x = random(runtime, frames, in);
                    Tensor w = random(runtime, out, in);
                    return () -> x.matmul(w, false, true);
                }),
                KernelCase.arithmetic("linear-dx " + size, flops, quick, runtime -> {
                    Tensor g = random(runtime, frames, out);
                    Tensor w = random(runtime, out, in);
                    return () -> g.matmul(w);
                }),
                KernelCase.arithmetic("linear-dw " + size, flops, quick, runtime -> {
                    Tensor g = random(runtime, frames, out);
                    Tensor x = random(runtime, frames, in);
                    return () -> g.matmul(x, true, false);
                }));
    }

    /** The layers from 10 s of samples to frames: x [1, T, C], w [C', κ, C]. */
    private static List<KernelCase> convolutions(Wav2Vec2Config.Features features) {
        List<KernelCase> cases = new ArrayList<>();
        int frames = SAMPLES;
        int channels = 1;
        for (int i = 0; i < features.dims().size(); i++) {
            int time = frames;
            int in = channels;
            int out = features.dims().get(i);
            int kernel = features.kernels().get(i);
            int stride = features.strides().get(i);
            frames = (time - kernel) / stride + 1;
            channels = out;
            String name = "conv " + in + "to" + out + " kernel " + kernel + " stride " + stride + " frames " + frames;
            cases.add(KernelCase.arithmetic(name, 2.0 * frames * kernel * in * out, i == 4, runtime -> {
                Tensor x = random(runtime, 1, time, in);
                Tensor w = random(runtime, out, kernel, in);
                return () -> x.conv1d(w, null, stride, 1);
            }));
        }
        return cases;
    }

    /** The grouped convolution that makes relative positions: x [1, T + κ − 1, H], padded, w [H, κ, H / groups]. */
    private static KernelCase positions(int frames, Wav2Vec2Config.Transformer shape) {
        int hidden = shape.hiddenSize();
        int kernel = shape.positionKernel();
        int groups = shape.positionGroups();
        return KernelCase.arithmetic("positional-conv " + hidden + " kernel " + kernel + " groups " + groups + " frames " + frames,
                2.0 * frames * kernel * hidden * (hidden / groups), frames == QUICK_FRAMES, runtime -> {
                    Tensor x = random(runtime, 1, frames + kernel - 1, hidden);
                    Tensor w = random(runtime, hidden, kernel, hidden / groups);
                    return () -> x.conv1d(w, null, 1, groups);
                });
    }

    /** softmax(Q Kᵀ / √d) V for each head, Q, K and V [1, T, H]: 4 T² H operations. */
    private static KernelCase attention(int frames, int hidden) {
        return KernelCase.arithmetic("attention " + HEADS + " heads " + frames + "x" + hidden, 4.0 * frames * frames * hidden,
                frames == QUICK_FRAMES, runtime -> {
                    Tensor q = random(runtime, 1, frames, hidden);
                    Tensor k = random(runtime, 1, frames, hidden);
                    Tensor v = random(runtime, 1, frames, hidden);
                    return () -> q.attention(k, v, HEADS, null, 0, null);
                });
    }

    private static KernelCase gelu(int rows, int n) {
        return KernelCase.memory("gelu " + rows + "x" + n, 8.0 * rows * n, rows == QUICK_FRAMES, runtime -> {
            Tensor x = random(runtime, rows, n);
            Tensor y = x.emptyLike();
            return () -> {
                x.kernels().map(Functions.GELU, x.memory(), y.memory());
                return y;
            };
        });
    }

    private static KernelCase layerNorm(int rows, int n) {
        return KernelCase.memory("layer-norm " + rows + "x" + n, 8.0 * rows * n, rows == QUICK_FRAMES, runtime -> {
            Tensor x = random(runtime, rows, n);
            Tensor y = x.emptyLike();
            Tensor gamma = random(runtime, n);
            Tensor beta = random(runtime, n);
            Tensor mean = runtime.zeros(DType.F32, rows);
            Tensor rstd = mean.emptyLike();
            return () -> {
                x.kernels().layerNorm(x.memory(), gamma.memory(), beta.memory(), y.memory(), mean.memory(), rstd.memory(), rows, n, EPS);
                return y;
            };
        });
    }

    private static KernelCase softmax(int rows, int n) {
        return KernelCase.memory("softmax " + rows + "x" + n, 8.0 * rows * n, true, runtime -> {
            Tensor x = random(runtime, rows, n);
            Tensor y = x.emptyLike();
            return () -> {
                x.kernels().softmax(x.memory(), y.memory(), rows, n);
                return y;
            };
        });
    }

    /** Reads θ, g, m and v, and writes θ, m and v. */
    private static KernelCase adamW(int n) {
        AdamStep step = new AdamStep(1e-5, 0.9, 0.999, 1e-8, 0.01, true, 10);
        return KernelCase.memory("adamw " + n, 28.0 * n, n == 768 * 3072, runtime -> {
            List<Object> memories = Stream.of(1, 2, 3, 4).<Object>map(i -> random(runtime, n).map(Functions.SOFTPLUS).memory()).toList();
            return () -> {
                runtime.kernels(DType.F32).adam(step, memories.get(0), memories.get(1), memories.get(2), memories.get(3));
                return memories;
            };
        });
    }

    private static Tensor random(TensorRuntime runtime, int... shape) {
        return runtime.uniform(DType.F32, -1, 1, new Rng(shape.length), shape);
    }
}
