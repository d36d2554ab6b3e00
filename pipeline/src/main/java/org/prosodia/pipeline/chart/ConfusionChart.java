package org.prosodia.pipeline.chart;

import java.util.List;
import java.util.stream.IntStream;
import org.prosodia.pipeline.evaluation.ConfusionMatrix;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;

/**
 * A confusion matrix: a row for each true label that there were clips of, a column for each label; the darker, the larger the share of the
 * row.
 *
 * @param title what is seen
 */
public record ConfusionChart(String title, ConfusionMatrix matrix) {
    private static final double CELL = 52;
    private static final double LEFT = 84;
    private static final double TOP = 72;
    private static final double MARGIN = 14;
    private static final String BLUE = "#0072B2";
    /** From this share on, white letters are easier to read. */
    private static final double DARK = 0.55;

    /** The picture as an SVG element. */
    public String svg() {
        List<String> labels = matrix.labels();
        int[] rows = IntStream.range(0, labels.size()).filter(k -> matrix.actual(k) > 0).toArray();
        double width = LEFT + CELL * labels.size() + MARGIN;
        double height = TOP + CELL * rows.length + MARGIN;
        Svg svg = new Svg();
        svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "viewBox", "0 0 " + Markup.number(width, 0) + " " + Markup.number(height, 0),
                "width", width, "height", height, "role", "img", "font-family", Style.FONT);
        svg.text("title", title);
        svg.label(MARGIN, 20, "start", title, "fill", Style.INK, "font-size", Style.NORMAL, "font-weight", "bold");
        svg.label(MARGIN, 40, "start", "rows: truth; columns: answer; % of the row", "fill", Style.MUTED, "font-size", Style.SMALL);
        for (int k = 0; k < labels.size(); k++) {
            svg.label(LEFT + CELL * (k + 0.5), TOP - 8, "middle", labels.get(k), "fill", Style.INK, "font-size", Style.SMALL);
        }
        for (int r = 0; r < rows.length; r++) {
            svg.label(LEFT - 8, TOP + CELL * (r + 0.5) + 4, "end", labels.get(rows[r]), "fill", Style.INK, "font-size", Style.SMALL);
            for (int k = 0; k < labels.size(); k++) {
                drawCell(svg, LEFT + CELL * k, TOP + CELL * r, (double) matrix.count(rows[r], k) / matrix.actual(rows[r]));
            }
        }
        return svg.close("svg").toString();
    }

    private static void drawCell(Svg svg, double x, double y, double share) {
        svg.element("rect", "x", x, "y", y, "width", CELL, "height", CELL, "fill", BLUE, "fill-opacity", share, "stroke", Style.GRID);
        svg.label(x + CELL / 2, y + CELL / 2 + 4, "middle", Markup.number(100 * share, 0), "fill", share > DARK ? "#FFFFFF" : Style.INK,
                "font-size", Style.SMALL);
    }
}
