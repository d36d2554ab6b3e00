package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Window;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.pipeline.timeline.format.TimelineReader;

/** Timelines that are made once: written in one step, and found whole when the same command comes again. */
final class TimelineStore {
    /** Seconds by which lengths may differ: one frame of the model. */
    private static final double TOLERANCE = (double) FrameTimes.RECEPTIVE_FIELD / FrameTimes.SAMPLE_RATE;

    private TimelineStore() {}

    static void write(Path file, Timeline timeline) throws IOException {
        Outputs.replace(file, part -> TimelineFormat.JSON.writer().write(timeline, new float[0], part));
    }

    /** Whether the file holds a timeline of the clip of that id and length, made with that window. */
    static boolean isWhole(Path file, String id, double seconds, Window window) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try {
            Timeline timeline = TimelineReader.read(file);
            return timeline.audio().equals(id) && Math.abs(timeline.duration() - seconds) <= TOLERANCE
                    && timeline.window().filter(window::equals).isPresent();
        } catch (IOException e) {
            return false; // cut off or meddled with: to be made again
        }
    }
}
