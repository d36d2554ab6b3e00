package org.prosodia.studio.study;

import java.util.List;

/**
 * Two candidates of one clip.
 *
 * @param index place among the pairs
 * @param first index of a candidate
 * @param second index of another one, greater than {@code first}
 * @param disagreement mean absolute difference of the two timelines over frames and emotions
 */
public record Pair(int index, Clip clip, int first, int second, double disagreement) {

    /** Of one study, pairs are the same when their places are; the timelines need not be compared for it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Pair pair && index == pair.index && clip == pair.clip;
    }

    /** All ways to show it, those for the first time first. */
    List<Showing> showings() {
        return List.of(new Showing(this, first, second, false), new Showing(this, second, first, false),
                new Showing(this, first, second, true), new Showing(this, second, first, true));
    }

    @Override
    public int hashCode() {
        return index;
    }
}
