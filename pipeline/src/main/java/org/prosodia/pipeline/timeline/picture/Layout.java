package org.prosodia.pipeline.timeline.picture;

/** Sizes of the picture, in its own pixels; in a paper of full text width 12 pixels are about 7 points. */
final class Layout {
    static final double WIDTH = 860;
    static final double LEFT = 64;
    static final double RIGHT = 152;
    static final double PLOT = WIDTH - LEFT - RIGHT;
    /** Where the rotated names of the panels stand. */
    static final double NAME_X = 16;
    static final double GAP = 16;

    static final String WAVE = "#3d4f6e";

    private Layout() {}
}
