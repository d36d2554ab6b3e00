package org.prosodia.pipeline.timeline.picture;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.PathData;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;
import org.prosodia.pipeline.markup.Ticks;

/** Curves as lines over a common axis: the raw values of dimensional models, and the certainty. */
final class LinePanel {
    private final Panel panel;
    private final double low;
    private final double high;
    private final double step;

    /** An axis of round numbers that holds [low, high]. */
    LinePanel(Panel panel, double low, double high, int ticks) {
        double span = high > low ? high - low : Math.max(Math.abs(high), 1) * 0.1;
        this.panel = panel;
        this.step = Ticks.step(span, ticks);
        this.low = Math.floor(low / step + 1e-6) * step;
        this.high = Math.max(Math.ceil(high / step - 1e-6) * step, this.low + step);
    }

    /** Arousal, dominance and valence as published lie in 0 to 1, and are then shown on all of it. */
    static void drawValues(Svg svg, Panel panel, Curves curves, List<String> colours) {
        float[] range = curves.range();
        boolean unit = range[0] >= 0 && range[1] <= 1;
        LinePanel axis = unit ? new LinePanel(panel, 0, 1, 5) : new LinePanel(panel, range[0], range[1], 5);
        axis.drawAxis(svg, "value");
        for (int k = 0; k < curves.size(); k++) {
            int dimension = k;
            axis.drawLine(svg, curves.times(), n -> curves.value(n, dimension), colours.get(k), 1.8);
        }
        panel.frame(svg);
    }

    /** The certainty α₀ from 0 up. */
    static void drawCertainty(Svg svg, Panel panel, Curves curves) {
        float highest = 0;
        for (float certainty : curves.certainty()) {
            highest = Math.max(highest, certainty);
        }
        LinePanel axis = new LinePanel(panel, 0, highest, 3);
        axis.drawAxis(svg, "certainty");
        axis.drawLine(svg, curves.times(), n -> curves.certainty()[n], Style.INK, 1.1);
        panel.frame(svg);
        svg.label(panel.right() + 12, panel.y() + panel.height() / 2 + 4, "start", "α₀ = Σ α", "fill", Style.MUTED, "font-size",
                Style.SMALL);
    }

    private void drawAxis(Svg svg, String name) {
        for (double tick : Ticks.multiples(low, high, step)) {
            double y = yOf(tick);
            svg.line(panel.x(), y, panel.right(), y, Style.GRID, 0.8);
            panel.tickLeft(svg, y, Markup.signed(tick, 6));
        }
        panel.nameLeft(svg, name);
    }

    private void drawLine(Svg svg, double[] times, IntToDoubleFunction value, String colour, double width) {
        int last = times.length - 1;
        PathData path = new PathData().to(panel.x(), yOf(value.applyAsDouble(0)));
        for (int n = 0; n <= last; n++) {
            path.to(panel.xOf(times[n]), yOf(value.applyAsDouble(n)));
        }
        path.to(panel.right(), yOf(value.applyAsDouble(last)));
        svg.element("path", "d", path, "fill", "none", "stroke", colour, "stroke-width", width, "stroke-linejoin", "round");
    }

    private double yOf(double value) {
        return panel.yOf((value - low) / (high - low));
    }
}
