package org.prosodia.tensor.backend.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.Workers;
import org.prosodia.tensor.backend.plain.PlainF32;

/** Every kernel beside its plain twin, and with several threads beside one. */
class VectorF32Test {
    /** Hands out the arrays of one call, the same for every backend, and keeps them for the comparison. */
    static final class Memory {
        private final List<float[]> arrays = new ArrayList<>();

        float[] random(int n) {
            float[] x = Arrays32.random(arrays.size() + 11, n);
            arrays.add(x);
            return x;
        }

        float[] positive(int n) {
            float[] x = random(n);
            for (int i = 0; i < n; i++) {
                x[i] = Math.abs(x[i]) + 0.5f;
            }
            return x;
        }
    }

    private static List<float[]> run(boolean vector, int threads, BiConsumer<PlainF32, Memory> call) {
        Memory memory = new Memory();
        try (Workers workers = new Workers(threads)) {
            call.accept(vector ? new VectorF32(workers) : new PlainF32(workers), memory);
        }
        return memory.arrays;
    }

    static void check(String what, double tolerance, BiConsumer<PlainF32, Memory> call) {
        List<float[]> plain = run(false, 1, call);
        List<float[]> one = run(true, 1, call);
        List<float[]> three = run(true, 3, call);
        for (int i = 0; i < plain.size(); i++) {
            Arrays32.assertClose(plain.get(i), one.get(i), tolerance, what + ", array " + i);
            assertArrayEquals(one.get(i), three.get(i), what + ", array " + i);
        }
    }

    static Stream<Integer> raggedSizes() {
        return Arrays32.raggedSizes().boxed();
    }

    @ParameterizedTest
    @MethodSource("raggedSizes")
    void softmaxAndItsGradientEqualPlain(int n) {
        for (int rows : new int[] {0, 1, 3, 101}) {
            check("softmax", 1e-6, (k, memory) -> k.softmax(memory.random(rows * n), memory.random(rows * n), rows, n));
            check("softmax gradient", 5e-6, (k, memory) ->
                    k.softmaxGradient(memory.random(rows * n), memory.random(rows * n), memory.random(rows * n), rows, n));
        }
    }

    @Test
    void softmaxOfMaskedOverflowingAndEmptyRowsEqualsPlain() {
        float minus = Float.NEGATIVE_INFINITY;
        float[][] rows = {
            {minus, 0, 1}, {minus, minus, minus}, {Float.POSITIVE_INFINITY, 0, 1}, {Float.NaN, 0, 1},
            {1e30f, -1e30f, 0}, {-200, 0, 100}, {-1e4f, -1e4f, -1e4f},
        };
        for (float[] row : rows) {
            for (int n : new int[] {3, Lanes.COUNT + 2, 4 * Lanes.COUNT + 3}) {
                check("softmax", 1e-6, (k, memory) -> {
                    float[] x = memory.random(n);
                    for (int j = 0; j < n; j++) {
                        x[j] = row[j % 3];
                    }
                    k.softmax(x, x, 1, n);
                });
            }
        }
    }

    @ParameterizedTest
    @MethodSource("raggedSizes")
    void layerNormAndItsGradientEqualPlain(int n) {
        for (int rows : new int[] {1, 3, 101}) {
            check("layer norm", 2e-6, (k, memory) -> k.layerNorm(memory.random(rows * n), memory.random(n), memory.random(n),
                    memory.random(rows * n), memory.random(rows), memory.random(rows), rows, n, 1e-5));
            check("layer norm gradient", 1e-5, (k, memory) -> k.layerNormGradient(memory.random(rows * n), memory.random(n),
                    memory.random(rows), memory.positive(rows), memory.random(rows * n), memory.random(rows * n), memory.random(n),
                    memory.random(n), rows, n));
        }
    }

    @Test
    void layerNormKeepsItsAccuracyBesideALargeMean() {
        int n = 700;
        check("layer norm", 1e-5, (k, memory) -> {
            float[] x = memory.random(n);
            for (int j = 0; j < n; j++) {
                x[j] += 3000;
            }
            k.layerNorm(x, memory.random(n), memory.random(n), memory.random(n), memory.random(1), memory.random(1), 1, n, 1e-5);
        });
    }

    static Stream<Integer> raggedSizesFromOne() {
        return raggedSizes().filter(n -> n > 0);
    }

    @ParameterizedTest
    @MethodSource("raggedSizesFromOne")
    void channelNormAndItsGradientEqualPlain(int channels) {
        for (int time : new int[] {0, 1, 63, 64, 200}) {
            int n = 2 * time * channels;
            check("group norm", 3e-6, (k, memory) -> {
                float[] x = memory.random(n);
                for (int i = 0; i < n; i++) {
                    x[i] += 5;
                }
                k.groupNorm(x, memory.random(channels), memory.random(channels), x, memory.random(2 * channels),
                        memory.random(2 * channels), 2, time, channels, channels, 1e-5);
            });
            check("group norm gradient", 2e-5, (k, memory) -> k.groupNormGradient(memory.random(n), memory.random(channels),
                    memory.random(2 * channels), memory.positive(2 * channels), memory.random(n), memory.random(n),
                    memory.random(channels), memory.random(channels), 2, time, channels, channels));
        }
    }

