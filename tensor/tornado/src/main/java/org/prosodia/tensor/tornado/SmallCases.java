package org.prosodia.tensor.tornado;

import java.util.Arrays;
import java.util.function.Consumer;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.AdamStep;
import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.ScalarFunction;

/** A small case with ragged sizes for every kernel. */
final class SmallCases {
    private static final int ROWS = 5;
    private static final int N = 37;
    private static final int ALL = ROWS * N;
    private static final int[] SHAPE = {ROWS, N};
    private static final int[] DENSE = {N, 1};
    private static final int[] REPEATED = {0, 1};

    private SmallCases() {}

    static Consumer<Trial> of(DeviceKernel kernel) {
        return switch (kernel) {
            case FILL -> t -> t.kernels().fill(t.poisoned(N), 1.5);
            case MAP, MAP_GRADIENT, MAP_SPECIAL, MAP_SPECIAL_GRADIENT -> SmallCases::functions;
            case AXPY -> t -> t.kernels().axpy(0.3, t.signed(N), t.signed(N));
            case ZIP -> SmallCases::zips;
            case MASKED_FILL -> t -> t.kernels().maskedFill(t.signed(ALL), mask(), REPEATED, 7, t.poisoned(ALL), SHAPE);
            case COPY -> t -> t.kernels().copy(t.signed(ALL), 0, new int[] {1, ROWS}, t.poisoned(ALL), 0, DENSE, SHAPE);
            case DROPOUT -> t -> t.kernels().dropout(t.signed(ALL), 0.3, -0x123456789abcdefL, t.poisoned(ALL));
            case ADAM -> t -> t.kernels().adam(new AdamStep(0.1, 0.9, 0.99, 1e-8, 0.01, true, 3), t.signed(N), t.signed(N), t.signed(N),
                    t.positive(N));
            case GATHER_ROWS -> t -> t.kernels().gatherRows(t.signed(ALL), new int[] {4, 0, 0}, t.poisoned(3 * N), N);
            case SCATTER_ADD_ROWS -> t -> t.kernels().scatterAddRows(t.signed(3 * N), new int[] {4, 0, 0}, t.signed(ALL), N);
            case SUM_PARTS, ADD_PARTS -> SmallCases::sums;
            case SQUARES -> t -> t.returned(t.kernels().squaredNorm(t.signed(1000)));
            case MAX -> SmallCases::maximum;
            case PACK, MULTIPLY, GROUP_MULTIPLY -> SmallCases::products;
            case UNPACK -> SmallCases::unpacked;
            case SOFTMAX, SOFTMAX_GRADIENT -> SmallCases::softmax;
            case LOG_SOFTMAX, LOG_SOFTMAX_GRADIENT -> SmallCases::logSoftmax;
            case LAYER_NORM, LAYER_NORM_GRADIENT -> SmallCases::layerNorm;
            case COLUMN_STATISTICS, GROUP_STATISTICS, GROUP_NORM, COLUMN_SUMS, GROUP_AVERAGES, GROUP_NORM_GRADIENT -> SmallCases::groupNorm;
        };
    }

    private static boolean[] mask() {
        boolean[] mask = new boolean[N];
        for (int i = 0; i < N; i += 3) {
            mask[i] = true;
        }
        return mask;
    }

    private static void functions(Trial t) {
        for (Functions f : Functions.values()) {
            function(t, f);
        }
        function(t, new ScalarFunction.Affine(2, -1));
        function(t, new ScalarFunction.Power(2.5));
        function(t, new ScalarFunction.Clamp(0.7, 1.5));
    }

    private static void function(Trial t, ScalarFunction f) {
        Object x = t.positive(N);
        t.kernels().map(f, x, t.poisoned(N));
        t.kernels().mapGradient(f, x, t.signed(N), t.poisoned(N));
    }

    private static void zips(Trial t) {
        for (BinaryOp op : BinaryOp.values()) {
            t.kernels().zip(op, t.signed(ALL), DENSE, t.positive(N), REPEATED, t.poisoned(ALL), SHAPE);
        }
    }

    private static void sums(Trial t) {
        t.kernels().sum(t.signed(ALL), SHAPE, t.signed(N), REPEATED);
        t.kernels().sum(t.signed(ALL), SHAPE, t.signed(ROWS), new int[] {1, 0});
    }

    private static void maximum(Trial t) {
        int[] places = new int[ROWS];
        t.kernels().max(t.signed(ALL), ROWS, N, 1, t.poisoned(ROWS), places);
        t.returned(Arrays.stream(places).asDoubleStream().toArray());
    }

    /** Two matrices at a time, B as it is and transposed, with C aligned to vectors and not. */
    private static void products(Trial t) {
        for (int n : new int[] {32, 19}) {
            int m = 11;
            int k = 23;
            MatrixView a = MatrixView.batch(2, m * k, k, 1);
            MatrixView b = MatrixView.batch(2, k * n, n, 1);
            MatrixView transposed = MatrixView.batch(2, k * n, 1, k);
            MatrixView c = MatrixView.batch(2, m * n, n, 1);
            t.kernels().gemm(m, n, k, t.signed(2 * m * k), a, t.signed(2 * k * n), b, t.poisoned(2 * m * n), c, false);
            t.kernels().gemm(m, n, k, t.signed(2 * m * k), a, t.signed(2 * k * n), transposed, t.signed(2 * m * n), c, true);
        }
    }

    /** Where a backend packs nothing, what comes back has not changed either. */
    private static void unpacked(Trial t) {
        Kernels<Object> kernels = t.kernels();
        Object b = t.signed(ALL);
        PackedMatrix packed = kernels.pack(ROWS, N, b, MatrixView.of(N), WeightPrecision.F32);
        if (packed != null) {
            kernels.fill(b, Double.NaN);
            kernels.unpack(packed, b);
        }
    }

    private static void softmax(Trial t) {
        Object y = t.poisoned(ALL);
        t.kernels().softmax(t.signed(ALL), y, ROWS, N);
        t.kernels().softmaxGradient(y, t.signed(ALL), t.poisoned(ALL), ROWS, N);
    }

    private static void logSoftmax(Trial t) {
        Object y = t.poisoned(ALL);
        t.kernels().logSoftmax(t.signed(ALL), y, ROWS, N);
        t.kernels().logSoftmaxGradient(y, t.signed(ALL), t.poisoned(ALL), ROWS, N);
    }

    private static void layerNorm(Trial t) {
        Object x = t.signed(ALL);
        Object gamma = t.positive(N);
        Object mean = t.poisoned(ROWS);
        Object rstd = t.poisoned(ROWS);
        t.kernels().layerNorm(x, gamma, t.signed(N), t.poisoned(ALL), mean, rstd, ROWS, N, 1e-5);
        t.kernels().layerNormGradient(x, gamma, mean, rstd, t.signed(ALL), t.poisoned(ALL), t.signed(N), t.signed(N), ROWS, N);
    }

    private static void groupNorm(Trial t) {
        int batch = 2;
        int time = 150;
        int channels = 6;
        int groups = 3;
        int all = batch * time * channels;
        Object x = t.signed(all);
        Object gamma = t.positive(channels);
        Object mean = t.poisoned(batch * groups);
        Object rstd = t.poisoned(batch * groups);
        t.kernels().groupNorm(x, gamma, t.signed(channels), t.poisoned(all), mean, rstd, batch, time, channels, groups, 1e-5);
        t.kernels().groupNormGradient(x, gamma, mean, rstd, t.signed(all), t.poisoned(all), t.signed(channels), t.signed(channels), batch,
                time, channels, groups);
    }
}
