package org.prosodia.pipeline.chart;

import java.util.List;
import java.util.stream.DoubleStream;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.PathData;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;

/**
 * Lines through points, with intervals where they are known.
 *
 * @param title what is seen, also for those who cannot see it
 * @param xName of the horizontal axis
 * @param yName of the vertical axis
 * @param kind of axes
 * @param series one at least
 */
public record LineChart(String title, String xName, String yName, Kind kind, List<Series> series) {
    /** Axes. */
    public enum Kind {
        /** Both fit the points. */
        LINEAR,
        /** Equal steps to the right are equal factors. */
        LOG_X,
        /** Both from 0 to 1, with the diagonal on which they are equal. */
        UNIT_SQUARE
    }

    private static final double WIDTH = 430;
    private static final double HEIGHT = 300;
    private static final double LEFT = 62;
    private static final double RIGHT = 14;
    private static final double TOP = 34;
    private static final double BOTTOM = 48;
    private static final double LEGEND_LINE = 17;
    private static final double DOT = 3;
    private static final int MOST_DOTS = 20;
    private static final int DECIMALS = 4;
    /** Okabe and Ito (2008), without yellow, which is faint in lines. */
    private static final List<String> COLOURS = List.of("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", Style.MUTED);

    /** The picture as an SVG element. */
    public String svg() {
        Axis x = switch (kind) {
            case LINEAR -> Axis.around(all(Series::x));
            case LOG_X -> Axis.logarithmic(all(Series::x).toArray());
            case UNIT_SQUARE -> Axis.unit();
        };
        Axis y = kind == Kind.UNIT_SQUARE ? Axis.unit()
                : Axis.around(DoubleStream.concat(all(Series::y), DoubleStream.concat(all(Series::low), all(Series::high))));
        double height = HEIGHT + LEGEND_LINE * series.size();
        Svg svg = new Svg();
        svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + Markup.number(WIDTH, 0) + " " + Markup.number(height, 0),
                "width", WIDTH, "height", height, "role", "img", "font-family", Style.FONT);
        svg.text("title", title);
        svg.label(LEFT, 20, "start", title, "fill", Style.INK, "font-size", Style.NORMAL, "font-weight", "bold");
        drawAxes(svg, x, y);
        if (kind == Kind.UNIT_SQUARE) {
            svg.line(xOf(x, 0), yOf(y, 0), xOf(x, 1), yOf(y, 1), Style.FRAME, 1);
        }
        for (int s = 0; s < series.size(); s++) {
            String colour = COLOURS.get(s % COLOURS.size());
            draw(svg, series.get(s), x, y, colour);
            double at = HEIGHT + LEGEND_LINE * s;
            svg.line(LEFT, at, LEFT + 18, at, colour, 2);
            svg.label(LEFT + 25, at + 4, "start", series.get(s).name(), "fill", Style.INK, "font-size", Style.SMALL);
        }
        return svg.close("svg").toString();
    }

    private interface Numbers {
        double[] of(Series series);
    }

    private DoubleStream all(Numbers numbers) {
        return series.stream().flatMapToDouble(each -> DoubleStream.of(numbers.of(each)));
    }

    private void drawAxes(Svg svg, Axis x, Axis y) {
        for (double tick : y.ticks()) {
            svg.line(LEFT, yOf(y, tick), WIDTH - RIGHT, yOf(y, tick), Style.GRID, 0.8);
            svg.label(LEFT - 6, yOf(y, tick) + 4, "end", Markup.signed(tick, DECIMALS), "fill", Style.MUTED, "font-size", Style.SMALL);
        }
        for (double tick : x.ticks()) {
            svg.line(xOf(x, tick), HEIGHT - BOTTOM, xOf(x, tick), HEIGHT - BOTTOM + 4, Style.FRAME, 0.8);
            svg.label(xOf(x, tick), HEIGHT - BOTTOM + 17, "middle", Markup.signed(tick, DECIMALS), "fill", Style.MUTED, "font-size",
                    Style.SMALL);
        }
        svg.label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 33, "middle", xName, "fill", Style.INK, "font-size", Style.SMALL);
        double middle = (TOP + HEIGHT - BOTTOM) / 2;
        svg.label(14, middle, "middle", yName, "fill", Style.INK, "font-size", Style.SMALL, "transform",
                "rotate(-90 14 " + Markup.number(middle, 2) + ")");
    }

    private static void draw(Svg svg, Series points, Axis x, Axis y, String colour) {
        PathData path = new PathData();
        boolean dots = points.x().length <= MOST_DOTS;
        for (int n = 0; n < points.x().length; n++) {
            if (Double.isFinite(points.y()[n])) {
                double at = xOf(x, points.x()[n]);
                path.to(at, yOf(y, points.y()[n]));
                if (points.low().length > 0) {
                    svg.line(at, yOf(y, points.low()[n]), at, yOf(y, points.high()[n]), colour, 1.2);
                }
                if (dots) {
                    svg.element("circle", "cx", at, "cy", yOf(y, points.y()[n]), "r", DOT, "fill", colour);
                }
            }
        }
        svg.element("path", "d", path, "fill", "none", "stroke", colour, "stroke-width", 1.6, "stroke-linejoin", "round");
    }

    private static double xOf(Axis x, double value) {
        return LEFT + (WIDTH - RIGHT - LEFT) * x.share(value);
    }

    private static double yOf(Axis y, double value) {
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * y.share(value);
    }
}
