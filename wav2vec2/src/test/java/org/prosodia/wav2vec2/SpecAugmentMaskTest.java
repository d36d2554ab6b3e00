package org.prosodia.wav2vec2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;

/** Masks for every length, however short, and as many as transformers draws. */
class SpecAugmentMaskTest {
    @Test
    void masksNeverTouchPaddingAndAreWholeSpansAtAnyLength() {
        Rng rng = new Rng(1);
        for (int size = 1; size <= 60; size++) {
            for (int trial = 0; trial < 40; trial++) {
                int[] lengths = {size, rng.nextInt(size + 1), 0};
                double probability = rng.nextDouble();
                int span = 1 + rng.nextInt(12);
                int minSpans = rng.nextInt(4);
                Mask mask = SpecAugmentMask.draw(lengths, size, probability, span, minSpans, rng);
                assertArrayEquals(new int[] {3, size}, mask.shape());
                for (int row = 0; row < lengths.length; row++) {
                    String what = "row of " + lengths[row] + " in " + size + ", span " + span + ", probability " + probability
                            + ", at least " + minSpans;
                    assertRow(Arrays.copyOfRange(mask.toArray(), row * size, (row + 1) * size), lengths[row], span, minSpans, what);
                }
            }
        }
    }

    private static void assertRow(boolean[] row, int length, int span, int minSpans, String what) {
        int whole = Math.min(span, length);
        int masked = 0;
        int run = 0;
        for (int t = 0; t < row.length; t++) {
            assertFalse(row[t] && t >= length, what + ": padding is masked");
            masked += row[t] ? 1 : 0;
            run = row[t] ? run + 1 : 0;
            boolean ends = run > 0 && (t == row.length - 1 || !row[t + 1]);
            assertTrue(!ends || run >= whole, what + ": a span of " + run);
        }
        if (length > 0 && minSpans > 0) {
            assertTrue(masked >= whole, what + ": masks " + masked);
        }
    }

    /** Shares as {@code _compute_mask_indices} of transformers 5.18 gives them, mean of 20,000 draws each. */
    @ParameterizedTest
    @CsvSource({
        "200, 0.05, 10, 2, 0.09758, 0.00840",
        "499, 0.05, 10, 2, 0.04931, 0.01010",
        "499, 0.65, 10, 2, 0.49123, 0.02888",
        " 74, 0.30,  5, 1, 0.27166, 0.03918",
        "128, 0.20, 10, 0, 0.18811, 0.03984",
        " 25, 0.05, 10, 2, 0.61439, 0.12463",
        " 49, 0.00, 10, 0, 0.00000, 0.00000"})
    void asManyFramesAreMaskedAsInTransformers(int size, double probability, int span, int minSpans, double share, double deviation) {
        Rng rng = new Rng(2);
        int draws = 4_000;
        double masked = 0;
        for (int i = 0; i < draws; i++) {
            masked += SpecAugmentMask.draw(new int[] {size}, size, probability, span, minSpans, rng).count();
        }
        double tolerance = 4 * deviation * Math.sqrt(1.0 / draws + 1.0 / 20_000);
        assertEquals(share, masked / draws / size, tolerance);
    }

    @Test
    void everyFrameOfAClipIsMaskedSometimes() {
        Rng rng = new Rng(3);
        int[] hits = new int[30];
        for (int i = 0; i < 2_000; i++) {
            boolean[] mask = SpecAugmentMask.draw(new int[] {30}, 30, 0.2, 5, 1, rng).toArray();
            for (int t = 0; t < hits.length; t++) {
                hits[t] += mask[t] ? 1 : 0;
            }
        }
        assertTrue(Arrays.stream(hits).allMatch(count -> count > 30), Arrays.toString(hits));
        assertEquals(1.0, hits[4] / (double) hits[25], 0.2, "no side is preferred");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9, 10, 11, 19, 20})
    void theDefaultsOfPublishedModelsSurviveVeryShortClips(int size) {
        Mask mask = SpecAugmentMask.draw(new int[] {size}, size, 0.05, 10, 2, new Rng(size));
        assertTrue(mask.count() >= Math.min(10, size) && mask.count() <= size);
    }

    @Test
    void oneSeedGivesOneMask() {
        boolean[] first = SpecAugmentMask.draw(new int[] {100, 60}, 100, 0.3, 5, 1, new Rng(8)).toArray();
        assertArrayEquals(first, SpecAugmentMask.draw(new int[] {100, 60}, 100, 0.3, 5, 1, new Rng(8)).toArray());
        boolean[] other = SpecAugmentMask.draw(new int[] {100, 60}, 100, 0.3, 5, 1, new Rng(9)).toArray();
        assertNotEquals(Arrays.toString(first), Arrays.toString(other));
    }
}
