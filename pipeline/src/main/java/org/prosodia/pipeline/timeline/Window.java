package org.prosodia.pipeline.timeline;

/**
 * The sliding window a clip-level model made a timeline with.
 *
 * @param length seconds of audio seen by one frame
 * @param stride seconds from one frame to the next
 */
public record Window(double length, double stride) {
    /** Checks that both are positive and finite. */
    public Window {
        check("window length", length);
        check("window stride", stride);
    }

    private static void check(String what, double seconds) {
        if (!(seconds > 0 && seconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(what + ": expected a positive number of seconds, found " + seconds);
        }
    }
}
