package org.prosodia.tensor;

import static org.prosodia.tensor.Inputs.mask;
import static org.prosodia.tensor.Inputs.zeros;
import static org.prosodia.tensor.testing.OpRecord.call;
import static org.prosodia.tensor.testing.OpRecord.shape;

import java.util.List;
import org.prosodia.tensor.testing.OpRecord;

/** Ops in which the elements of a row share statistics. */
final class RowRecords {
    private static final int[] LARGE = {3, 71, 131};
    private static final int[] LAST = {131};
    private static final int[][] ROWS = {{5}, {3, 7}, {2, 3, 4}, {0, 3}};
    private static final String ATTENTION = ": expected [B, T, C], [B, S, C] twice, heads dividing C";
    private static final String CHANNELS = ": expected both to have the size of the last axis";

    private RowRecords() {}

    static List<OpRecord> all() {
        return List.of(layerNorm(), groupNorm(), softmax(), logSoftmax(), attention());
    }

    private static OpRecord layerNorm() {
        OpRecord layerNorm = OpRecord.of("layerNorm")
                .sample("of one channel", x -> x[0].layerNorm(x[1], x[2], 1e-2), shape(3, 1), shape(1), shape(1))
                .sized(2, s -> call(x -> x[0].layerNorm(x[1], x[2], 0.1), shape(s[0], s[1]), shape(s[1]), shape(s[1])))
                .large(x -> x[0].layerNorm(x[1], x[2], 1e-5), LARGE, LAST, LAST)
                .refuses("layerNorm: [2, 3] with weight [2] and bias [3]" + CHANNELS, () -> zeros(2, 3).layerNorm(zeros(2), zeros(3), 1e-5))
                .refuses("layerNorm: [] with weight [1] and bias [1]" + CHANNELS, () -> zeros().layerNorm(zeros(1), zeros(1), 1e-5));
        for (int[] shape : ROWS) {
            int[] channels = {shape[shape.length - 1]};
            layerNorm.sample("", x -> x[0].layerNorm(x[1], x[2], 1e-5), shape, channels, channels);
        }
        return layerNorm;
    }

    private static OpRecord groupNorm() {
        OpRecord groupNorm = OpRecord.of("groupNorm")
                .sample("of one frame", x -> x[0].groupNorm(x[1], x[2], 2, 1e-3), shape(2, 1, 4), shape(4), shape(4))
                .sized(3, s -> call(x -> x[0].groupNorm(x[1], x[2], s[1] + 1, 0.1), shape(2, s[0], (s[1] + 1) * s[2]),
                        shape((s[1] + 1) * s[2]), shape((s[1] + 1) * s[2])))
                .large(x -> x[0].groupNorm(x[1], x[2], 131, 1e-5), LARGE, LAST, LAST)
                .refuses("groupNorm: [1, 2, 4] with weight [4] and bias [2]" + CHANNELS,
                        () -> zeros(1, 2, 4).groupNorm(zeros(4), zeros(2), 1, 1e-5))
                .refuses("groupNorm: [1, 2, 4] with 3 groups: expected [B, T, C], groups dividing C",
                        () -> zeros(1, 2, 4).groupNorm(zeros(4), zeros(4), 3, 1e-5))
                .refuses("groupNorm: [2, 4] with 2 groups: expected [B, T, C], groups dividing C",
                        () -> zeros(2, 4).groupNorm(zeros(4), zeros(4), 2, 1e-5));
        for (int groups : new int[] {1, 2, 3, 6}) {
            groupNorm.sample(groups + " groups", x -> x[0].groupNorm(x[1], x[2], groups, 1e-5), shape(2, 5, 6), shape(6), shape(6));
        }
        return groupNorm;
    }

    private static OpRecord softmax() {
        OpRecord softmax = OpRecord.of("softmax")
                .sized(2, s -> call(x -> x[0].softmax(), shape(s[0], s[1])))
                .large(x -> x[0].softmax(), LARGE)
                .refuses("softmax: axis -1 is outside of shape []", () -> zeros().softmax());
        for (int[] shape : ROWS) {
            softmax.sample("", x -> x[0].softmax(), shape);
        }
        return softmax;
    }

    private static OpRecord logSoftmax() {
        OpRecord logSoftmax = OpRecord.of("logSoftmax")
                .sized(2, s -> call(x -> x[0].logSoftmax(), shape(s[0], s[1])))
                .large(x -> x[0].logSoftmax(), LARGE)
                .refuses("logSoftmax: axis -1 is outside of shape []", () -> zeros().logSoftmax());
        for (int[] shape : ROWS) {
            logSoftmax.sample("", x -> x[0].logSoftmax(), shape);
        }
        return logSoftmax;
    }

