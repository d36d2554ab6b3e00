package org.prosodia.pipeline.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.prosodia.pipeline.run.Hashes;
import org.prosodia.wav2vec2.checkpoint.Checkpoint;

/** Which weights a result came from. */
public final class WeightFiles {
    private WeightFiles() {}

    /** The SHA-256 of each file that a model's weights lie in, by its name. */
    public static Map<String, Object> hashes(Path model) throws IOException {
        Map<String, Object> hashes = new TreeMap<>();
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            for (Path file : checkpoint.files()) {
                hashes.put(file.getFileName().toString(), Hashes.sha256(file));
            }
        }
        return hashes;
    }
}
