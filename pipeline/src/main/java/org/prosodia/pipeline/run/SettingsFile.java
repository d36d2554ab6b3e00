package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.PretrainedFolder;

/** The settings that a folder of results was begun with: only with the same ones may somebody go on in it. */
public final class SettingsFile {
    private SettingsFile() {}

    /**
     * Writes the settings where there are none yet, else compares.
     *
     * @param file in the folder of the results
     * @param settings all that decides the results; a tree that JSON can hold
     * @throws FileSystemException naming the first setting that differs
     */
    public static void requireSame(Path file, Map<String, Object> settings) throws IOException {
        if (!Files.exists(file)) {
            PretrainedFolder.write(JsonObject.of(file, settings));
            return;
        }
        Map<String, Object> begun = JsonObject.read(file).fields();
        Set<String> names = new LinkedHashSet<>(settings.keySet());
        names.addAll(begun.keySet());
        for (String name : names) {
            String before = Objects.toString(begun.get(name));
            String now = Objects.toString(settings.get(name));
            if (!before.equals(now)) {
                throw new FileSystemException(file.getParent().toString(), null, "holds a run with other settings: " + name + " was "
                        + before + " and is now " + now + "; choose another folder, or the same settings to go on");
            }
        }
    }
}
