package org.prosodia.pipeline.study.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.format.TimelineFormat;
import org.prosodia.pipeline.timeline.format.TimelineReader;
import org.prosodia.wav2vec2.checkpoint.AtomicFile;

/**
 * The timelines that the report shows, as files of a lane.
 *
 * @param folder of the lane
 * @param shown ids of the sequences; empty in lanes that are not shown
 */
record ExampleTimelines(Path folder, Set<String> shown) {
    private Path file(String training, String id) {
        return folder.resolve("timelines").resolve(training + "-" + id + ".json");
    }

    void keep(String training, Timeline timeline) throws IOException {
        if (shown.contains(timeline.audio())) {
            Files.createDirectories(folder.resolve("timelines"));
            AtomicFile.replace(file(training, timeline.audio()),
                    file -> TimelineFormat.JSON.writer().write(timeline, new float[0], file));
        }
    }

    /** What a model heard of a sequence, where that was kept. */
    Optional<Timeline> read(String training, String id) throws IOException {
        Path file = file(training, id);
        return Files.exists(file) ? Optional.of(TimelineReader.read(file)) : Optional.empty();
    }
}
