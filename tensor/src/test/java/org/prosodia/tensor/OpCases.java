package org.prosodia.tensor;

import static org.prosodia.tensor.OpCase.Domain.DISTINCT;
import static org.prosodia.tensor.OpCase.Domain.NONZERO;
import static org.prosodia.tensor.OpCase.Domain.NORMAL;
import static org.prosodia.tensor.OpCase.Domain.POSITIVE;
import static org.prosodia.tensor.OpCase.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.prosodia.tensor.OpCase.Domain;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.check.DifferentiableFunction;

/** Every op, with shapes small enough to differentiate numerically. */
final class OpCases {
    private final List<OpCase> cases = new ArrayList<>();

    private OpCases() {}

    static List<OpCase> all() {
        OpCases all = new OpCases();
        all.arithmetic();
        all.functions();
        all.reductions();
        all.movement();
        all.selection();
        all.products();
        all.convolutions();
        all.normalisation();
        all.attention();
        return List.copyOf(all.cases);
    }

    private void add(String op, String variant, Domain domain, DifferentiableFunction function, int[]... shapes) {
        cases.add(new OpCase(op, variant, domain, function, shapes));
    }

    private void arithmetic() {
        int[][][] pairs = {
            {shape(2, 3), shape(2, 3)}, {shape(4, 1, 3), shape(2, 1)}, {shape(), shape(3)}, {shape(5), shape()}, {shape(), shape()},
            {shape(1, 3), shape(2, 2, 1)}, {shape(0, 3), shape(1, 3)}, {shape(2, 1, 3, 1), shape(5, 1, 2)}
        };
        for (int[][] pair : pairs) {
            add("add", "", NORMAL, x -> x[0].add(x[1]), pair);
            add("sub", "", NORMAL, x -> x[0].sub(x[1]), pair);
            add("mul", "", NORMAL, x -> x[0].mul(x[1]), pair);
            add("div", "", NONZERO, x -> x[0].div(x[1]), pair);
            add("maximum", "", DISTINCT, x -> x[0].maximum(x[1]), pair);
            add("minimum", "", DISTINCT, x -> x[0].minimum(x[1]), pair);
        }
        add("mul", "with itself", NORMAL, x -> x[0].mul(x[0]), shape(2, 3));
        add("sub", "from itself", NORMAL, x -> x[0].sub(x[0]), shape(2, 3));
        add("div", "by itself", NONZERO, x -> x[0].div(x[0]), shape(3));
        for (int[] shape : new int[][] {{}, {7}, {2, 0}, {3, 5}}) {
            add("add", "2.5", NORMAL, x -> x[0].add(2.5), shape);
            add("mul", "-1.5", NORMAL, x -> x[0].mul(-1.5), shape);
            add("neg", "", NORMAL, x -> x[0].neg(), shape);
        }
    }

    private void functions() {
        for (Functions f : Functions.values()) {
            Domain domain = switch (f) {
                case LOG, SQRT, LGAMMA, DIGAMMA -> POSITIVE;
                case RECIPROCAL, ABS, RELU -> NONZERO;
                default -> NORMAL;
            };
            add(f.toString(), "", domain, x -> x[0].map(f), shape(3, 5));
            add(f.toString(), "", domain, x -> x[0].map(f), shape());
        }
        add("map", "a function of the user's own", NORMAL, x -> x[0].map(new Sine()), shape(3, 3));
        for (double p : new double[] {2.5, -1, 0.5, 0}) {
            add("pow", Double.toString(p), POSITIVE, x -> x[0].pow(p), shape(2, 5));
        }
        add("pow", "3, either sign", NONZERO, x -> x[0].pow(3), shape(7));
        add("clamp", "", DISTINCT, x -> x[0].clamp(-0.3, 0.4), shape(3, 5));
        add("clamp", "on one side", DISTINCT, x -> x[0].clamp(-0.3, Double.POSITIVE_INFINITY), shape(15));
    }

