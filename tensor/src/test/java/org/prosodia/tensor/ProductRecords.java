package org.prosodia.tensor;

import static org.prosodia.tensor.Inputs.zeros;
import static org.prosodia.tensor.testing.OpRecord.call;
import static org.prosodia.tensor.testing.OpRecord.shape;

import java.util.Arrays;
import java.util.List;
import org.prosodia.tensor.testing.OpRecord;

/** Matrix products, and layers that are. */
final class ProductRecords {
    private static final int[] LARGE = {3, 71, 131};
    private static final String CONV1D = ": expected [B, T, C] and [O, K, C / groups], groups dividing O";

    private ProductRecords() {}

    static List<OpRecord> all() {
        return List.of(matmul(), linear(), conv1d());
    }

    private static OpRecord matmul() {
        OpRecord matmul = OpRecord.of("matmul")
                .sample("with itself", x -> x[0].matmul(x[0]), shape(3, 3))
                .sample("with its transpose", x -> x[0].matmul(x[0], false, true), shape(2, 3))
                .sample("over nothing", x -> x[0].matmul(x[1]), shape(2, 0), shape(0, 3))
                .sized(4, s -> {
                    boolean ta = s[3] % 2 == 1;
                    boolean tb = s[3] / 2 % 2 == 1;
                    return call(x -> x[0].matmul(x[1], ta, tb), ta ? shape(s[2], s[0]) : shape(s[0], s[2]),
                            tb ? shape(2, s[1], s[2]) : shape(2, s[2], s[1]));
                })
                .large(x -> x[0].matmul(x[1], false, true), LARGE, shape(65, 131))
                .large(x -> x[0].matmul(x[0], true, false), shape(213, 131))
                .refuses("matmul: [2, 3] and [2, 3]: inner dimensions differ", () -> zeros(2, 3).matmul(zeros(2, 3)))
                .refuses("matmul: [2, 3]ᵀ and [2, 3]ᵀ: inner dimensions differ", () -> zeros(2, 3).matmul(zeros(2, 3), true, true))
                .refuses("matmul: [3] and [3, 2]: expected at least two axes each", () -> zeros(3).matmul(zeros(3, 2)))
                .refuses("matmul: [2] and [3]: dimensions must be equal or 1, found 2 and 3",
                        () -> zeros(2, 4, 5).matmul(zeros(3, 5, 4)));
        int[][][] batches = {{{}, {}}, {{3}, {3}}, {{3}, {}}, {{}, {2, 3}}, {{2, 1}, {1, 3}}};
        for (int[][] batch : batches) {
            for (int t = 0; t < 4; t++) {
                boolean ta = t % 2 == 1;
                boolean tb = t / 2 == 1;
                int[] a = ta ? join(batch[0], 3, 2) : join(batch[0], 2, 3);
                int[] b = tb ? join(batch[1], 5, 3) : join(batch[1], 3, 5);
                matmul.sample((ta ? "Aᵀ" : "A") + (tb ? "Bᵀ" : "B"), x -> x[0].matmul(x[1], ta, tb), a, b);
            }
        }
        return matmul;
    }

    private static OpRecord linear() {
        OpRecord linear = OpRecord.of("linear")
                .sized(4, s -> s[3] % 2 == 0
                        ? call(x -> x[0].linear(x[1], x[2]), shape(s[0], s[1]), shape(s[2], s[1]), shape(s[2]))
                        : call(x -> x[0].linear(x[1], null), shape(s[0], s[1]), shape(s[2], s[1])))
                .large(x -> x[0].linear(x[1], x[2]), LARGE, shape(65, 131), shape(65))
                .refuses("linear: [2, 3] with weight [5, 4]: the last axis must be the weight's second",
                        () -> zeros(2, 3).linear(zeros(5, 4), null))
                .refuses("linear: [] with weight [5, 4]: the last axis must be the weight's second", () -> zeros().linear(zeros(5, 4), null))
                .refuses("linear: bias [3] with weight [5, 3]", () -> zeros(2, 3).linear(zeros(5, 3), zeros(3)));
        for (int[] shape : new int[][] {{3}, {4, 3}, {2, 5, 3}, {1, 3}}) {
            linear.sample("with bias", x -> x[0].linear(x[1], x[2]), shape, shape(7, 3), shape(7));
            linear.sample("without bias", x -> x[0].linear(x[1], null), shape, shape(7, 3));
        }
        return linear;
    }

