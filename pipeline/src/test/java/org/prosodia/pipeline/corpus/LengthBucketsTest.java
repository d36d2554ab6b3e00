package org.prosodia.pipeline.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.prosodia.tensor.Rng;

class LengthBucketsTest {
    @Provide
    Arbitrary<double[]> lengths() {
        return Arbitraries.doubles().between(0, 20).array(double[].class).ofMinSize(0).ofMaxSize(700);
    }

    private static List<List<Integer>> lists(List<int[]> batches) {
        return batches.stream().map(batch -> Arrays.stream(batch).boxed().toList()).toList();
    }

    private static void assertPartition(int n, List<int[]> batches) {
        assertEquals(IntStream.range(0, n).boxed().toList(), batches.stream().flatMapToInt(Arrays::stream).sorted().boxed().toList());
        assertTrue(batches.stream().allMatch(batch -> batch.length > 0));
    }

    @Property(tries = 200, seed = "1")
    void everyClipIsInOneBatchAndOneBatchHasTheRest(@ForAll("lengths") double[] lengths, @ForAll @IntRange(min = 1, max = 33) int size,
            @ForAll long seed) {
        List<int[]> batches = LengthBuckets.ofSize(lengths, size, new Rng(seed));
        assertPartition(lengths.length, batches);
        assertEquals(Math.ceilDiv(lengths.length, size), batches.size());
        assertTrue(batches.stream().filter(batch -> batch.length < size).count() <= 1);
        assertTrue(batches.stream().allMatch(batch -> batch.length <= size));
    }

    @Property(tries = 200, seed = "2")
    void paddedLengthStaysWithinItsBound(@ForAll("lengths") double[] lengths, @ForAll @DoubleRange(min = 1, max = 200) double bound,
            @ForAll @IntRange(min = 1, max = 40) int maxClips, @ForAll long seed) {
        List<int[]> batches = LengthBuckets.ofPaddedLength(lengths, bound, maxClips, new Rng(seed));
        assertPartition(lengths.length, batches);
        for (int[] batch : batches) {
            double longest = Arrays.stream(batch).mapToDouble(i -> lengths[i]).max().orElseThrow();
            assertTrue(batch.length == 1 || batch.length * longest <= bound, batch.length + " clips of " + longest + " s");
            assertTrue(batch.length <= maxClips);
        }
    }

    @Property(tries = 100, seed = "3")
    void theSeedDecides(@ForAll("lengths") double[] lengths, @ForAll long seed) {
        assertEquals(lists(LengthBuckets.ofSize(lengths, 8, new Rng(seed))), lists(LengthBuckets.ofSize(lengths, 8, new Rng(seed))));
        assertEquals(lists(LengthBuckets.ofPaddedLength(lengths, 48, 16, new Rng(seed))),
                lists(LengthBuckets.ofPaddedLength(lengths, 48, 16, new Rng(seed))));
    }

    /** For every shuffle, not only on average. */
    @Property(tries = 200, seed = "4")
    void paddingIsNeverMoreThanWithoutBuckets(@ForAll("lengths") double[] lengths, @ForAll @IntRange(min = 1, max = 33) int size,
            @ForAll long seed) {
        double with = LengthBuckets.padding(lengths, LengthBuckets.ofSize(lengths, size, new Rng(seed)));
        double without = LengthBuckets.padding(lengths, unsorted(lengths.length, size, new Rng(seed)));
        assertTrue(with <= without + 1e-12, with + " with buckets, " + without + " without");
    }

    private static List<int[]> unsorted(int n, int size, Rng rng) {
        Integer[] order = LengthBuckets.permutation(n, rng);
        List<int[]> batches = new ArrayList<>();
        for (int from = 0; from < n; from += size) {
            batches.add(Arrays.stream(order, from, Math.min(n, from + size)).mapToInt(Integer::intValue).toArray());
        }
        return batches;
    }

    @Test
    void speechLikeLengthsLoseMostOfTheirPadding() {
        Random random = new Random(5);
        double[] lengths = IntStream.range(0, 2000).mapToDouble(i -> Math.exp(1 + 0.5 * random.nextGaussian())).toArray();
        double with = LengthBuckets.padding(lengths, LengthBuckets.ofSize(lengths, 16, new Rng(5)));
        double without = LengthBuckets.padding(lengths, unsorted(lengths.length, 16, new Rng(5)));
        assertTrue(with < without / 3, with + " with buckets, " + without + " without");
    }

    @Test
    void epochsDifferInTheirBatchesAndTheOrderOfThem() {
        double[] lengths = IntStream.range(0, 1000).mapToDouble(i -> i).toArray();
        Rng rng = new Rng(6);
        List<List<Integer>> first = lists(LengthBuckets.ofSize(lengths, 16, rng));
        List<List<Integer>> second = lists(LengthBuckets.ofSize(lengths, 16, rng));
        assertFalse(first.stream().anyMatch(second::contains));
        List<Integer> starts = first.stream().map(List::getFirst).toList();
        assertFalse(starts.stream().sorted().toList().equals(starts));
    }

    @Test
    void impossibleRequestsAreRefused() {
        Rng rng = new Rng(1);
        assertThrows(IllegalArgumentException.class, () -> LengthBuckets.ofSize(new double[] {1}, 0, rng));
        assertThrows(IllegalArgumentException.class, () -> LengthBuckets.ofSize(new double[] {1, Double.NaN}, 1, rng));
        assertThrows(IllegalArgumentException.class, () -> LengthBuckets.ofPaddedLength(new double[] {-1}, 1, 1, rng));
        assertThrows(IllegalArgumentException.class, () -> LengthBuckets.ofPaddedLength(new double[] {1}, 0, 1, rng));
        assertThrows(IllegalArgumentException.class, () -> LengthBuckets.ofPaddedLength(new double[] {1}, 1, 0, rng));
    }
}
