package org.prosodia.pipeline.timeline.picture;

import java.util.Base64;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;
import org.prosodia.pipeline.spectrum.MelBands;
import org.prosodia.pipeline.timeline.FrameTimes;

/** The log-mel spectrogram as an embedded image, dark where there is energy, with its frequency axis and its scale in dB. */
final class SpectrogramPanel {
    private static final int BANDS = 80;
    private static final int MOST_COLUMNS = 1300;
    /** Columns no closer than this, seconds: a 25 ms window tells no more. */
    private static final double CLOSEST = 0.004;
    /** Range shown below the loudest point, dB. */
    private static final double RANGE = 60;
    /** The scale's top is at least this, so that near-silence stays pale. */
    private static final double LOWEST_TOP = -50;
    private static final int[] TICKS_HZ = {500, 1000, 2000, 4000};
    private static final int COLOURS = 256;
    /** White to dark ink. */
    private static final int LIGHT = 0xFFFFFF;
    private static final int DARK = 0x16233B;

    private SpectrogramPanel() {}

    static void draw(Svg svg, Panel panel, float[] samples, double sampleSeconds) {
        int columns = (int) Math.clamp(sampleSeconds / CLOSEST, 1, MOST_COLUMNS);
        Spectrogram mel = Spectrogram.of(samples, FrameTimes.SAMPLE_RATE, columns).mel(BANDS);
        double top = Math.max(5 * Math.ceil(loudest(mel) / 5), LOWEST_TOP);
        byte[] png = PngEncoder.encode(columns, BANDS, pixels(mel, top), palette());
        svg.element("image", "x", panel.x(), "y", panel.y(), "width", panel.xOf(sampleSeconds) - panel.x(), "height", panel.height(),
                "preserveAspectRatio", "none", "xlink:href", "data:image/png;base64," + Base64.getEncoder().encodeToString(png));
        panel.frame(svg);
        panel.nameLeft(svg, "kHz (mel)");
        for (int hertz : TICKS_HZ) {
            panel.tickLeft(svg, panel.yOf(share(hertz)), Markup.number(hertz / 1000.0, 1));
        }
        drawScale(svg, panel, top);
    }

    /** How far up the image a frequency is: band b, at mel (b + 1) · step, is the middle of row b. */
    private static double share(double hertz) {
        double step = MelBands.mel(FrameTimes.SAMPLE_RATE / 2.0) / (BANDS + 1);
        return (MelBands.mel(hertz) / step - 0.5) / BANDS;
    }

    private static double loudest(Spectrogram mel) {
        double loudest = Spectrogram.FLOOR_DB;
        for (int c = 0; c < mel.columns(); c++) {
            for (int row = 0; row < mel.rows(); row++) {
                loudest = Math.max(loudest, mel.db(c, row));
            }
        }
        return loudest;
    }

    private static byte[] pixels(Spectrogram mel, double top) {
        byte[] pixels = new byte[mel.columns() * mel.rows()];
        for (int row = 0; row < mel.rows(); row++) {
            for (int c = 0; c < mel.columns(); c++) {
                double share = Math.clamp((mel.db(c, row) - top) / RANGE + 1, 0, 1);
                pixels[(mel.rows() - 1 - row) * mel.columns() + c] = (byte) Math.round(share * (COLOURS - 1));
            }
        }
        return pixels;
    }

    private static int[] palette() {
        int[] palette = new int[COLOURS];
        for (int i = 0; i < COLOURS; i++) {
            for (int shift = 16; shift >= 0; shift -= 8) {
                int light = LIGHT >> shift & 0xFF;
                int dark = DARK >> shift & 0xFF;
                palette[i] |= light + (dark - light) * i / (COLOURS - 1) << shift;
            }
        }
        return palette;
    }

    private static void drawScale(Svg svg, Panel panel, double top) {
        double x = panel.right() + 12;
        svg.open("linearGradient", "id", "prosodia-db", "x1", 0, "y1", 0, "x2", 0, "y2", 1);
        svg.element("stop", "offset", 0, "stop-color", "#16233B").element("stop", "offset", 1, "stop-color", "#FFFFFF");
        svg.close("linearGradient");
        svg.element("rect", "x", x, "y", panel.y(), "width", 9, "height", panel.height(), "fill", "url(#prosodia-db)",
                "stroke", Style.FRAME, "stroke-width", 0.8);
        svg.label(x + 15, panel.y() + 9, "start", decibels(top), "fill", Style.MUTED, "font-size", Style.SMALL);
        svg.label(x + 15, panel.bottom(), "start", decibels(top - RANGE), "fill", Style.MUTED, "font-size", Style.SMALL);
    }

    private static String decibels(double db) {
        return Markup.signed(db, 0) + " dB";
    }
}