    private static OpRecord attention() {
        int[] large = {2, 70, 24};
        Mask valid = mask(2, 70);
        Mask secondIsPadding = Mask.ofLengths(new int[] {2, 0}, 3);
        OpRecord attention = OpRecord.of("attention")
                .sample("a clip of padding", x -> x[0].attention(x[1], x[2], 2, secondIsPadding, 0, null),
                        shape(2, 2, 4), shape(2, 3, 4), shape(2, 3, 4))
                .sample("a clip of padding, dropout", x -> x[0].attention(x[1], x[2], 2, secondIsPadding, 0.3, new Rng(5)),
                        shape(2, 2, 4), shape(2, 3, 4), shape(2, 3, 4))
                .sample("no keys", x -> x[0].attention(x[1], x[2], 2, null, 0, null), shape(1, 3, 4), shape(1, 0, 4), shape(1, 0, 4))
                .sample("no queries", x -> x[0].attention(x[1], x[2], 2, null, 0, null), shape(1, 0, 4), shape(1, 3, 4), shape(1, 3, 4))
                .sample("more queries than a block", x -> x[0].attention(x[1], x[2], 1, null, 0.3, new Rng(6)),
                        shape(1, 67, 2), shape(1, 2, 2), shape(1, 2, 2))
                .sample("to itself", x -> x[0].attention(x[0], x[0], 2, null, 0, null), shape(1, 4, 4))
                .sized(4, s -> {
                    Mask mask = s[3] % 2 == 0 ? null : mask(2, s[1]);
                    double dropout = s[0] % 2 == 0 ? 0 : 0.3;
                    int[] queries = {2, s[0], (s[3] + 1) * (s[2] + 1)};
                    int[] keys = {2, s[1], (s[3] + 1) * (s[2] + 1)};
                    return call(x -> x[0].attention(x[1], x[2], s[3] + 1, mask, dropout, new Rng(8)), queries, keys, keys);
                })
                .large(x -> x[0].attention(x[1], x[2], 3, valid, 0, null), large, large, large)
                .large(x -> x[0].attention(x[1], x[2], 3, null, 0.1, new Rng(2)), large, large, large)
                .refuses("attention: queries [1, 2, 4], keys [1, 3, 6], values [1, 3, 6], heads 2" + ATTENTION,
                        () -> zeros(1, 2, 4).attention(zeros(1, 3, 6), zeros(1, 3, 6), 2, null, 0, null))
                .refuses("attention: queries [1, 2, 4], keys [1, 3, 4], values [1, 2, 4], heads 2" + ATTENTION,
                        () -> zeros(1, 2, 4).attention(zeros(1, 3, 4), zeros(1, 2, 4), 2, null, 0, null))
                .refuses("attention: queries [1, 2, 4], keys [1, 3, 4], values [1, 3, 4], heads 3" + ATTENTION,
                        () -> zeros(1, 2, 4).attention(zeros(1, 3, 4), zeros(1, 3, 4), 3, null, 0, null))
                .refuses("attention: mask [4] for keys [1, 4, 4]",
                        () -> zeros(1, 2, 4).attention(zeros(1, 4, 4), zeros(1, 4, 4), 2, mask(4), 0, null));
        // batch, queries, keys, channels, heads
        int[][] sizes = {{1, 1, 1, 2, 1}, {2, 3, 5, 4, 1}, {2, 4, 3, 6, 2}, {1, 3, 3, 6, 6}, {3, 2, 4, 4, 2}};
        for (int[] s : sizes) {
            int[] queries = {s[0], s[1], s[3]};
            int[] keys = {s[0], s[2], s[3]};
            int heads = s[4];
            Mask some = mask(s[0], s[2]);
            String variant = heads + " heads";
            attention.sample(variant, x -> x[0].attention(x[1], x[2], heads, null, 0, null), queries, keys, keys);
            attention.sample(variant + " masked", x -> x[0].attention(x[1], x[2], heads, some, 0, null), queries, keys, keys);
            attention.sample(variant + " masked, dropout", x -> x[0].attention(x[1], x[2], heads, some, 0.3, new Rng(11)),
                    queries, keys, keys);
        }
        return attention;
    }
}
