package org.prosodia.tensor;

import static org.prosodia.tensor.Inputs.mask;
import static org.prosodia.tensor.Inputs.zeros;
import static org.prosodia.tensor.testing.OpRecord.call;
import static org.prosodia.tensor.testing.OpRecord.shape;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.prosodia.tensor.testing.OpRecord;

/** Ops that only move elements, or choose among them. */
final class MovementRecords {
    private static final int[] LARGE = {3, 71, 131};

    private MovementRecords() {}

    static List<OpRecord> all() {
        return Stream.of(shapes(), parts(), selections()).flatMap(records -> records).toList();
    }

    private static Stream<OpRecord> shapes() {
        OpRecord reshape = OpRecord.of("reshape")
                .sample("", x -> x[0].reshape(6, 2), shape(3, 4))
                .sample("inferred", x -> x[0].reshape(2, -1, 2), shape(3, 4))
                .sample("to a scalar", x -> x[0].reshape(), shape(1, 1))
                .sized(3, s -> call(x -> x[0].reshape(s[2], s[0] * s[1]), shape(s[0], s[1], s[2])))
                .large(x -> x[0].reshape(131, -1), LARGE)
                .refuses("reshape: [2, 3] to [4, 2]: sizes differ", () -> zeros(2, 3).reshape(4, 2))
                .refuses("reshape: [2, 3] to [4, -1]: sizes differ", () -> zeros(2, 3).reshape(4, -1))
                .refuses("reshape: [2, 3] to [-1, -1]: sizes differ", () -> zeros(2, 3).reshape(-1, -1))
                .refuses("reshape: [2, 3] to [-2, -3]: sizes differ", () -> zeros(2, 3).reshape(-2, -3))
                .refuses("reshape: [2, 0] to [0, -1]: sizes differ", () -> zeros(2, 0).reshape(0, -1))
                .refuses("reshape: [2] to [65536, 65536, -1]: sizes differ", () -> zeros(2).reshape(65536, 65536, -1));
        int[][] orders = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
        OpRecord permute = OpRecord.of("permute")
                .sample("", x -> x[0].permute(2, 0, 1), shape(2, 3, 4))
                .sample("of four", x -> x[0].permute(0, 2, 1, 3), shape(2, 3, 2, 5))
                .sample("of none", x -> x[0].permute(), shape())
                .sized(4, s -> call(x -> x[0].permute(orders[s[3] % 6]), shape(s[0], s[1], s[2])))
                .large(x -> x[0].permute(2, 0, 1), LARGE)
                .refuses("permute: [0, 0] is no permutation of the axes of [2, 3]", () -> zeros(2, 3).permute(0, 0))
                .refuses("permute: [0, -1] is no permutation of the axes of [2, 3]", () -> zeros(2, 3).permute(0, -1))
                .refuses("permute: [0] is no permutation of the axes of [2, 3]", () -> zeros(2, 3).permute(0));
        return Stream.of(reshape, permute);
    }

    private static Stream<OpRecord> parts() {
        OpRecord slice = OpRecord.of("slice")
                .sample("of length 0", x -> x[0].slice(0, 3, 0), shape(3, 2))
                .sample("overlapping", x -> x[0].slice(-1, 0, 3).mul(x[0].slice(-1, 1, 3)), shape(2, 4))
                .sized(4, s -> call(x -> x[0].slice(1, s[2], s[3]), shape(s[0], s[1] + s[2] + s[3], 2)))
                .large(x -> x[0].slice(2, 3, 120), LARGE)
                .refuses("slice: [1, 4) of axis 1 of [2, 3]", () -> zeros(2, 3).slice(1, 1, 3))
                .refuses("slice: [-1, 0) of axis 1 of [2, 3]", () -> zeros(2, 3).slice(1, -1, 1))
                .refuses("slice: [1, 2147483648) of axis 1 of [2, 3]", () -> zeros(2, 3).slice(1, 1, Integer.MAX_VALUE));
        OpRecord pad = OpRecord.of("pad")
                .sample("on one side", x -> x[0].pad(-1, 0, 3), shape(2, 3))
                .sized(4, s -> call(x -> x[0].pad(1, s[2], s[3]), shape(s[0], s[1], 2)))
                .large(x -> x[0].pad(2, 3, 20), LARGE)
                .refuses("pad: negative padding -1, 0", () -> zeros(2, 3).pad(1, -1, 0))
                .refuses("pad: axis 5 is outside of shape [2, 3]", () -> zeros(2, 3).pad(5, 1, 0));
        OpRecord concat = OpRecord.of("concat")
                .sample("of odd sizes", x -> Tensor.concat(-2, x), shape(2, 1, 3), shape(2, 5, 3), shape(2, 0, 3))
                .sample("of one tensor twice", x -> Tensor.concat(0, x[0], x[0]), shape(2, 3))
                .sized(4, s -> call(x -> Tensor.concat(1, x), shape(s[0], s[1], 2), shape(s[0], s[2], 2), shape(s[0], s[3], 2)))
                .large(x -> Tensor.concat(1, x), LARGE, LARGE)
                .refuses("concat: [2, 3] and [3, 3]: all dimensions but axis 1 must be equal", () -> concat(1, zeros(2, 3), zeros(3, 3)))
                .refuses("concat: [2, 3] and [3]: all dimensions but axis 1 must be equal", () -> concat(1, zeros(2, 3), zeros(3)))
                .refuses("concat: [2] and []: all dimensions but axis 0 must be equal", () -> concat(0, zeros(2), zeros()))
                .refuses("concat: [2] and [2, 2]: all dimensions but axis 0 must be equal", () -> concat(0, zeros(2), zeros(2, 2)))
                .refuses("concat: axis 0 is outside of shape []", () -> concat(0, zeros(), zeros()))
                .refuses("concat: expected at least one tensor", () -> concat(0));
        for (int axis = 0; axis < 3; axis++) {
            int a = axis;
            slice.sample("axis " + a, x -> x[0].slice(a, 1, 2), shape(3, 4, 5));
            pad.sample("axis " + a, x -> x[0].pad(a, 2, 1), shape(3, 2, 2));
            concat.sample("axis " + a, x -> Tensor.concat(a, x), shape(2, 3, 2), shape(2, 3, 2), shape(2, 3, 2));
        }
        return Stream.of(slice, pad, concat);
    }

