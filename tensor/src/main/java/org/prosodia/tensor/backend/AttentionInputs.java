package org.prosodia.tensor.backend;

/**
 * What an attention reads: for each of {@code heads} (all heads of all clips, clip by clip) queries Q [queries, width], keys K and values V
 * [keys, width], the elements of a row one behind the other.
 *
 * @param queryView where the Q lie; the results lie likewise in their own memory
 * @param keyView where the K lie
 * @param valueView where the V lie
 * @param headsOfClip how many heads share a row of {@code padding}
 * @param scale of the scores Q Kᵀ
 * @param padding [clips, keys], true for keys that must not be attended to; or null
 * @param dropout of P, whose elements are numbered as those of [heads, queries, keys]
 */
public record AttentionInputs<A>(A q, MatrixView queryView, A k, MatrixView keyView, A v, MatrixView valueView, int heads, int headsOfClip,
        int queries, int keys, int width, double scale, boolean[] padding, DropoutMask dropout) {
    /** The score of padding: the lowest there is, so that a clip of nothing but padding still has finite numbers. */
    public static final float MASKED = -Float.MAX_VALUE;

    /** Where the padding of the clip of head {@code h} begins. */
    public int paddingOf(int h) {
        return h / headsOfClip * keys;
    }

    /**
     * How many heads from {@code h} on to take together, at most {@code most}: all heads of some clips or some heads of one, whose offsets are
     * then regular.
     */
    public int headsTogether(int h, int most) {
        return most < headsOfClip ? Math.min(most, headsOfClip - h % headsOfClip) : Math.min(most - most % headsOfClip, heads - h);
    }

    /** The number of the first element of a row of P. */
    public long elementOf(int h, int query) {
        return ((long) h * queries + query) * keys;
    }
}
