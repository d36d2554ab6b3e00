package org.prosodia.pipeline.recognition;

/** What becomes of the answers of sliding windows, which stand at the windows' centres. */
public enum WindowCurve {
    /** One frame per window, at its centre. */
    COARSE,

    /** A frame every 20 ms, linearly between the centres. */
    INTERPOLATED,

    /**
     * A frame every 20 ms with the answer of the surest window that covers it, see
     * {@link org.prosodia.pipeline.timeline.Timeline#surest}: it keeps changes sharp where windows lie close.
     */
    SUREST
}
