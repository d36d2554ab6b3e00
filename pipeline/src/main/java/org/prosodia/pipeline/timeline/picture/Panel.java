package org.prosodia.pipeline.timeline.picture;

import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;

/**
 * The rectangle of one panel, and time along its width.
 *
 * @param x left edge
 * @param y top edge
 * @param width width
 * @param height height
 * @param seconds time at the right edge; the left edge is 0
 */
record Panel(double x, double y, double width, double height, double seconds) {
    double right() {
        return x + width;
    }

    double bottom() {
        return y + height;
    }

    /** Where a time is, kept within the panel. */
    double xOf(double time) {
        return x + width * Math.clamp(time / seconds, 0, 1);
    }

    /** Where a share of the height is, 0 at the bottom, 1 at the top. */
    double yOf(double share) {
        return bottom() - height * share;
    }

    void frame(Svg svg) {
        svg.element("rect", "x", x, "y", y, "width", width, "height", height, "fill", "none", "stroke", Style.FRAME, "stroke-width", 0.8);
    }

    /** A name along the left side, read upwards. */
    void nameLeft(Svg svg, String name) {
        double at = y + height / 2;
        svg.label(Layout.NAME_X, at, "middle", name, "fill", Style.INK, "font-size", Style.SMALL,
                "transform", "rotate(-90 " + Layout.NAME_X + " " + Markup.number(at, 2) + ")");
    }

    /** A tick with its label at the left edge. */
    void tickLeft(Svg svg, double at, String label) {
        svg.line(x - 4, at, x, at, Style.FRAME, 0.8);
        svg.label(x - 7, at + 4, "end", label, "fill", Style.MUTED, "font-size", Style.SMALL);
    }
}
