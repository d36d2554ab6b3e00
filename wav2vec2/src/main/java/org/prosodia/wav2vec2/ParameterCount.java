package org.prosodia.wav2vec2;

/** How many parameters an encoder has, in closed form. In double, so that no configuration overflows it; exact up to 2^53. */
final class ParameterCount {
    private ParameterCount() {}

    static long of(Wav2Vec2Config config) {
        Wav2Vec2Config.Transformer shape = config.transformer();
        double hidden = shape.hiddenSize();
        double norm = 2 * hidden;
        double attention = 4 * linear(hidden, hidden);
        double feedForward = linear(hidden, shape.intermediateSize()) + linear(shape.intermediateSize(), hidden);
        double positions = hidden + shape.positionKernel() + hidden * hidden / shape.positionGroups() * shape.positionKernel();
        double masked = config.masks() ? hidden : 0;
        return (long) (convolutions(config.features()) + projection(config.features(), hidden) + masked + positions + norm
                + shape.layers() * (attention + feedForward + 2 * norm));
    }

    private static double convolutions(Wav2Vec2Config.Features features) {
        double total = 0;
        double in = 1;
        for (int i = 0; i < features.dims().size(); i++) {
            double out = features.dims().get(i);
            boolean normed = i == 0 || features.norm() == Wav2Vec2Config.FeatureNorm.LAYER;
            total += out * in * features.kernels().get(i) + (features.bias() ? out : 0) + (normed ? 2 * out : 0);
            in = out;
        }
        return total;
    }

    private static double projection(Wav2Vec2Config.Features features, double hidden) {
        double in = features.dims().getLast();
        return (features.projectionNorm() ? 2 * in : 0) + linear(in, hidden);
    }

    private static double linear(double in, double out) {
        return in * out + out;
    }
}
