package org.prosodia.pipeline.splice;

/**
 * How clips are joined.
 *
 * @param minSegments clips in a sequence at least, 2 or more
 * @param maxSegments clips in a sequence at most
 * @param longest seconds of a clip that are used at most, from a moment drawn at random; infinite for all of it
 * @param crossFade seconds in which one clip fades into the next, 0 or more; never more than half of either
 * @param trim dB below the loudest moment of a clip that count as silence before and after it; 0 to cut nothing
 * @param level of speech that every clip is brought to, dB of full scale, negative
 */
public record SpliceOptions(int minSegments, int maxSegments, double longest, double crossFade, double trim, double level) {
    /** Three to six whole clips, 0.2 s of cross-fade. */
    public static final SpliceOptions DEFAULT = new SpliceOptions(3, 6, Double.POSITIVE_INFINITY, 0.2, 40, -26);

    /** The least that can be used of a clip, seconds. */
    static final double SHORTEST = 0.1;
    private static final int MOST_SEGMENTS = 1000;
    private static final double LONGEST_CROSS_FADE = 10;
    private static final double LOWEST_LEVEL = -60;

    /** Checks the ranges. */
    public SpliceOptions {
        require(minSegments >= 2 && minSegments <= maxSegments && maxSegments <= MOST_SEGMENTS, "segments",
                "2 to " + MOST_SEGMENTS + ", the fewest first", minSegments + " to " + maxSegments);
        require(longest >= SHORTEST, "longest", "at least " + SHORTEST + " s", longest + "");
        require(crossFade >= 0 && crossFade <= LONGEST_CROSS_FADE, "cross-fade", "0 to " + LONGEST_CROSS_FADE + " s", crossFade + "");
        require(trim >= 0 && trim < Double.POSITIVE_INFINITY, "trim", "0 dB or more", trim + "");
        require(level >= LOWEST_LEVEL && level < 0, "level", LOWEST_LEVEL + " dB to below 0", level + "");
    }

    private static void require(boolean holds, String what, String expected, String found) {
        if (!holds) {
            throw new IllegalArgumentException(what + ": expected " + expected + ", found " + found);
        }
    }
}