    private static Tensor concat(int axis, Tensor... parts) {
        return Tensor.concat(axis, parts);
    }

    private static Stream<OpRecord> selections() {
        OpRecord indexSelect = OpRecord.of("indexSelect")
                .sample("repeated", x -> x[0].indexSelect(3, 0, 3, 3), shape(4, 2, 3))
                .sample("of numbers", x -> x[0].indexSelect(1, 1, 0), shape(3))
                .sample("nothing", x -> x[0].indexSelect(), shape(3, 2))
                .sized(3, s -> call(x -> x[0].indexSelect(index(s[2], s[0] + 1)), shape(s[0] + 1, s[1])))
                .large(x -> x[0].reshape(131, -1).indexSelect(index(25_000, 131)), LARGE)
                .refuses("indexSelect: index 2 outside of the first axis of [2, 3]", () -> zeros(2, 3).indexSelect(0, 2))
                .refuses("indexSelect: index -1 outside of the first axis of [2, 3]", () -> zeros(2, 3).indexSelect(-1))
                .refuses("indexSelect: a scalar has no rows", () -> zeros().indexSelect(0));
        OpRecord indexAdd = OpRecord.of("indexAdd")
                .sample("repeated", x -> x[0].indexAdd(x[1], 2, 0, 2), shape(4, 3), shape(3, 3))
                .sample("of numbers", x -> x[0].indexAdd(x[1], 1, 1), shape(3), shape(2))
                .sized(3, s -> call(x -> x[0].indexAdd(x[1], index(s[2], s[0] + 1)), shape(s[0] + 1, s[1]), shape(s[2], s[1])))
                .large(x -> x[0].indexAdd(x[1], index(25_000, 131)), shape(131), shape(25_000))
                .refuses("indexAdd: source [2, 2] for [2, 3]: expected [1, 3]", () -> zeros(2, 3).indexAdd(zeros(2, 2), 0))
                .refuses("indexAdd: index 2 outside of the first axis of [2, 3]", () -> zeros(2, 3).indexAdd(zeros(1, 3), 2));
        OpRecord gather = OpRecord.of("gather")
                .sample("repeated", x -> x[0].gather(new int[] {4, 0, 4, 1, 1, 2}, 3), shape(2, 5))
                .sample("one of each row", x -> x[0].gather(new int[] {2, 0, 1, 1, 2, 0}, 1), shape(2, 3, 3))
                .sized(3, s -> call(x -> x[0].gather(index(s[0] * s[2], s[1] + 1), s[2]), shape(s[0], s[1] + 1)))
                .large(x -> x[0].gather(index(25_000, 131), 25_000), shape(1, 131))
                .refuses("gather: 3 indices for [2, 3], expected 2 x 1", () -> zeros(2, 3).gather(new int[3], 1))
                .refuses("gather: 0 indices for [3, 0], expected 3 x 2", () -> zeros(3, 0).gather(new int[0], 2))
                .refuses("gather: 0 indices for [0, 3], expected 0 x -1", () -> zeros(0, 3).gather(new int[0], -1))
                .refuses("gather: index -1 outside of the last axis of [2, 3]", () -> zeros(2, 3).gather(new int[] {0, -1}, 1))
                .refuses("gather: index 3 outside of the last axis of [2, 3]", () -> zeros(2, 3).gather(new int[] {0, 3}, 1))
                .refuses("gather: axis -1 is outside of shape []", () -> zeros().gather(new int[1], 1));
        OpRecord maskedFill = OpRecord.of("maskedFill")
                .sample("", x -> x[0].maskedFill(mask(2, 3), -7), shape(2, 3))
                .sample("rows", x -> x[0].maskedFill(mask(2, 1, 3), 0), shape(2, 5, 3))
                .sample("columns", x -> x[0].maskedFill(mask(3, 1), 1e9), shape(2, 3, 4))
                .sized(3, s -> call(x -> x[0].maskedFill(mask(s[1], 1), 0.5), shape(s[0], s[1], s[2])))
                .large(x -> x[0].maskedFill(mask(71, 1), 0), LARGE)
                .refuses("maskedFill: [2, 3] and [4]: dimensions must be equal or 1, found 3 and 4",
                        () -> zeros(2, 3).maskedFill(mask(4), 0))
                .refuses("maskedFill: mask [4] does not broadcast to [1]", () -> zeros(1).maskedFill(mask(4), 0));
        return Stream.of(indexSelect, indexAdd, gather, maskedFill);
    }

    /** {@code n} indices below {@code limit}, some of them repeated. */
    private static int[] index(int n, int limit) {
        int[] index = new int[n];
        Arrays.setAll(index, i -> i * 7 % limit);
        return index;
    }
}
