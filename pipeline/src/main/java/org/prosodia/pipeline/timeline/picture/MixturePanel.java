package org.prosodia.pipeline.timeline.picture;

import java.util.List;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.PathData;
import org.prosodia.pipeline.markup.Svg;

/** The shares of the emotions stacked to 1, the first at the bottom. */
final class MixturePanel {
    private MixturePanel() {}

    static void draw(Svg svg, Panel panel, Curves curves, List<String> colours) {
        double[] below = new double[curves.points()];
        for (int k = 0; k < curves.size(); k++) {
            double[] above = below.clone();
            for (int n = 0; n < above.length; n++) {
                above[n] = Math.min(above[n] + curves.value(n, k), 1);
            }
            svg.element("path", "d", band(panel, curves.times(), below, above), "fill", colours.get(k), "stroke", "#FFFFFF",
                    "stroke-width", 0.6, "stroke-linejoin", "round");
            below = above;
        }
        panel.frame(svg);
        panel.nameLeft(svg, "emotion mixture");
        for (double share : new double[] {0, 0.25, 0.5, 0.75, 1}) {
            panel.tickLeft(svg, panel.yOf(share), Markup.number(share, 2));
        }
    }

    /** Along the upper edge there, along the lower back; constant before the first point and after the last. */
    private static String band(Panel panel, double[] times, double[] below, double[] above) {
        int last = times.length - 1;
        PathData path = new PathData().to(panel.x(), panel.yOf(above[0]));
        for (int n = 0; n <= last; n++) {
            path.to(panel.xOf(times[n]), panel.yOf(above[n]));
        }
        path.to(panel.right(), panel.yOf(above[last])).to(panel.right(), panel.yOf(below[last]));
        for (int n = last; n >= 0; n--) {
            path.to(panel.xOf(times[n]), panel.yOf(below[n]));
        }
        return path.to(panel.x(), panel.yOf(below[0])).close().toString();
    }
}
