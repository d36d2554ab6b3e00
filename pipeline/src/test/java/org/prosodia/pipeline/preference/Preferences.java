package org.prosodia.pipeline.preference;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;

/** Preferences that several tests use. */
final class Preferences {
    static final List<String> EMOTIONS = List.of("anger", "joy");
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final int FRAMES = 4;

    private Preferences() {}

    /** A constant sequence of that much joy. */
    static Timeline joy(double share) {
        float[] mean = new float[2 * FRAMES];
        for (int t = 0; t < FRAMES; t++) {
            mean[2 * t] = (float) (1 - share);
            mean[2 * t + 1] = (float) share;
        }
        return Timeline.ofMeans("a.wav", 0.085, EMOTIONS, FrameTimes.centres(FRAMES), mean);
    }

    static Preference.Side side(double joy) {
        return Preference.Side.of(joy(joy));
    }

    /** That somebody prefers one share of joy to another. */
    static Preference vote(String annotator, double chosen, double rejected) {
        return new Preference("a.wav", side(chosen), side(rejected), annotator, NOON, false, false);
    }

    static Preference tie(String annotator, double first, double second) {
        return new Preference("a.wav", side(first), side(second), annotator, NOON, true, false);
    }

    /** What is the same of a preference and the one read back. */
    static String text(Preference preference) throws IOException {
        return PreferenceLine.format(preference);
    }
}
