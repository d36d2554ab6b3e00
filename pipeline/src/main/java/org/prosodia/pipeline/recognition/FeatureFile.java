package org.prosodia.pipeline.recognition;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Probe;
import org.prosodia.wav2vec2.Wav2Vec2Output;
import org.prosodia.wav2vec2.checkpoint.SafetensorsWriter;

/** The encoder's frames of a clip: {@code last_hidden_state} [T, H], and {@code hidden_states.i} [T, H] when all layers are asked for. */
public final class FeatureFile {
    private final Map<String, float[]> states = new LinkedHashMap<>();
    private final int frames;
    private int width;

    private FeatureFile(int frames) {
        this.frames = frames;
    }

    /** Runs the encoder over the samples, mono at 16 kHz, as {@link Recognizer} does. */
    public static FeatureFile extract(ModelFolder folder, TensorRuntime runtime, RecognitionOptions options, float[] samples,
            boolean allLayers, DoubleConsumer progress) {
        ChunkedEncoder encoder = new ChunkedEncoder(folder, runtime, options);
        FeatureFile file = new FeatureFile(encoder.frames(samples.length));
        try (var _ = runtime.noGrad()) {
            encoder.run(samples, progress, (part, chunk) -> {
                Wav2Vec2Output output = folder.model().encoder().forward(part, null, allLayers, Probe.NONE);
                file.keep("last_hidden_state", output.lastHiddenState(), chunk);
                List<Tensor> hidden = output.hiddenStates();
                for (int i = 0; i < hidden.size(); i++) {
                    file.keep("hidden_states." + i, hidden.get(i), chunk);
                }
            });
        }
        return file;
    }

    private void keep(String name, Tensor state, Spans.Chunk chunk) {
        width = state.dim(2);
        float[] all = states.computeIfAbsent(name, key -> new float[Math.multiplyExact(frames, width)]);
        float[] part = state.slice(1, chunk.keepFrom() - chunk.from(), chunk.keepTo() - chunk.keepFrom()).toFloats();
        System.arraycopy(part, 0, all, chunk.keepFrom() * width, part.length);
    }

    /** T. */
    public int frames() {
        return frames;
    }

    /** Writes the states as F32. */
    public void write(Path safetensors) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        states.forEach((name, values) -> writer.float32(name, new long[] {frames, width}, () -> values));
        writer.write(safetensors);
    }
}
