package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.recognition.RecognitionOptions;
import org.prosodia.pipeline.recognition.Recognizer;
import org.prosodia.pipeline.timeline.Timeline;

/** What stage 2 learns from: one timeline of each clip by the sliding window, and a manifest of clips with these timelines. */
final class TeacherTimelines {
    /** The manifest's name. */
    static final String LABELS = "labels.csv";

    private final TeacherRun run;
    private final RecognitionOptions options;
    private final ClipFileNames names;

    TeacherTimelines(TeacherRun run, RecognitionOptions options) {
        this.run = run;
        this.options = options;
        this.names = new ClipFileNames(run.clips());
    }

    /** @return the exit code */
    int write() throws IOException {
        ClipLoader lengths = new ClipLoader(0);
        Set<String> done = new HashSet<>();
        List<ManifestEntry> missing = new ArrayList<>();
        for (ManifestEntry entry : run.clips()) {
            if (TimelineStore.isWhole(file(entry), entry.id(), TeacherRun.seconds(entry, lengths), options.window())) {
                done.add(entry.id());
            } else {
                missing.add(entry);
            }
        }
        int before = done.size();
        Recognizer recognizer = new Recognizer(run.teacher(), run.runtime(), options);
        int exit = new AudioJob(run.console()).runClips("label", missing, (entry, clip, progress) -> {
            Timeline timeline = recognizer.recognize(entry.id(), clip.samples(), progress);
            TimelineStore.write(file(entry), timeline);
            done.add(entry.id());
            return Map.of("frames", timeline.frameCount(), "out", file(entry).toString());
        });
        List<ManifestEntry> labelled = run.clips().stream().filter(entry -> done.contains(entry.id()))
                .map(entry -> entry.withTimeline(file(entry))).toList();
        Path labels = run.out().resolve(LABELS);
        if (!labelled.isEmpty()) {
            Manifest.of(labels, run.manifest().emotions(), labelled).write(labels);
        }
        run.report("labels", labels, labelled.size(), before);
        return exit;
    }

    private Path file(ManifestEntry entry) {
        return run.out().resolve("timelines").resolve(names.of(entry) + ".json");
    }
}
