package org.prosodia.pipeline.timeline.picture;

import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.PathData;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;

/** The waveform as an envelope: per column the smallest and largest sample, scaled to the loudest of all. */
final class WaveformPanel {
    /** Envelope columns per pixel. */
    private static final double DENSITY = 1.5;
    /** Below this peak the sound is drawn as silence. */
    private static final float SILENCE = 1e-4f;

    private WaveformPanel() {}

    static void draw(Svg svg, Panel panel, float[] samples, double sampleSeconds) {
        float peak = SILENCE;
        for (float sample : samples) {
            peak = Math.max(peak, Math.abs(sample));
        }
        double middle = panel.y() + panel.height() / 2;
        double scale = 0.94 * panel.height() / 2 / peak;
        svg.line(panel.x(), middle, panel.right(), middle, Style.GRID, 0.8);
        svg.element("path", "d", envelope(panel, samples, sampleSeconds, middle, scale), "fill", Layout.WAVE, "stroke", Layout.WAVE,
                "stroke-width", 0.5, "stroke-linejoin", "round");
        panel.frame(svg);
        panel.nameLeft(svg, "wave");
        if (peak > SILENCE) {
            String level = Markup.number(peak, peak < 0.01 ? 4 : 2);
            panel.tickLeft(svg, middle - peak * scale, level);
            panel.tickLeft(svg, middle + peak * scale, "−" + level);
        }
    }

    /** Along the largest samples there, along the smallest back. */
    private static String envelope(Panel panel, float[] samples, double sampleSeconds, double middle, double scale) {
        int columns = Math.min(samples.length, (int) (panel.width() * DENSITY));
        PathData path = new PathData();
        for (int c = 0; c < columns; c++) {
            path.to(panel.xOf((c + 0.5) / columns * sampleSeconds), middle - scale * extreme(samples, c, columns, 1));
        }
        for (int c = columns - 1; c >= 0; c--) {
            path.to(panel.xOf((c + 0.5) / columns * sampleSeconds), middle + scale * extreme(samples, c, columns, -1));
        }
        return path.close().toString();
    }

    /** The largest of {@code sign · sample} within one column. */
    private static float extreme(float[] samples, int column, int columns, int sign) {
        int from = (int) ((long) column * samples.length / columns);
        int to = (int) ((column + 1L) * samples.length / columns);
        float extreme = Float.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            extreme = Math.max(extreme, sign * samples[i]);
        }
        return extreme;
    }
}
