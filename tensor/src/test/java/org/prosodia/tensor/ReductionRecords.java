package org.prosodia.tensor;

import static org.prosodia.tensor.Inputs.zeros;
import static org.prosodia.tensor.testing.Domain.DISTINCT;
import static org.prosodia.tensor.testing.OpRecord.call;
import static org.prosodia.tensor.testing.OpRecord.shape;

import java.util.List;
import org.prosodia.tensor.testing.OpRecord;

/** Sums, means and maxima over axes, and their reverse. */
final class ReductionRecords {
    private static final int[] LARGE = {3, 71, 131};

    private ReductionRecords() {}

    static List<OpRecord> all() {
        OpRecord sum = OpRecord.of("sum")
                .sized(4, s -> call(x -> x[0].sum(s[3] % 3, s[3] % 2 == 0), shape(s[0], s[1], s[2])))
                .large(x -> x[0].sum(1, false), LARGE)
                .refuses("sum: axis 2 is outside of shape [2, 3]", () -> zeros(2, 3).sum(2, false))
                .refuses("sum: axis 0 is outside of shape []", () -> zeros().sum(0, false));
        OpRecord mean = OpRecord.of("mean")
                .sized(4, s -> call(x -> x[0].mean(s[3] % 3, s[3] % 2 == 0), shape(s[0] + 1, s[1] + 1, s[2] + 1)))
                .large(x -> x[0].mean(), LARGE)
                .refuses("mean: axis -3 is outside of shape [2, 3]", () -> zeros(2, 3).mean(-3, false));
        OpRecord max = OpRecord.of("max").on(DISTINCT)
                .sample("of one element", x -> x[0].max(0, false), shape(1))
                .sized(4, s -> call(x -> x[0].max(s[3] % 3, s[3] % 2 == 0), shape(s[0] + 1, s[1] + 1, s[2] + 1)))
                .large(x -> x[0].max(1, false), LARGE)
                .refuses("max: axis 1 is outside of shape [2]", () -> zeros(2).max(1, false))
                .refuses("max: axis 1 of [2, 0] is empty", () -> zeros(2, 0).max(1, false));
        for (int[] shape : new int[][] {{}, {5}, {2, 3, 4}}) {
            sum.sample("", x -> x[0].sum(), shape);
            mean.sample("", x -> x[0].mean(), shape);
        }
        sum.sample("of nothing", x -> x[0].sum(), shape(2, 0));
        for (int axis : new int[] {0, 1, 2, -1, -3}) {
            for (boolean keepDim : new boolean[] {true, false}) {
                String variant = "axis " + axis + (keepDim ? " kept" : "");
                sum.sample(variant, x -> x[0].sum(axis, keepDim), shape(3, 5, 2));
                mean.sample(variant, x -> x[0].mean(axis, keepDim), shape(3, 5, 2));
                max.sample(variant, x -> x[0].max(axis, keepDim), shape(3, 5, 2));
            }
        }
        OpRecord sumTo = OpRecord.of("sumTo")
                .sample("", x -> x[0].sumTo(3, 1), shape(2, 3, 5))
                .sample("a scalar", x -> x[0].sumTo(), shape(2, 3))
                .sample("inner axis kept", x -> x[0].sumTo(2, 1, 5), shape(2, 3, 5))
                .sample("its own shape", x -> x[0].sumTo(2, 3).mul(2), shape(2, 3))
                .sized(4, s -> call(x -> x[0].sumTo(s[3] % 2 == 0 ? shape(s[1], 1) : shape(1, s[2])), shape(s[0], s[1], s[2])))
                .large(x -> x[0].sumTo(71, 1), LARGE)
                .refuses("sumTo: [4] and [2, 3]: dimensions must be equal or 1, found 4 and 3", () -> zeros(2, 3).sumTo(4))
                .refuses("sumTo: [2, 3] does not broadcast to [3]", () -> zeros(3).sumTo(2, 3));
        OpRecord expand = OpRecord.of("expand")
                .sample("", x -> x[0].expand(2, 3, 5), shape(3, 1))
                .sample("a scalar", x -> x[0].expand(2, 3), shape())
                .sample("between", x -> x[0].expand(2, 4, 5), shape(2, 1, 5))
                .sample("to nothing", x -> x[0].expand(0, 3), shape(1, 3))
                .sized(4, s -> call(x -> x[0].expand(s[0], s[1], s[2]), s[3] % 2 == 0 ? shape(s[1], 1) : shape(1, s[2])))
                .large(x -> x[0].expand(LARGE), shape(71, 1))
                .refuses("expand: [2, 3] and [4]: dimensions must be equal or 1, found 3 and 4", () -> zeros(2, 3).expand(4))
                .refuses("expand: [2, 3] does not broadcast to [3]", () -> zeros(2, 3).expand(3));
        return List.of(sum, mean, max, sumTo, expand);
    }
}
