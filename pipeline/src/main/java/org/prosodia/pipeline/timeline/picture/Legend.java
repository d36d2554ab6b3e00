package org.prosodia.pipeline.timeline.picture;

import java.util.List;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;
import org.prosodia.pipeline.timeline.EmotionVector;
import org.prosodia.pipeline.timeline.Timeline;

/** Names, colours and the clip's summary at the right of the curves, in the order they are stacked: the first at the bottom. */
final class Legend {
    private static final double ROW = 21;
    /** Room for the heading. */
    private static final double HEAD = 20;
    private static final int LONGEST_NAME = 11;

    private Legend() {}

    static void draw(Svg svg, Panel panel, Timeline timeline, List<String> colours) {
        int k = timeline.emotions().size();
        double row = Math.min(ROW, (panel.height() - HEAD) / k);
        double font = Math.min(Style.NORMAL, 0.9 * row);
        double x = panel.right() + 12;
        double right = Layout.WIDTH - 8;
        double top = panel.y() + HEAD + (panel.height() - HEAD - k * row) / 2;
        svg.label(right, top - 6, "end", "whole clip", "fill", Style.MUTED, "font-size", Style.SMALL);
        for (int i = 0; i < k; i++) {
            double middle = top + (k - 1 - i + 0.5) * row;
            double swatch = 0.62 * row;
            svg.element("rect", "x", x, "y", middle - swatch / 2, "width", 14, "height", swatch, "rx", 2, "fill", colours.get(i));
            svg.label(x + 20, middle + 0.36 * font, "start", Markup.shortened(timeline.emotions().get(i), LONGEST_NAME), "fill", Style.INK,
                    "font-size", font);
            svg.label(right, middle + 0.36 * font, "end", summary(timeline.clip(), i), "fill", Style.MUTED, "font-size", font);
        }
    }

    /** A share in percent, or a raw value. */
    static String summary(EmotionVector clip, int k) {
        return clip.isMixture() ? Markup.number(100 * clip.value(k), 0) + " %" : Markup.signed(clip.value(k), 2);
    }
}