    private static OpRecord conv1d() {
        OpRecord conv1d = OpRecord.of("conv1d")
                .sized(4, s -> {
                    int kernel = 1 + s[1] % 7;
                    int stride = 1 + s[1] % 3;
                    int groups = 1 + s[1] % 2;
                    return call(x -> x[0].conv1d(x[1], x[2], stride, groups), shape(2, kernel + s[0], groups * s[2]),
                            shape(groups * s[3], kernel, s[2]), shape(groups * s[3]));
                })
                .large(x -> x[0].conv1d(x[1], x[2], 2, 1), shape(2, 141, 24), shape(50, 3, 24), shape(50))
                .large(x -> x[0].conv1d(x[1], null, 1, 4), shape(2, 141, 24), shape(48, 5, 6))
                .large(x -> x[0].slice(0, 0, 1).conv1d(x[1], null, 2, 1), shape(2, 141, 24), shape(50, 3, 24))
                .refuses("conv1d: input [1, 9, 3] and weight [4, 2, 2] with 1 groups" + CONV1D,
                        () -> zeros(1, 9, 3).conv1d(zeros(4, 2, 2), null, 1, 1))
                .refuses("conv1d: input [1, 9, 4] and weight [5, 2, 2] with 2 groups" + CONV1D,
                        () -> zeros(1, 9, 4).conv1d(zeros(5, 2, 2), null, 1, 2))
                .refuses("conv1d: input [9, 3] and weight [4, 2, 3] with 1 groups" + CONV1D,
                        () -> zeros(9, 3).conv1d(zeros(4, 2, 3), null, 1, 1))
                .refuses("conv1d: input [1, 2, 3] has fewer frames than the kernel of [4, 3, 3], or stride 1 is below 1",
                        () -> zeros(1, 2, 3).conv1d(zeros(4, 3, 3), null, 1, 1))
                .refuses("conv1d: input [1, 5, 3] has fewer frames than the kernel of [4, 3, 3], or stride 0 is below 1",
                        () -> zeros(1, 5, 3).conv1d(zeros(4, 3, 3), null, 0, 1))
                .refuses("conv1d: bias [3] with weight [4, 3, 3]", () -> zeros(1, 5, 3).conv1d(zeros(4, 3, 3), zeros(3), 1, 1));
        // batch, time, channels in, channels out, kernel, stride, groups
        int[][] sizes = {
            {1, 5, 1, 1, 3, 1, 1}, {2, 11, 3, 5, 3, 2, 1}, {2, 9, 4, 6, 2, 2, 2}, {1, 7, 6, 6, 4, 1, 3}, {2, 8, 3, 3, 3, 3, 3},
            {1, 6, 2, 3, 1, 1, 1}, {2, 4, 2, 3, 4, 5, 1}, {1, 13, 2, 4, 2, 5, 2}, {3, 10, 1, 2, 7, 2, 1}
        };
        for (int[] s : sizes) {
            int stride = s[5];
            int groups = s[6];
            String variant = "kernel " + s[4] + " stride " + stride + " groups " + groups;
            int[] input = {s[0], s[1], s[2]};
            int[] weight = {s[3], s[4], s[2] / groups};
            conv1d.sample(variant, x -> x[0].conv1d(x[1], x[2], stride, groups), input, weight, shape(s[3]));
            conv1d.sample(variant + " without bias", x -> x[0].conv1d(x[1], null, stride, groups), input, weight);
        }
        return conv1d;
    }

    private static int[] join(int[] batch, int rows, int columns) {
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        shape[batch.length] = rows;
        shape[batch.length + 1] = columns;
        return shape;
    }
}
