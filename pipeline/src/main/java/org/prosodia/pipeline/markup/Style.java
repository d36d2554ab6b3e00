package org.prosodia.pipeline.markup;

/** Letters and colours that all pictures share; sizes in pixels. */
public final class Style {
    public static final String FONT = "'Helvetica Neue', Helvetica, Arial, 'Liberation Sans', sans-serif";
    public static final double TITLE = 16;
    public static final double NORMAL = 13;
    public static final double SMALL = 12;

    public static final String INK = "#1f2733";
    public static final String MUTED = "#566070";
    public static final String FRAME = "#9aa3b0";
    public static final String GRID = "#dfe3e8";

    private Style() {}
}
