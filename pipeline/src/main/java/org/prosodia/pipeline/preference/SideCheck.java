package org.prosodia.pipeline.preference;

import java.util.List;
import java.util.Locale;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;

/** What the two timelines of a preference must be, for a choice between them to say something. */
final class SideCheck {
    /** Seconds by which lengths may differ: decoders and resamplers disagree by less than one frame of the model. */
    static final double TOLERANCE = (double) FrameTimes.RECEPTIVE_FIELD / FrameTimes.SAMPLE_RATE;

    private SideCheck() {}

    /** A mixture whose frames begin and end with the audio. */
    static void check(String side, Timeline timeline) {
        if (!timeline.isMixture()) {
            throw new IllegalArgumentException(side + ": expected a mixture of emotions, found the raw values of " + timeline.emotions());
        }
        double first = timeline.time(0);
        double last = timeline.time(timeline.frameCount() - 1);
        if (first < -TOLERANCE || last > timeline.duration() + TOLERANCE) {
            throw new IllegalArgumentException(side + ".frames: expected times from 0 s to the duration, "
                    + seconds(timeline.duration()) + ", found " + seconds(first) + " to " + seconds(last));
        }
        if (timeline.frameCount() > 1) {
            // A sliding window's first and last frame stand half a window from the ends; model frames up to half a field and a stride.
            double gap = Math.max(timeline.frameSpacing().orElseThrow(), timeline.window().map(Window::length).orElse(0.0) / 2) + TOLERANCE;
            if (first > gap || last < timeline.duration() - gap) {
                throw new IllegalArgumentException(side + ".frames: expected frames over all of the audio, " + seconds(timeline.duration())
                        + ", found them from " + seconds(first) + " to " + seconds(last));
            }
        }
    }

    /** The same emotions in the same order, the same length, and a difference to choose by. */
    static void checkTogether(Timeline chosen, Timeline rejected) {
        checkEmotions("rejected", rejected, chosen.emotions());
        if (Math.abs(rejected.duration() - chosen.duration()) > TOLERANCE) {
            throw new IllegalArgumentException("rejected.duration: expected that of chosen, " + seconds(chosen.duration()) + ", found "
                    + seconds(rejected.duration()));
        }
        if (SequenceKey.of(chosen).equals(SequenceKey.of(rejected))) {
            throw new IllegalArgumentException("rejected: expected another sequence than chosen, found the same");
        }
    }

    static void checkEmotions(String side, Timeline timeline, List<String> emotions) {
        List<String> found = timeline.emotions();
        for (String name : found) {
            if (!emotions.contains(name)) {
                throw new IllegalArgumentException(side + ".emotions: expected " + emotions + ", found the unknown label \"" + name + "\"");
            }
        }
        if (!found.equals(emotions)) {
            throw new IllegalArgumentException(side + ".emotions: expected " + emotions + " in this order, found " + found);
        }
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f s", seconds);
    }
}