    private void reductions() {
        for (int[] shape : new int[][] {{}, {5}, {2, 3, 4}, {2, 0}}) {
            add("sum", "", NORMAL, x -> x[0].sum(), shape);
        }
        for (int[] shape : new int[][] {{}, {5}, {2, 3, 4}}) {
            add("mean", "", NORMAL, x -> x[0].mean(), shape);
        }
        for (int axis : new int[] {0, 1, 2, -1, -3}) {
            for (boolean keepDim : new boolean[] {true, false}) {
                String variant = "axis " + axis + (keepDim ? " kept" : "");
                add("sum", variant, NORMAL, x -> x[0].sum(axis, keepDim), shape(3, 5, 2));
                add("mean", variant, NORMAL, x -> x[0].mean(axis, keepDim), shape(3, 5, 2));
                add("max", variant, DISTINCT, x -> x[0].max(axis, keepDim), shape(3, 5, 2));
            }
        }
        add("max", "of one element", DISTINCT, x -> x[0].max(0, false), shape(1));
        add("sumTo", "", NORMAL, x -> x[0].sumTo(3, 1), shape(2, 3, 5));
        add("sumTo", "a scalar", NORMAL, x -> x[0].sumTo(), shape(2, 3));
        add("sumTo", "inner axis kept", NORMAL, x -> x[0].sumTo(2, 1, 5), shape(2, 3, 5));
        add("sumTo", "its own shape", NORMAL, x -> x[0].sumTo(2, 3).mul(2), shape(2, 3));
        add("expand", "", NORMAL, x -> x[0].expand(2, 3, 5), shape(3, 1));
        add("expand", "a scalar", NORMAL, x -> x[0].expand(2, 3), shape());
        add("expand", "between", NORMAL, x -> x[0].expand(2, 4, 5), shape(2, 1, 5));
        add("expand", "to nothing", NORMAL, x -> x[0].expand(0, 3), shape(1, 3));
    }

    private void movement() {
        add("reshape", "", NORMAL, x -> x[0].reshape(6, 2), shape(3, 4));
        add("reshape", "inferred", NORMAL, x -> x[0].reshape(2, -1, 2), shape(3, 4));
        add("reshape", "to a scalar", NORMAL, x -> x[0].reshape(), shape(1, 1));
        add("permute", "", NORMAL, x -> x[0].permute(2, 0, 1), shape(2, 3, 4));
        add("permute", "of four", NORMAL, x -> x[0].permute(0, 2, 1, 3), shape(2, 3, 2, 5));
        add("permute", "of none", NORMAL, x -> x[0].permute(), shape());
        for (int axis = 0; axis < 3; axis++) {
            int a = axis;
            add("slice", "axis " + a, NORMAL, x -> x[0].slice(a, 1, 2), shape(3, 4, 5));
            add("pad", "axis " + a, NORMAL, x -> x[0].pad(a, 2, 1), shape(3, 2, 2));
            add("concat", "axis " + a, NORMAL, x -> Tensor.concat(a, x), shape(2, 3, 2), shape(2, 3, 2), shape(2, 3, 2));
        }
        add("slice", "of length 0", NORMAL, x -> x[0].slice(0, 3, 0), shape(3, 2));
        add("slice", "overlapping", NORMAL, x -> x[0].slice(-1, 0, 3).mul(x[0].slice(-1, 1, 3)), shape(2, 4));
        add("pad", "on one side", NORMAL, x -> x[0].pad(-1, 0, 3), shape(2, 3));
        add("concat", "of odd sizes", NORMAL, x -> Tensor.concat(-2, x), shape(2, 1, 3), shape(2, 5, 3), shape(2, 0, 3));
        add("concat", "of one tensor twice", NORMAL, x -> Tensor.concat(0, x[0], x[0]), shape(2, 3));
    }

    private void selection() {
        add("indexSelect", "repeated", NORMAL, x -> x[0].indexSelect(3, 0, 3, 3), shape(4, 2, 3));
        add("indexSelect", "of numbers", NORMAL, x -> x[0].indexSelect(1, 1, 0), shape(3));
        add("indexSelect", "nothing", NORMAL, x -> x[0].indexSelect(), shape(3, 2));
        add("indexAdd", "repeated", NORMAL, x -> x[0].indexAdd(x[1], 2, 0, 2), shape(4, 3), shape(3, 3));
        add("indexAdd", "of numbers", NORMAL, x -> x[0].indexAdd(x[1], 1, 1), shape(3), shape(2));
        add("gather", "repeated", NORMAL, x -> x[0].gather(new int[] {4, 0, 4, 1, 1, 2}, 3), shape(2, 5));
        add("gather", "one of each row", NORMAL, x -> x[0].gather(new int[] {2, 0, 1, 1, 2, 0}, 1), shape(2, 3, 3));
        add("maskedFill", "", NORMAL, x -> x[0].maskedFill(mask(6, 2, 3), -7), shape(2, 3));
        add("maskedFill", "rows", NORMAL, x -> x[0].maskedFill(mask(6, 2, 1, 3), 0), shape(2, 5, 3));
        add("maskedFill", "columns", NORMAL, x -> x[0].maskedFill(mask(3, 3, 1), 1e9), shape(2, 3, 4));
        add("dropout", "0.4", NORMAL, x -> x[0].dropout(0.4, new Rng(5)), shape(4, 7));
        add("dropout", "everything", NORMAL, x -> x[0].dropout(1, new Rng(5)), shape(3));
        add("dropout", "nothing", NORMAL, x -> x[0].dropout(0, new Rng(5)).mul(3), shape(3));
    }

