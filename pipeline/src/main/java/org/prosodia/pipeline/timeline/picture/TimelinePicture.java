package org.prosodia.pipeline.timeline.picture;

import java.util.List;
import java.util.Locale;
import org.prosodia.pipeline.markup.Markup;
import org.prosodia.pipeline.markup.Style;
import org.prosodia.pipeline.markup.Svg;
import org.prosodia.pipeline.markup.Ticks;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;

/**
 * The picture of a timeline: wave and spectrogram when there is sound, emotions, certainty when there is one, a time axis under all.
 *
 * @param svg the SVG document, without an XML declaration
 * @param plot where the panels are: x and width of each, y from the top of the first to the bottom of the last
 */
record TimelinePicture(String svg, Panel plot) {
    private static final double HEADER = 56;
    private static final double WAVE_HEIGHT = 62;
    private static final double SPECTROGRAM_HEIGHT = 118;
    private static final double EMOTION_HEIGHT = 200;
    private static final double CERTAINTY_HEIGHT = 58;
    private static final double AXIS_HEIGHT = 46;
    private static final double NOTE_HEIGHT = 17;
    private static final int MOST_NOTES = 4;
    private static final int LONGEST_NOTE = 120;
    private static final int LONGEST_TITLE = 80;
    private static final int MOST_TIME_TICKS = 10;

    /** Draws the timeline; {@code header} puts the audio's name and measures above and the notes below. */
    static TimelinePicture of(Timeline timeline, float[] samples, boolean header) {
        double sampleSeconds = (double) samples.length / FrameTimes.SAMPLE_RATE;
        double end = Math.max(Math.max(timeline.duration(), sampleSeconds), timeline.time(timeline.frameCount() - 1));
        double seconds = end > 0 ? end : 1;
        double top = header ? HEADER : 10;
        Svg body = new Svg();
        if (header) {
            drawHeader(body, timeline);
        }
        double y = top;
        if (samples.length > 0) {
            WaveformPanel.draw(body, panel(y, WAVE_HEIGHT, seconds), samples, sampleSeconds);
            y += WAVE_HEIGHT + Layout.GAP;
            SpectrogramPanel.draw(body, panel(y, SPECTROGRAM_HEIGHT, seconds), samples, sampleSeconds);
            y += SPECTROGRAM_HEIGHT + Layout.GAP;
        }
        List<String> colours = EmotionColours.of(timeline.emotions());
        Curves curves = Curves.of(timeline, (int) Layout.PLOT);
        Panel emotions = panel(y, EMOTION_HEIGHT, seconds);
        if (timeline.isMixture()) {
            MixturePanel.draw(body, emotions, curves, colours);
        } else {
            LinePanel.drawValues(body, emotions, curves, colours);
        }
        Legend.draw(body, emotions, timeline, colours);
        y = emotions.bottom();
        if (timeline.hasAlpha()) {
            Panel certainty = panel(y + Layout.GAP, CERTAINTY_HEIGHT, seconds);
            LinePanel.drawCertainty(body, certainty, curves);
            y = certainty.bottom();
        }
        Panel plot = panel(top, y - top, seconds);
        drawTimeAxis(body, plot);
        List<String> notes = header ? timeline.notes().subList(0, Math.min(timeline.notes().size(), MOST_NOTES)) : List.of();
        drawNotes(body, plot.bottom() + AXIS_HEIGHT, notes);
        return new TimelinePicture(document(timeline, body, y + AXIS_HEIGHT + NOTE_HEIGHT * notes.size()), plot);
    }

    private static Panel panel(double y, double height, double seconds) {
        return new Panel(Layout.LEFT, y, Layout.PLOT, height, seconds);
    }

    private static String document(Timeline timeline, Svg body, double height) {
        Svg svg = new Svg();
        svg.open("svg", "xmlns", "http://www.w3.org/2000/svg", "xmlns:xlink", "http://www.w3.org/1999/xlink", "version", "1.1",
                "viewBox", "0 0 " + Markup.number(Layout.WIDTH, 2) + " " + Markup.number(height, 2), "width", Layout.WIDTH, "height", height,
                "role", "img", "font-family", Style.FONT);
        svg.text("title", "Emotion timeline of " + timeline.audio());
        svg.element("rect", "width", Layout.WIDTH, "height", height, "fill", "#FFFFFF");
        return svg + body.toString() + "</svg>\n";
    }

    private static void drawHeader(Svg svg, Timeline timeline) {
        svg.label(Layout.LEFT, 24, "start", Markup.shortened(timeline.audio(), LONGEST_TITLE), "fill", Style.INK, "font-size", Style.TITLE,
                "font-weight", "bold");
        svg.label(Layout.LEFT, 43, "start", measures(timeline), "fill", Style.MUTED, "font-size", Style.SMALL);
    }

    /** Length, frames and how far they are apart, in words. */
    static String measures(Timeline timeline) {
        StringBuilder text = new StringBuilder();
        double seconds = timeline.duration();
        text.append(seconds < 120 ? Markup.number(seconds, 2) + " s" : Ticks.time(seconds, seconds));
        text.append(String.format(Locale.ROOT, " · %,d frame%s", timeline.frameCount(), timeline.frameCount() == 1 ? "" : "s"));
        timeline.frameSpacing().ifPresent(spacing -> text.append(", one every ")
                .append(spacing < 1 ? Markup.number(1000 * spacing, 0) + " ms" : Markup.number(spacing, 2) + " s"));
        timeline.window().ifPresent(window -> text.append(" · window of ").append(Markup.number(window.length(), 2)).append(" s"));
        return text.toString();
    }

    private static void drawTimeAxis(Svg svg, Panel plot) {
        double y = plot.bottom();
        for (double tick : Ticks.multiples(0, plot.seconds(), Ticks.timeStep(plot.seconds(), MOST_TIME_TICKS))) {
            double x = plot.xOf(tick);
            svg.line(x, y, x, y + 5, Style.FRAME, 0.8);
            svg.label(x, y + 18, "middle", Ticks.time(tick, plot.seconds()), "fill", Style.MUTED, "font-size", Style.SMALL);
        }
        svg.label(plot.x() + plot.width() / 2, y + 36, "middle", Ticks.timeUnit(plot.seconds()), "fill", Style.INK, "font-size",
                Style.SMALL);
    }

    private static void drawNotes(Svg svg, double y, List<String> notes) {
        for (int i = 0; i < notes.size(); i++) {
            svg.label(Layout.LEFT, y + NOTE_HEIGHT * i + 8, "start", Markup.shortened(notes.get(i), LONGEST_NOTE), "fill", Style.MUTED,
                    "font-size", Style.SMALL, "font-style", "italic");
        }
    }
}
