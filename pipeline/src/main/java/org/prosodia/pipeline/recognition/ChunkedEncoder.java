package org.prosodia.pipeline.recognition;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.Wav2Vec2Config;

/** Brings a whole clip, normalised once, before an encoder: in one pass, or in overlapping chunks when it is long. */
final class ChunkedEncoder {
    /** Receives the samples [1, N] of a chunk; frame {@code i} of what the encoder makes of them is the clip's {@code chunk.from() + i}. */
    @FunctionalInterface
    interface Part {
        void encode(Tensor samples, Spans.Chunk chunk);
    }

    private final ModelFolder folder;
    private final TensorRuntime runtime;
    private final RecognitionOptions options;
    private final Wav2Vec2Config.Features features;

    ChunkedEncoder(ModelFolder folder, TensorRuntime runtime, RecognitionOptions options) {
        this.folder = folder;
        this.runtime = runtime;
        this.options = options;
        this.features = folder.model().encoder().config().features();
    }

    /** The samples as the model hears them: at least one frame, silence after what is real. */
    float[] padded(float[] samples) {
        return Arrays.copyOf(samples, Math.max(samples.length, features.receptiveField()));
    }

    /** Frames of a clip of that many samples. */
    int frames(int samples) {
        return features.frames(Math.max(samples, features.receptiveField()));
    }

    void run(float[] samples, DoubleConsumer progress, Part part) {
        float[] heard = padded(folder.preprocessor().apply(samples));
        int frames = frames(samples.length);
        List<Spans.Chunk> chunks = Spans.chunks(frames, inFrames(options.chunk()), inFrames(options.overlap()));
        for (Spans.Chunk chunk : chunks) {
            int end = chunks.size() == 1 ? heard.length : (chunk.to() - 1) * features.hop() + features.receptiveField();
            float[] input = Arrays.copyOfRange(heard, chunk.from() * features.hop(), end);
            part.encode(runtime.tensor(folder.model().encoder().dtype(), input, 1, input.length), chunk);
            progress.accept((double) chunk.keepTo() / frames);
        }
    }

    private int inFrames(double seconds) {
        return (int) Math.round(seconds * Preprocessor.SAMPLE_RATE / features.hop());
    }
}
