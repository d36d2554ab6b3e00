package org.prosodia.tensor.backend.plain;

import org.prosodia.tensor.backend.Workers;

/** Group normalisation (Wu and He, 2018) of x [batch, time, channels]: over time and the channels of a group. */
final class GroupNormF32 {
    private GroupNormF32() {}

    /** y = x̂ γ + β with x̂ = (x − mean) rstd; mean and rstd [batch, groups]. */
    static void forward(Workers workers, float[] x, float[] gamma, float[] beta, float[] y, float[] mean, float[] rstd,
            int batch, int time, int channels, int groups, double eps) {
        int width = channels / groups;
        workers.range(batch, 1, (from, to) -> {
            for (int b = from; b < to; b++) {
                double[] m = new double[groups];
                double[] v = new double[groups];
                int base = b * time * channels;
                double count = (double) time * width;
                for (int t = 0; t < time; t++) {
                    for (int c = 0; c < channels; c++) {
                        m[c / width] += x[base + t * channels + c] / count;
                    }
                }
                for (int t = 0; t < time; t++) {
                    for (int c = 0; c < channels; c++) {
                        double d = x[base + t * channels + c] - m[c / width];
                        v[c / width] += d * d / count;
                    }
                }
                for (int k = 0; k < groups; k++) {
                    v[k] = 1 / Math.sqrt(v[k] + eps);
                    mean[b * groups + k] = (float) m[k];
                    rstd[b * groups + k] = (float) v[k];
                }
                for (int t = 0; t < time; t++) {
                    for (int c = 0; c < channels; c++) {
                        int i = base + t * channels + c;
                        y[i] = (float) ((x[i] - m[c / width]) * v[c / width] * gamma[c] + beta[c]);
                    }
                }
            }
        });
    }

    /** With h = g γ, averages over a group: dx = rstd (h − avg h − x̂ avg(h x̂)); dγ += Σ g x̂, dβ += Σ g over batch and time. */
    static void gradient(float[] x, float[] gamma, float[] mean, float[] rstd, float[] g, float[] dx,
            float[] dGamma, float[] dBeta, int batch, int time, int channels, int groups) {
        int width = channels / groups;
        double count = (double) time * width;
        double[] sumGamma = new double[channels];
        double[] sumBeta = new double[channels];
        for (int b = 0; b < batch; b++) {
            double[] avgH = new double[groups];
            double[] avgHx = new double[groups];
            int base = b * time * channels;
            for (int t = 0; t < time; t++) {
                for (int c = 0; c < channels; c++) {
                    int i = base + t * channels + c;
                    int k = c / width;
                    double xHat = (x[i] - mean[b * groups + k]) * rstd[b * groups + k];
                    double h = (double) g[i] * gamma[c];
                    avgH[k] += h / count;
                    avgHx[k] += h * xHat / count;
                    sumGamma[c] += g[i] * xHat;
                    sumBeta[c] += g[i];
                }
            }
            for (int t = 0; t < time; t++) {
                for (int c = 0; c < channels; c++) {
                    int i = base + t * channels + c;
                    int k = c / width;
                    double xHat = (x[i] - mean[b * groups + k]) * rstd[b * groups + k];
                    dx[i] = (float) (rstd[b * groups + k] * ((double) g[i] * gamma[c] - avgH[k] - xHat * avgHx[k]));
                }
            }
        }
        for (int c = 0; c < channels; c++) {
            dGamma[c] += (float) sumGamma[c];
            dBeta[c] += (float) sumBeta[c];
        }
    }
}
