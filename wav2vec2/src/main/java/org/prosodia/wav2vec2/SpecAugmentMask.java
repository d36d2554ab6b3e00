package org.prosodia.wav2vec2;

import java.util.Arrays;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;

/**
 * Draws the spans that SpecAugment masks, as transformers' {@code _compute_mask_indices} does, but never outside of a row's valid
 * length: spans are shortened to it, so that very short clips survive.
 */
final class SpecAugmentMask {
    private SpecAugmentMask() {}

    /**
     * @param lengths valid positions of each row
     * @param size row length
     * @param probability share of positions to mask, before overlaps
     * @return [rows, size], true where masked
     */
    static Mask draw(int[] lengths, int size, double probability, int spanLength, int minSpans, Rng rng) {
        boolean[] masked = new boolean[lengths.length * size];
        double rounding = rng.nextDouble();
        for (int row = 0; row < lengths.length; row++) {
            int length = Math.min(lengths[row], size);
            int span = Math.min(spanLength, length);
            int starts = length - span + 1;
            int spans = length == 0 ? 0 : count(probability, length, span, minSpans, rounding);
            for (int start : distinct(Math.min(spans, starts), starts, rng)) {
                Arrays.fill(masked, row * size + start, row * size + start + span, true);
            }
        }
        return new Mask(masked, lengths.length, size);
    }

    /** ⌊p·length/span + u⌋ with one u for the batch, at least {@code minSpans}, at most as many as fit side by side. */
    private static int count(double probability, int length, int span, int minSpans, double rounding) {
        int wanted = Math.max((int) (probability * length / span + rounding), minSpans);
        return Math.min(wanted, length / span);
    }

    /** The first {@code count} of a random permutation of 0 … n − 1. */
    private static int[] distinct(int count, int n, Rng rng) {
        int[] pool = new int[n];
        for (int i = 0; i < n; i++) {
            pool[i] = i;
        }
        for (int i = 0; i < count; i++) {
            int j = i + rng.nextInt(n - i);
            int swap = pool[i];
            pool[i] = pool[j];
            pool[j] = swap;
        }
        return Arrays.copyOf(pool, count);
    }
}