    private void products() {
        int[][][] batches = {{{}, {}}, {{3}, {3}}, {{3}, {}}, {{}, {2, 3}}, {{2, 1}, {1, 3}}};
        for (int[][] batch : batches) {
            for (int t = 0; t < 4; t++) {
                boolean ta = t % 2 == 1;
                boolean tb = t / 2 == 1;
                int[] a = ta ? join(batch[0], 3, 2) : join(batch[0], 2, 3);
                int[] b = tb ? join(batch[1], 5, 3) : join(batch[1], 3, 5);
                add("matmul", (ta ? "Aᵀ" : "A") + (tb ? "Bᵀ" : "B"), NORMAL, x -> x[0].matmul(x[1], ta, tb), a, b);
            }
        }
        add("matmul", "with itself", NORMAL, x -> x[0].matmul(x[0]), shape(3, 3));
        add("matmul", "with its transpose", NORMAL, x -> x[0].matmul(x[0], false, true), shape(2, 3));
        add("matmul", "over nothing", NORMAL, x -> x[0].matmul(x[1]), shape(2, 0), shape(0, 3));
        for (int[] shape : new int[][] {{3}, {4, 3}, {2, 5, 3}, {1, 3}}) {
            add("linear", "with bias", NORMAL, x -> x[0].linear(x[1], x[2]), shape, shape(7, 3), shape(7));
            add("linear", "without bias", NORMAL, x -> x[0].linear(x[1], null), shape, shape(7, 3));
        }
    }

    private void convolutions() {
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
            add("conv1d", variant, NORMAL, x -> x[0].conv1d(x[1], x[2], stride, groups), input, weight, shape(s[3]));
            add("conv1d", variant + " without bias", NORMAL, x -> x[0].conv1d(x[1], null, stride, groups), input, weight);
        }
    }

    private void normalisation() {
        for (int[] shape : new int[][] {{5}, {3, 7}, {2, 3, 4}, {0, 3}}) {
            int[] channels = {shape[shape.length - 1]};
            add("layerNorm", "", NORMAL, x -> x[0].layerNorm(x[1], x[2], 1e-5), shape, channels, channels);
            add("softmax", "", NORMAL, x -> x[0].softmax(), shape);
            add("logSoftmax", "", NORMAL, x -> x[0].logSoftmax(), shape);
        }
        add("layerNorm", "of one channel", NORMAL, x -> x[0].layerNorm(x[1], x[2], 1e-2), shape(3, 1), shape(1), shape(1));
        for (int groups : new int[] {1, 2, 3, 6}) {
            add("groupNorm", groups + " groups", NORMAL, x -> x[0].groupNorm(x[1], x[2], groups, 1e-5), shape(2, 5, 6), shape(6), shape(6));
        }
        add("groupNorm", "of one frame", NORMAL, x -> x[0].groupNorm(x[1], x[2], 2, 1e-3), shape(2, 1, 4), shape(4), shape(4));
    }

    private void attention() {
        // batch, queries, keys, channels, heads
        int[][] sizes = {{1, 1, 1, 2, 1}, {2, 3, 5, 4, 1}, {2, 4, 3, 6, 2}, {1, 3, 3, 6, 6}, {3, 2, 4, 4, 2}};
        for (int[] s : sizes) {
            int[] queries = {s[0], s[1], s[3]};
            int[] keys = {s[0], s[2], s[3]};
            int heads = s[4];
            Mask valid = mask(s[0] * s[2], s[0], s[2]);
            String variant = heads + " heads";
            add("attention", variant, NORMAL, x -> x[0].attention(x[1], x[2], heads, null, 0, null), queries, keys, keys);
            add("attention", variant + " masked", NORMAL, x -> x[0].attention(x[1], x[2], heads, valid, 0, null), queries, keys, keys);
            add("attention", variant + " masked, dropout", NORMAL,
                    x -> x[0].attention(x[1], x[2], heads, valid, 0.3, new Rng(11)), queries, keys, keys);
        }
        Mask secondIsPadding = Mask.ofLengths(new int[] {2, 0}, 3);
        add("attention", "a clip of padding", NORMAL, x -> x[0].attention(x[1], x[2], 2, secondIsPadding, 0, null),
                shape(2, 2, 4), shape(2, 3, 4), shape(2, 3, 4));
        add("attention", "to itself", NORMAL, x -> x[0].attention(x[0], x[0], 2, null, 0, null), shape(1, 4, 4));
    }

    /** False at every third place, the first among them where there are several. */
    static Mask mask(int n, int... shape) {
        boolean[] values = new boolean[n];
        for (int i = 0; i < n; i++) {
            values[i] = n == 1 || i % 3 != 0;
        }
        return new Mask(values, shape);
    }

    private static int[] join(int[] batch, int rows, int columns) {
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        shape[batch.length] = rows;
        shape[batch.length + 1] = columns;
        return shape;
    }
}
