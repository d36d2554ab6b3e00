package org.prosodia.pipeline.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.JsonObject;
import org.prosodia.wav2vec2.ModelException;
import org.prosodia.wav2vec2.PretrainedFolder;

/** A snapshot as a folder of {@code tensors.safetensors}, {@code state.json} and the manifest of both. */
final class CheckpointFiles {
    private static final String TENSORS = "tensors.safetensors";
    private static final String STATE = "state.json";
    private static final List<String> NAMES = List.of(TENSORS, STATE);

    private CheckpointFiles() {}

    /** Writes the files into an empty folder, each forced to the disk. */
    static void write(Path folder, Snapshot snapshot) throws IOException {
        TensorFile.write(folder.resolve(TENSORS), snapshot.tensors());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("step", snapshot.step());
        fields.put("state", snapshot.state());
        PretrainedFolder.write(JsonObject.of(folder.resolve(STATE), fields));
        if (!readState(folder, snapshot.step()).equals(snapshot.state())) {
            throw new ModelException(folder.resolve(STATE), "does not give back the state that was written");
        }
        CheckpointManifest.write(folder, snapshot.step(), NAMES);
    }

    /** Reads a folder of which every byte is as it was written; otherwise fails, naming the file at fault. */
    static Snapshot read(Path folder, long step, TensorRuntime runtime) throws IOException {
        CheckpointManifest.verify(folder, step, NAMES);
        Map<String, Object> state = readState(folder, step);
        Map<String, Tensor> tensors = TensorFile.read(folder.resolve(TENSORS), runtime);
        try {
            return new Snapshot(step, tensors, state);
        } catch (IllegalArgumentException e) {
            throw new ModelException(folder.resolve(STATE), e.getMessage());
        }
    }

    private static Map<String, Object> readState(Path folder, long step) throws ModelException {
        JsonObject json = JsonObject.read(folder.resolve(STATE));
        if (Fields.whole(json, "step") != step) {
            throw json.error("step", Long.toString(step), Fields.whole(json, "step"));
        }
        return Fields.object(json, "state").fields();
    }
}
