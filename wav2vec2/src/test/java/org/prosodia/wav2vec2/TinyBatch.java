package org.prosodia.wav2vec2;

import java.util.Arrays;
import java.util.List;
import org.prosodia.tensor.DType;
import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Rng;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;

/**
 * A model and a batch of clips for it.
 *
 * @param samples N of the batch [B, N]: at least one window of the convolutions
 * @param lengths samples of each clip, 0 to N; after them there are zeros
 * @param seed of the noise in the clips
 */
record TinyBatch(TinyConfig config, int samples, List<Integer> lengths, long seed) {

    int[] lengthsArray() {
        return lengths.stream().mapToInt(Integer::intValue).toArray();
    }

    TinyBatch withNorm(Wav2Vec2Config.FeatureNorm norm) {
        return new TinyBatch(config.withNorm(norm), samples, lengths, seed);
    }

    TinyBatch withLengths(List<Integer> others) {
        return new TinyBatch(config, samples, others, seed);
    }

    /** The same, but with at least one frame in each clip. */
    TinyBatch heard() {
        int field = config.features().receptiveField();
        return withLengths(lengths.stream().map(length -> Math.max(length, field)).toList());
    }

    /** The samples of one clip, without padding. */
    double[] clip(int b) {
        Rng rng = new Rng(seed).fork(b);
        return rng.doubles(lengths.get(b)).map(u -> 4 * u - 2).toArray();
    }

    /** [B, N], zero-padded. */
    Tensor tensor(TensorRuntime runtime, DType dtype) {
        return filled(runtime, dtype, 0);
    }

    /** [B, N] with noise of this size in the padding. */
    Tensor filled(TensorRuntime runtime, DType dtype, double size) {
        Rng rng = new Rng(seed).fork(-1);
        double[] all = rng.doubles((long) lengths.size() * samples).map(u -> size * (2 * u - 1)).toArray();
        for (int b = 0; b < lengths.size(); b++) {
            System.arraycopy(clip(b), 0, all, b * samples, lengths.get(b));
        }
        return runtime.tensor(dtype, all, lengths.size(), samples);
    }

    /** Frames of the batch. */
    int frames() {
        return config.features().frames(samples);
    }

    /** Frames of one clip. */
    int frames(int b) {
        return config.features().frames(lengths.get(b));
    }

    /** [B, T], true at the frames of the clips. */
    Mask valid() {
        return Mask.ofLengths(lengths.stream().mapToInt(config.features()::frames).toArray(), frames());
    }

    /** The frames of one clip in a result [B, T, C]. */
    double[] framesOf(int b, Tensor result) {
        int from = b * result.dim(1) * result.dim(2);
        return Arrays.copyOfRange(result.toDoubles(), from, from + frames(b) * result.dim(2));
    }
}
