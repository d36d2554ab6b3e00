package org.prosodia.tensor.backend.plain;

import org.prosodia.tensor.backend.Workers;

/** Layer normalisation of rows x [rows, n] (Ba, Kiros and Hinton, 2016). */
final class LayerNormF32 {
    private LayerNormF32() {}

    private static int grain(int n) {
        return Math.max(1, ElementwiseF32.GRAIN / Math.max(1, n));
    }

    /** y = x̂ γ + β with x̂ = (x − mean) rstd, rstd = 1/√(var + eps), var biased. */
    static void forward(Workers workers, float[] x, float[] gamma, float[] beta, float[] y, float[] mean, float[] rstd,
            int rows, int n, double eps) {
        workers.range(rows, grain(n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int o = r * n;
                double m = ReduceF32.rowSum(x, o, n) / n;
                double squares = 0;
                for (int j = 0; j < n; j++) {
                    double d = x[o + j] - m;
                    squares += d * d;
                }
                double s = 1 / Math.sqrt(squares / n + eps);
                for (int j = 0; j < n; j++) {
                    y[o + j] = (float) ((x[o + j] - m) * s * gamma[j] + beta[j]);
                }
                mean[r] = (float) m;
                rstd[r] = (float) s;
            }
        });
    }

    /** With h = g γ: dx = rstd (h − avg h − x̂ avg(h x̂)); dγ += Σ g x̂, dβ += Σ g over the rows. */
    static void gradient(Workers workers, float[] x, float[] gamma, float[] mean, float[] rstd, float[] g, float[] dx,
            float[] dGamma, float[] dBeta, int rows, int n) {
        double[] sumGamma = new double[n];
        double[] sumBeta = new double[n];
        for (int r = 0; r < rows; r++) {
            int o = r * n;
            for (int j = 0; j < n; j++) {
                sumGamma[j] += g[o + j] * (double) ((x[o + j] - mean[r]) * rstd[r]);
                sumBeta[j] += g[o + j];
            }
        }
        for (int j = 0; j < n; j++) {
            dGamma[j] += (float) sumGamma[j];
            dBeta[j] += (float) sumBeta[j];
        }
        workers.range(rows, grain(n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int o = r * n;
                double avgH = 0;
                double avgHx = 0;
                for (int j = 0; j < n; j++) {
                    double h = (double) g[o + j] * gamma[j];
                    avgH += h / n;
                    avgHx += h * ((x[o + j] - mean[r]) * rstd[r]) / n;
                }
                for (int j = 0; j < n; j++) {
                    double xHat = (x[o + j] - mean[r]) * rstd[r];
                    dx[o + j] = (float) (rstd[r] * ((double) g[o + j] * gamma[j] - avgH - xHat * avgHx));
                }
            }
        });
    }
}
