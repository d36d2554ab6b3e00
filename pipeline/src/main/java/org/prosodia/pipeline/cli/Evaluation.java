package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.evaluation.Bootstrap;
import org.prosodia.pipeline.evaluation.ClipResult;
import org.prosodia.pipeline.evaluation.LabelReport;
import org.prosodia.pipeline.evaluation.TimelineReport;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.pipeline.run.Provenance;
import org.prosodia.pipeline.timeline.Window;

/**
 * The report on a model: what was measured, on what, and with which weights.
 *
 * @param split names of the splits that the clips are of
 * @param window of a model that answers for clips; null of one that answers for frames
 */
record Evaluation(ModelFolder model, Manifest manifest, String split, KnownClips clips, Window window) {
    private static final String SCHEMA = "prosodia.evaluation/1";
    private static final Bootstrap BOOTSTRAP = Bootstrap.DEFAULT;

    List<String> emotions() {
        return model.model().labels();
    }

    private Optional<LabelReport> labels() {
        return clips.labels(emotions(), BOOTSTRAP);
    }

    private Optional<TimelineReport> timelines() {
        return clips.timelines(BOOTSTRAP);
    }

    private double seconds() {
        return clips.results().stream().mapToDouble(ClipResult::seconds).sum();
    }

    /** As a tree for JSON. */
    Map<String, Object> toJson() throws IOException {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("schema", SCHEMA);
        json.put("version", Version.number());
        json.put("model", modelFields());
        json.put("data", dataFields());
        json.put("window", window == null ? null : windowFields(window));
        json.put("bootstrap", bootstrapFields());
        json.put("labels", labels().map(LabelReport::toJson).orElse(null));
        json.put("timelines", timelines().map(TimelineReport::toJson).orElse(null));
        return json;
    }

    private Map<String, Object> modelFields() throws IOException {
        Path folder = model.folder();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("folder", folder.toString());
        fields.put("weights", WeightFiles.hashes(folder));
        fields.put("emotions", emotions());
        fields.put("notes", model.notes());
        if (Files.exists(folder.resolve("provenance.json"))) {
            Provenance provenance = Provenance.read(folder);
            fields.put("seed", provenance.seed());
            fields.put("command", provenance.command());
        }
        return fields;
    }

    private Map<String, Object> dataFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("manifest", manifest.file().toString());
        fields.put("sha256", manifest.sha256());
        fields.put("split", split);
        fields.put("clips", clips.results().size());
        fields.put("failed", clips.failed());
        fields.put("seconds", seconds());
        return fields;
    }

    private static Map<String, Object> windowFields(Window window) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("length", window.length());
        fields.put("stride", window.stride());
        return fields;
    }

    private static Map<String, Object> bootstrapFields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("resamples", BOOTSTRAP.resamples());
        fields.put("level", BOOTSTRAP.level());
        fields.put("seed", BOOTSTRAP.seed());
        return fields;
    }

    /** For people, each line ended. */
    String toText() {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%s on %s (%s): %d clips, %.1f s%s\n", model.folder(),
                manifest.file(), split, clips.results().size(), seconds(), window == null ? ""
                        : String.format(Locale.ROOT, ", windows of %s s every %s s", window.length(), window.stride())));
        labels().ifPresent(report -> text.append("\nThe emotion of clips\n").append(report.toText()));
        timelines().ifPresent(report -> text.append("\nEmotions over time\n").append(report.toText()));
        return text.toString();
    }
}
