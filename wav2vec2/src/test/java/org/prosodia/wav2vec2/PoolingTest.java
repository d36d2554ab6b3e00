package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/** Summaries over time against sums written out, with every shape of mask, and their gradients against differences. */
class PoolingTest {
    private static final int CHANNELS = 3;

    private final TensorRuntime runtime = TensorRuntime.create("plain", 1);

    @AfterEach
    void close() {
        runtime.close();
    }

    static Stream<Arguments> masks() {
        Rng rng = new Rng(11);
        Stream.Builder<Arguments> cases = Stream.builder();
        for (int time = 1; time <= 8; time++) {
            cases.add(Arguments.of(time, null));
            cases.add(Arguments.of(time, Mask.ofLengths(new int[] {time, time / 2}, time)));
            boolean[] holes = new boolean[2 * time];
            for (int i = 0; i < holes.length; i++) {
                holes[i] = rng.nextBoolean();
            }
            cases.add(Arguments.of(time, new Mask(holes, 2, time)));
        }
        return cases.build();
    }

    @ParameterizedTest
    @MethodSource("masks")
    void clipsArePooledOverTheirValidFrames(int time, Mask valid) {
        Tensor x = TinyModels.noise(runtime, DType.F64, time, 2, time * CHANNELS).reshape(2, time, CHANNELS);
        double[] in = x.toDoubles();
        double[] sums = new double[2 * CHANNELS];
        double[] means = new double[2 * CHANNELS];
        double[] maxima = new double[2 * CHANNELS];
        for (int b = 0; b < 2; b++) {
            for (int c = 0; c < CHANNELS; c++) {
                int count = 0;
                double sum = 0;
                double max = Double.NEGATIVE_INFINITY;
                for (int t = 0; t < time; t++) {
                    if (valid == null || valid.get(b * time + t)) {
                        count++;
                        sum += in[(b * time + t) * CHANNELS + c];
                        max = Math.max(max, in[(b * time + t) * CHANNELS + c]);
                    }
                }
                sums[b * CHANNELS + c] = sum;
                means[b * CHANNELS + c] = count == 0 ? 0 : sum / count;
                maxima[b * CHANNELS + c] = max;
            }
        }
        assertArrayEquals(means, Pooling.mean(x, valid).toDoubles(), 1e-14);
        assertArrayEquals(means, Pooling.pool(Pooling.Mode.MEAN, x, valid).toDoubles(), 1e-14);
        assertArrayEquals(sums, Pooling.pool(Pooling.Mode.SUM, x, valid).toDoubles(), 1e-14);
        assertArrayEquals(maxima, Pooling.pool(Pooling.Mode.MAX, x, valid).toDoubles());
    }

    @ParameterizedTest
    @MethodSource("masks")
    void theMovingAverageDividesByTheValidFramesOfItsWindow(int time, Mask valid) {
        Tensor x = TinyModels.noise(runtime, DType.F64, time, 2, time * CHANNELS).reshape(2, time, CHANNELS);
        double[] in = x.toDoubles();
        for (int window : new int[] {1, 3, 5, 9}) {
            double[] expected = new double[in.length];
            for (int i = 0; i < in.length; i++) {
                int t = i / CHANNELS % time;
                int b = i / CHANNELS / time;
                int count = 0;
                for (int u = 0; u < time; u++) {
                    if (Math.abs(u - t) <= window / 2 && (valid == null || valid.get(b * time + u))) {
                        count++;
                        expected[i] += in[(b * time + u) * CHANNELS + i % CHANNELS];
                    }
                }
                expected[i] = count == 0 ? 0 : expected[i] / count;
            }
            assertArrayEquals(expected, Pooling.movingAverage(x, valid, window).toDoubles(), 1e-14, "window " + window);
        }
    }

    @ParameterizedTest
    @MethodSource("masks")
    void gradientsAreThoseOfTheSums(int time, Mask valid) {
        assertGradient(time, valid, Pooling::mean);
        assertGradient(time, valid, (x, mask) -> Pooling.pool(Pooling.Mode.SUM, x, mask));
        assertGradient(time, valid, (x, mask) -> Pooling.movingAverage(x, mask, 5));
        if (valid == null) {
            assertGradient(time, null, (x, mask) -> Pooling.pool(Pooling.Mode.MAX, x, mask));
        }
    }

    private void assertGradient(int time, Mask valid, BiFunction<Tensor, Mask, Tensor> pooling) {
        double step = 1e-5;
        Tensor x = TinyModels.noise(runtime, DType.F64, time, 2, time * CHANNELS).reshape(2, time, CHANNELS).detach().requireGrad();
        Tensor pooled = pooling.apply(x, valid);
        Tensor direction = runtime.normal(DType.F64, 0, 1, new Rng(5), pooled.shape());
        pooled.mul(direction).sum().backward();
        double[] gradient = x.grad().toDoubles();
        double[] values = x.toDoubles();
        for (int i = 0; i < values.length; i++) {
            double kept = values[i];
            values[i] = kept + step;
            double up = pooling.apply(runtime.tensor(values, x.shape()), valid).mul(direction).sum().item();
            values[i] = kept - step;
            double down = pooling.apply(runtime.tensor(values, x.shape()), valid).mul(direction).sum().item();
            values[i] = kept;
            assertEquals((up - down) / (2 * step), gradient[i], 1e-8, "element " + i);
        }
    }
}
