package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;
import org.prosodia.wav2vec2.PretrainedFolder;

/** {@code manifest.json}: size and SHA-256 of the other files of a checkpoint. It is written last, so where it is, all is. */
final class CheckpointManifest {
    private static final String FILE = "manifest.json";
    private static final String SCHEMA = "prosodia.checkpoint/1";

    private CheckpointManifest() {}

    /** Writes the manifest of files that are on the disk already. */
    static void write(Path folder, long step, List<String> names) throws IOException {
        Map<String, Object> files = new LinkedHashMap<>();
        for (String name : names) {
            Path file = folder.resolve(name);
            files.put(name, Map.of("size", Files.size(file), "sha256", Hashes.sha256(file)));
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("schema", SCHEMA);
        fields.put("step", step);
        fields.put("files", files);
        PretrainedFolder.write(JsonObject.of(folder.resolve(FILE), fields));
    }

    /** @throws IOException that names the file that is not as it was written, with what was expected and what was found */
    static void verify(Path folder, long step, List<String> names) throws IOException {
        JsonObject json = JsonObject.read(folder.resolve(FILE));
        Fields.requireSchema(json, SCHEMA);
        if (Fields.whole(json, "step") != step) {
            throw json.error("step", Long.toString(step), Fields.whole(json, "step"));
        }
        JsonObject files = Fields.object(json, "files");
        if (!files.fields().keySet().equals(Set.copyOf(names))) {
            throw json.error("files", String.join(", ", names), files.fields().keySet());
        }
        for (String name : names) {
            requireSize(folder.resolve(name), Fields.whole(Fields.object(files, name), "size"));
        }
        for (String name : names) {
            requireHash(folder.resolve(name), Fields.text(Fields.object(files, name), "sha256"));
        }
    }

    private static void requireSize(Path file, long expected) throws IOException {
        long found = Files.size(file);
        if (found != expected) {
            throw new ModelException(file, "expected " + expected + " bytes, found " + found);
        }
    }

    private static void requireHash(Path file, String expected) throws IOException {
        String found = Hashes.sha256(file);
        if (!found.equals(expected)) {
            throw new ModelException(file, "expected SHA-256 " + expected + ", found " + found);
        }
    }
}
