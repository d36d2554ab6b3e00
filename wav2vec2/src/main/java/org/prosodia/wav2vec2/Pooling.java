package org.prosodia.wav2vec2;

import org.prosodia.tensor.Mask;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.TensorRuntime;
import org.prosodia.tensor.backend.profile.Span;

/** Summaries over time that leave padding out. */
public final class Pooling {
    private Pooling() {}

    /** How the frames of a clip become one vector, as {@code pooling_mode} names it. */
    public enum Mode {
        MEAN,
        SUM,
        MAX;

        static Mode of(JsonObject json) throws ModelException {
            String name = json.string("pooling_mode", "mean");
            return switch (name) {
                case "mean" -> MEAN;
                case "sum" -> SUM;
                case "max" -> MAX;
                default -> throw json.error("pooling_mode", "mean, sum or max", name);
            };
        }
    }

    /**
     * One vector for each clip.
     *
     * @param x [B, T, C]
     * @param valid [B, T], or null when all frames are valid
     * @return [B, C]; zeros for a clip without valid frames (for the maximum: −∞)
     */
    public static Tensor pool(Mode mode, Tensor x, Mask valid) {
        try (Span _ = x.runtime().span("pooling")) {
            return switch (mode) {
                case MEAN -> mean(x, valid);
                case SUM -> keep(x, valid, 0).sum(1, false);
                case MAX -> keep(x, valid, Double.NEGATIVE_INFINITY).max(1, false);
            };
        }
    }

    /** x with {@code value} where frames are not valid. */
    private static Tensor keep(Tensor x, Mask valid, double value) {
        return valid == null ? x : x.maskedFill(valid.not().reshape(x.dim(0), x.dim(1), 1), value);
    }

    /**
     * Mean over the valid frames.
     *
     * @param x [B, T, C]
     * @param valid [B, T], or null when all frames are valid
     * @return [B, C]; zeros for a clip without valid frames
     */
    public static Tensor mean(Tensor x, Mask valid) {
        if (valid == null) {
            return x.mean(1, false);
        }
        int batch = x.dim(0);
        int time = x.dim(1);
        double[] counts = new double[batch];
        for (int i = 0; i < valid.size(); i++) {
            counts[i / time] += valid.get(i) ? 1 : 0;
        }
        return keep(x, valid, 0).sum(1, false).mul(reciprocals(x.runtime(), x, counts, batch, 1));
    }

    /**
     * Moving average over {@code window} frames around each frame, stride 1, dividing by the number of valid frames in the window:
     * s_t = Σ_{valid u, |u − t| ≤ window/2} x_u / |{valid u, |u − t| ≤ window/2}|.
     *
     * @param x [B, T, C]
     * @param valid [B, T], or null when all frames are valid
     * @param window odd
     * @return [B, T, C]; zeros where a window holds no valid frame
     */
    public static Tensor movingAverage(Tensor x, Mask valid, int window) {
        int batch = x.dim(0);
        int time = x.dim(1);
        int reach = window / 2;
        double[] counts = new double[batch * time];
        for (int i = 0; i < counts.length; i++) {
            int t = i % time;
            for (int u = Math.max(0, t - reach); u <= Math.min(time - 1, t + reach); u++) {
                counts[i] += valid == null || valid.get(i - t + u) ? 1 : 0;
            }
        }
        Tensor padded = keep(x, valid, 0).pad(1, reach, reach);
        Tensor sum = padded.slice(1, 0, time);
        for (int shift = 1; shift < window; shift++) {
            sum = sum.add(padded.slice(1, shift, time));
        }
        return sum.mul(reciprocals(x.runtime(), x, counts, batch, time, 1));
    }

    private static Tensor reciprocals(TensorRuntime runtime, Tensor like, double[] counts, int... shape) {
        double[] inverse = new double[counts.length];
        for (int i = 0; i < counts.length; i++) {
            inverse[i] = counts[i] == 0 ? 0 : 1 / counts[i];
        }
        return runtime.tensor(like.dtype(), inverse, shape);
    }
}
