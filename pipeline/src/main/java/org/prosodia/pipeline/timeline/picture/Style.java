package org.prosodia.pipeline.timeline.picture;

/** Sizes and colours of the picture, in its own pixels; in a paper of full text width 12 pixels are about 7 points. */
final class Style {
    static final double WIDTH = 860;
    static final double LEFT = 64;
    static final double RIGHT = 152;
    static final double PLOT = WIDTH - LEFT - RIGHT;
    /** Where the rotated names of the panels stand. */
    static final double NAME_X = 16;
    static final double GAP = 16;

    static final String FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";
    static final double TITLE = 16;
    static final double NORMAL = 13;
    static final double SMALL = 12;

    static final String INK = "#1f2733";
    static final String MUTED = "#566070";
    static final String FRAME = "#9aa3b0";
    static final String GRID = "#dfe3e8";
    static final String WAVE = "#3d4f6e";

    private Style() {}
}
