package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.pipeline.corpus.ClipLoader;
import org.prosodia.pipeline.corpus.Manifest;
import org.prosodia.pipeline.corpus.ManifestEntry;
import org.prosodia.pipeline.recognition.ModelFolder;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.JsonObject;

/**
 * A clip model about to say what it hears in some clips.
 *
 * @param manifest that the clips are from
 * @param clips of it that are to be heard
 * @param out folder of the results
 */
record TeacherRun(ModelFolder teacher, TensorRuntime runtime, Manifest manifest, List<ManifestEntry> clips, Path out, Console console) {

    /** Seconds of a clip; NaN when its audio cannot be read, which will be reported when it is heard. */
    static double seconds(ManifestEntry entry, ClipLoader loader) {
        try {
            return loader.duration(entry);
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    /** Says what there is now. */
    void report(String kind, Path file, int there, int before) {
        if (before > 0) {
            console.say(before + " clips were there already");
        }
        if (there == 0) {
            console.warn("no clip could be used: " + file + " was not written");
            return;
        }
        console.say(there + " clips: " + file);
        if (console.json()) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put(kind, file.toString());
            report.put("clips", there);
            report.put("already_there", before);
            report.put("failed", clips.size() - there);
            console.out().println(JsonObject.line(report));
        }
    }
}