    @Test
    void statisticsOfAnHourOfFramesStayAccurate() {
        int time = 400_000;
        check("group norm", 2e-6, (k, memory) -> {
            float[] x = memory.random(time * 2);
            for (int i = 0; i < x.length; i++) {
                x[i] += 10;
            }
            k.groupNorm(x, memory.random(2), memory.random(2), x, memory.random(2), memory.random(2), 1, time, 2, 2, 1e-5);
        });
    }

    @Test
    void groupsOfSeveralChannelsEqualPlain() {
        check("group norm", 1e-6, (k, memory) -> k.groupNorm(memory.random(120), memory.random(6), memory.random(6), memory.random(120),
                memory.random(2), memory.random(2), 1, 20, 6, 2, 1e-5));
    }

    @ParameterizedTest
    @EnumSource(BinaryOp.class)
    void zipEqualsPlainForEveryBroadcast(BinaryOp op) {
        int[][][] shapes = {
            // shape, strides of x, strides of y
            {{40_001}, {1}, {1}}, {{40_001}, {1}, {0}}, {{40_001}, {0}, {1}}, {{7, 33}, {33, 1}, {33, 1}}, {{7, 33}, {33, 1}, {0, 1}},
            {{7, 33}, {33, 1}, {1, 0}}, {{7, 33}, {0, 1}, {33, 1}},
            {{3, 5, 17}, {85, 17, 1}, {17, 0, 1}}, {{5, 6}, {1, 5}, {6, 1}}, {{1}, {1}, {1}},
            {{2, 0}, {0, 1}, {0, 1}}, {{}, {}, {}},
        };
        for (int[][] shape : shapes) {
            int n = 1;
            for (int d : shape[0]) {
                n *= d;
            }
            int size = n;
            check(op.name(), 0, (k, memory) ->
                    k.zip(op, memory.random(size), shape[1], memory.random(size), shape[2], memory.random(size), shape[0]));
        }
    }

    @Test
    void sumEqualsPlainForEveryAxis() {
        int[][][] shapes = {
            // shape, strides of y, size of y
            {{300, 67}, {0, 1}, {67}}, {{300, 67}, {1, 0}, {300}}, {{300, 67}, {0, 0}, {1}},
            {{3, 100, 40}, {40, 0, 1}, {120}}, {{3, 100, 40}, {0, 0, 1}, {40}},
            {{3, 100, 40}, {0, 1, 0}, {100}}, {{4, 5}, {5, 1}, {20}}, {{90_001}, {0}, {1}}, {{50, 0}, {0, 1}, {0}}, {{}, {}, {1}},
        };
        for (int[][] shape : shapes) {
            int n = 1;
            for (int d : shape[0]) {
                n *= d;
            }
            int size = n;
            check("sum", 1e-5, (k, memory) -> k.sum(memory.random(size), shape[0], memory.random(shape[2][0]), shape[1]));
        }
    }

    @Test
    void sumsOfManyRowsStayAccurate() {
        int rows = 400_000;
        float[] x = new float[rows * 3];
        Arrays.fill(x, 0.1f);
        float[] columns = new float[3];
        float[] all = new float[1];
        try (Workers workers = new Workers(1)) {
            VectorF32 kernels = new VectorF32(workers);
            kernels.sum(x, new int[] {rows, 3}, columns, new int[] {0, 1});
            kernels.sum(x, new int[] {rows, 3}, all, new int[] {0, 0});
        }
        assertEquals(rows * (double) 0.1f, columns[1], 0.1);
        assertEquals(3 * rows * (double) 0.1f, all[0], 0.3);
    }

    @ParameterizedTest
    @MethodSource("raggedSizes")
    void dropoutEqualsPlain(int n) {
        for (double p : new double[] {0, 0.1, 1}) {
            check("dropout", 0, (k, memory) -> k.dropout(memory.random(n), p, 11, memory.random(n)));
            check("dropout of much", 0, (k, memory) -> k.dropout(memory.random(90_000 + n), p, 11, memory.random(90_000 + n)));
        }
    }

    @ParameterizedTest
    @MethodSource("raggedSizes")
    void adamEqualsPlain(int n) {
        for (boolean decoupled : new boolean[] {false, true}) {
            check("adam", 2e-6, (k, memory) -> {
                float[] parameter = memory.random(n);
                float[] m = memory.random(n);
                float[] v = memory.positive(n);
                for (int t = 1; t <= 5; t++) {
                    k.adam(new AdamStep(1e-2, 0.9, 0.999, 1e-8, 0.1, decoupled, t), parameter, memory.random(n), m, v);
                }
            });
        }
    }
}
