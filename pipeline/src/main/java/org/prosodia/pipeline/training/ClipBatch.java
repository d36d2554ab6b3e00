package org.prosodia.pipeline.training;

import java.util.Arrays;
import java.util.List;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.profile.Span;
import org.prosodia.wav2vec2.EmotionModel;
import org.prosodia.wav2vec2.Preprocessor;
import org.prosodia.wav2vec2.Wav2Vec2Config;
import org.prosodia.wav2vec2.Wav2Vec2Output;

/**
 * Clips of several lengths side by side.
 *
 * @param samples [B, N], each clip normalised, then padded with zeros at its end
 * @param lengths [B] samples of each clip, at least one frame's
 * @param counts [B] frames of each clip
 * @param frames [B, T], true where a frame is audio
 */
record ClipBatch(Tensor samples, int[] lengths, int[] counts, Mask frames) {
    /** Clips shorter than one frame of the model are lengthened by silence to one. */
    static ClipBatch of(List<float[]> clips, EmotionModel model, Preprocessor preprocessor) {
        try (Span _ = model.encoder().runtime().span("collate")) {
            return collate(clips, model, preprocessor);
        }
    }

    private static ClipBatch collate(List<float[]> clips, EmotionModel model, Preprocessor preprocessor) {
        Wav2Vec2Config.Features features = model.encoder().config().features();
        int[] lengths = clips.stream().mapToInt(clip -> Math.max(clip.length, features.receptiveField())).toArray();
        int longest = Arrays.stream(lengths).max().orElseThrow();
        float[] padded = new float[Math.multiplyExact(clips.size(), longest)];
        for (int b = 0; b < clips.size(); b++) {
            float[] heard = preprocessor.apply(clips.get(b));
            System.arraycopy(heard, 0, padded, b * longest, heard.length);
        }
        Tensor samples = model.encoder().runtime().tensor(model.encoder().dtype(), padded, clips.size(), longest);
        int[] counts = Arrays.stream(lengths).map(features::frames).toArray();
        return new ClipBatch(samples, lengths, counts, Mask.ofLengths(counts, features.frames(longest)));
    }

    /** Encodes as the model was trained to hear padded batches; heads leave the padding out. */
    Wav2Vec2Output encode(EmotionModel model) {
        return model.encodePadded(samples, lengths);
    }

    /** Frames of audio in clip {@code b}. */
    int frameCount(int b) {
        return counts[b];
    }

    int size() {
        return lengths.length;
    }

    /** T. */
    int time() {
        return frames.shape()[1];
    }
}
