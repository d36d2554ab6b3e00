package org.prosodia.bench.measure;

import org.prosodia.wav2vec2.Wav2Vec2Config;

/**
 * Floating-point operations of the matrix products that a model is made of, for one clip: two for each multiply-add. Norms,
 * activations, softmax and biases are left out, less than 1 % together.
 *
 * @param convolutions Σ 2 T' κ C C' over the layers from samples to frames
 * @param projection 2 T C H
 * @param positions 2 T κ (H / groups) H
 * @param linears of all layers, 2 T (4 H² + 2 H I): queries, keys, values, output, feed-forward
 * @param attention of all layers, 4 T² H: Q Kᵀ and the weighted sum of values
 * @param head 2 T H K
 */
public record ModelFlops(double convolutions, double projection, double positions, double linears, double attention, double head) {
    /**
     * @param samples of the clip
     * @param outputs K of the head; 0 for none
     */
    public static ModelFlops of(Wav2Vec2Config config, int samples, int outputs) {
        Wav2Vec2Config.Features features = config.features();
        double convolutions = 0;
        double frames = samples;
        double channels = 1;
        for (int i = 0; i < features.dims().size(); i++) {
            frames = Math.floor((frames - features.kernels().get(i)) / features.strides().get(i)) + 1;
            convolutions += 2 * frames * features.kernels().get(i) * channels * features.dims().get(i);
            channels = features.dims().get(i);
        }
        Wav2Vec2Config.Transformer shape = config.transformer();
        double t = frames;
        double h = shape.hiddenSize();
        return new ModelFlops(convolutions, 2 * t * channels * h, 2 * t * shape.positionKernel() * (h / shape.positionGroups()) * h,
                shape.layers() * 2 * t * (4 * h * h + 2 * h * shape.intermediateSize()), shape.layers() * 4 * t * t * h,
                2 * t * h * outputs);
    }

    public double total() {
        return convolutions + projection + positions + linears + attention + head;
    }
}
