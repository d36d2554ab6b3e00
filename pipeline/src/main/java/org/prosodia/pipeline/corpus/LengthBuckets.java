package org.prosodia.pipeline.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.prosodia.tensor.Rng;

/**
 * Batches of clips of like length, as every clip of a batch is padded to its longest: shuffle all, sort within pools of 16
 * batches, cut the pools into batches, shuffle the batches. Every clip is in exactly one batch; the same generator gives the same batches.
 */
public final class LengthBuckets {
    /** Batches a pool: enough that neighbours are alike, few enough that batches differ from epoch to epoch. */
    private static final int POOL = 16;

    private LengthBuckets() {}

    /**
     * Batches of equal size; one has the rest. They are padded at most as much as those of the same shuffle without sorting.
     *
     * @param lengths of the clips [N], not negative, in any unit
     * @param batchSize clips a batch, at least 1
     * @return positions in {@code lengths}
     */
    public static List<int[]> ofSize(double[] lengths, int batchSize, Rng rng) {
        checkLengths(lengths);
        if (batchSize < 1) {
            throw new IllegalArgumentException("batchSize: expected at least 1, found " + batchSize);
        }
        List<int[]> batches = new ArrayList<>();
        for (int[] pool : pools(lengths, (long) POOL * batchSize, rng)) {
            int partial = bestPartial(lengths, pool, batchSize);
            for (int from = 0; from < pool.length; ) {
                int to = from == partial ? from + pool.length % batchSize : from + batchSize;
                batches.add(Arrays.copyOfRange(pool, from, to));
                from = to;
            }
        }
        shuffle(batches, rng);
        return batches;
    }

    /**
     * Where in a sorted pool its partial batch begins, so that there is least padding; -1 when there is none. With this choice no
     * division of the pool into batches of these sizes has less.
     */
    private static int bestPartial(double[] lengths, int[] pool, int batchSize) {
        int rest = pool.length % batchSize;
        if (rest == 0) {
            return -1;
        }
        int best = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < pool.length; start += batchSize) {
            double padded = rest * lengths[pool[start + rest - 1]];
            for (int end = batchSize; end <= pool.length; end += batchSize) {
                padded += batchSize * lengths[pool[(end <= start ? end : end + rest) - 1]];
            }
            if (padded < least) {
                least = padded;
                best = start;
            }
        }
        return best;
    }

    /**
     * Batches whose padded length, clips times the longest of them, stays within a bound, so that each needs about the same memory. A clip
     * longer than the bound is a batch of its own.
     *
     * @param lengths of the clips [N], not negative, such as seconds
     * @param maxPadded bound on {@code clips · longest}, in the same unit, positive
     * @param maxClips bound on the clips of a batch, at least 1
     * @return positions in {@code lengths}
     */
    public static List<int[]> ofPaddedLength(double[] lengths, double maxPadded, int maxClips, Rng rng) {
        checkLengths(lengths);
        if (!(maxPadded > 0)) {
            throw new IllegalArgumentException("maxPadded: expected a positive number, found " + maxPadded);
        }
        if (maxClips < 1) {
            throw new IllegalArgumentException("maxClips: expected at least 1, found " + maxClips);
        }
        double typical = Math.clamp(maxPadded / Arrays.stream(lengths).average().orElse(1), 1, maxClips);
        List<int[]> batches = new ArrayList<>();
        for (int[] pool : pools(lengths, Math.round(POOL * typical), rng)) {
            int from = 0;
            for (int to = 1; to <= pool.length; to++) {
                boolean full = to == pool.length || to - from == maxClips || (to - from + 1) * lengths[pool[to]] > maxPadded;
                if (full) {
                    batches.add(Arrays.copyOfRange(pool, from, to));
                    from = to;
                }
            }
        }
        shuffle(batches, rng);
        return batches;
    }

    /** The share of the padded batches that is padding: {@code 1 − Σ length / Σ_batches clips · longest}; 0 when all lengths are 0. */
    public static double padding(double[] lengths, List<int[]> batches) {
        double content = 0;
        double padded = 0;
        for (int[] batch : batches) {
            content += Arrays.stream(batch).mapToDouble(i -> lengths[i]).sum();
            padded += batch.length * Arrays.stream(batch).mapToDouble(i -> lengths[i]).max().orElse(0);
        }
        return padded == 0 ? 0 : 1 - content / padded;
    }

    /** All positions in random order, [0, n). */
    static Integer[] permutation(int n, Rng rng) {
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        shuffle(Arrays.asList(order), rng);
        return order;
    }

    /** A random permutation, cut into pools of {@code size}, each sorted by length. */
    private static List<int[]> pools(double[] lengths, long size, Rng rng) {
        Integer[] order = permutation(lengths.length, rng);
        List<int[]> pools = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            int to = (int) Math.min(order.length, from + size);
            Arrays.sort(order, from, to, Comparator.comparingDouble(i -> lengths[i]));
            pools.add(Arrays.stream(order, from, to).mapToInt(Integer::intValue).toArray());
            from = to;
        }
        return pools;
    }

    /** Fisher and Yates. */
    private static <T> void shuffle(List<T> items, Rng rng) {
        for (int i = items.size() - 1; i > 0; i--) {
            items.set(i, items.set(rng.nextInt(i + 1), items.get(i)));
        }
    }

    private static void checkLengths(double[] lengths) {
        for (int i = 0; i < lengths.length; i++) {
            if (!(lengths[i] >= 0 && lengths[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("lengths: expected numbers that are not negative, found " + lengths[i] + " at " + i);
            }
        }
    }
}
