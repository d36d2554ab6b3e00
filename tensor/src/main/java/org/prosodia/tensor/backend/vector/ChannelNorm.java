package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.backend.Workers;

/**
 * Group normalisation (Wu and He, 2018) of x [batch, time, channels] where every channel is a group of its own, as in the first layer of
 * Wav2Vec2: statistics over time, mean and rstd [batch, channels].
 */
final class ChannelNorm {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    /** Elements worth a thread of their own. */
    private static final int GRAIN = 1 << 15;

    private ChannelNorm() {}

    /** y = (x − mean) rstd γ + β. */
    static void forward(Workers workers, float[] x, float[] gamma, float[] beta, float[] y, float[] mean, float[] rstd, int batch, int time,
            int channels, double eps) {
        float[] scale = new float[channels];
        float[] shift = new float[channels];
        for (int b = 0; b < batch; b++) {
            int o = b * time * channels;
            int stats = b * channels;
            Lanes.range(workers, channels, GRAIN / Math.max(1, time), (from, to) ->
                    statistics(x, o, gamma, beta, mean, rstd, stats, time, channels, from, to, eps, scale, shift));
            workers.range(time, GRAIN / Math.max(1, channels), (from, to) -> {
                for (int t = from; t < to; t++) {
                    normalise(x, y, o + t * channels, channels, mean, stats, scale, shift);
                }
            });
        }
    }

    /** Two passes over the columns: the second corrects the mean of the first, and the variance with it. */
    private static void statistics(float[] x, int o, float[] gamma, float[] beta, float[] mean, float[] rstd, int stats, int time,
            int channels, int from, int to, double eps, float[] scale, float[] shift) {
        double[] sum = new double[channels];
        ColumnSums.sum(x, o, time, channels, from, to, sum);
        for (int c = from; c < to; c++) {
            mean[stats + c] = (float) (sum[c] / time);
        }
        double[] deviations = new double[channels];
        double[] squares = new double[channels];
        ColumnSums.deviations(x, o, time, channels, from, to, mean, stats, deviations, squares);
        for (int c = from; c < to; c++) {
            double lost = deviations[c] / time;
            double s = 1 / Math.sqrt(squares[c] / time - lost * lost + eps);
            rstd[stats + c] = (float) s;
            scale[c] = (float) (s * gamma[c]);
            shift[c] = (float) (beta[c] - lost * s * gamma[c]);
        }
    }

    private static void normalise(float[] x, float[] y, int o, int n, float[] mean, int mo, float[] scale, float[] shift) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector centred = FloatVector.fromArray(S, x, o + j).sub(FloatVector.fromArray(S, mean, mo + j));
            centred.fma(FloatVector.fromArray(S, scale, j), FloatVector.fromArray(S, shift, j)).intoArray(y, o + j);
        }
        for (; j < n; j++) {
            y[o + j] = Math.fma(x[o + j] - mean[mo + j], scale[j], shift[j]);
        }
    }

    /** dx = rstd γ (g − avg g − x̂ avg(g x̂)); dγ += Σ g x̂, dβ += Σ g over batch and time. */
    static void gradient(Workers workers, float[] x, float[] gamma, float[] mean, float[] rstd, float[] g, float[] dx, float[] dGamma,
            float[] dBeta, int batch, int time, int channels) {
        double[] sumGamma = new double[channels];
        double[] sumBeta = new double[channels];
        float[] scale = new float[channels];
        float[] slope = new float[channels];
        float[] avg = new float[channels];
        for (int b = 0; b < batch; b++) {
            int o = b * time * channels;
            int stats = b * channels;
            Lanes.range(workers, channels, GRAIN / Math.max(1, time), (from, to) -> {
                double[] sumG = new double[channels];
                double[] sumGx = new double[channels];
                ColumnSums.gradientOfColumns(x, g, o, time, channels, from, to, mean, stats, sumG, sumGx);
                for (int c = from; c < to; c++) {
                    double s = rstd[stats + c];
                    sumGamma[c] += sumGx[c] * s;
                    sumBeta[c] += sumG[c];
                    scale[c] = (float) (s * gamma[c]);
                    slope[c] = (float) (s * s * sumGx[c] / time);
                    avg[c] = (float) (sumG[c] / time);
                }
            });
            workers.range(time, GRAIN / Math.max(1, channels), (from, to) -> {
                for (int t = from; t < to; t++) {
                    rowGradient(x, g, dx, o + t * channels, channels, mean, stats, scale, slope, avg);
                }
            });
        }
        for (int c = 0; c < channels; c++) {
            dGamma[c] += (float) sumGamma[c];
            dBeta[c] += (float) sumBeta[c];
        }
    }

    private static void rowGradient(float[] x, float[] g, float[] dx, int o, int n, float[] mean, int mo, float[] scale, float[] slope,
            float[] avg) {
        int j = 0;
        for (; j <= n - L; j += L) {
            FloatVector centred = FloatVector.fromArray(S, x, o + j).sub(FloatVector.fromArray(S, mean, mo + j));
            FloatVector rest = FloatVector.fromArray(S, g, o + j).sub(FloatVector.fromArray(S, avg, j));
            rest.sub(centred.mul(FloatVector.fromArray(S, slope, j))).mul(FloatVector.fromArray(S, scale, j)).intoArray(dx, o + j);
        }
        for (; j < n; j++) {
            dx[o + j] = (g[o + j] - avg[j] - (x[o + j] - mean[mo + j]) * slope[j]) * scale[j];
        }
    }
}
