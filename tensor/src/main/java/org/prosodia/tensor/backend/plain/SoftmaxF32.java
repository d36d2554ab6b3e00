package org.prosodia.tensor.backend.plain;

import org.prosodia.tensor.backend.Workers;

/** Softmax and log-softmax of rows, each with its gradient. */
final class SoftmaxF32 {
    private SoftmaxF32() {}

    private static int grain(int n) {
        return Math.max(1, ElementwiseF32.GRAIN / 4 / Math.max(1, n));
    }

    /** y = exp(x − max x) / Σ exp(x − max x). */
    static void softmax(Workers workers, float[] x, float[] y, int rows, int n) {
        workers.range(rows, grain(n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int o = r * n;
                float max = rowMax(x, o, n);
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    double e = Math.exp(x[o + j] - max);
                    y[o + j] = (float) e;
                    sum += e;
                }
                for (int j = 0; j < n; j++) {
                    y[o + j] = (float) (y[o + j] / sum);
                }
            }
        });
    }

    /** dx = y ∘ (g − Σ g y). */
    static void softmaxGradient(Workers workers, float[] y, float[] g, float[] dx, int rows, int n) {
        workers.range(rows, grain(n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int o = r * n;
                double dot = 0;
                for (int j = 0; j < n; j++) {
                    dot += (double) g[o + j] * y[o + j];
                }
                for (int j = 0; j < n; j++) {
                    dx[o + j] = (float) (y[o + j] * (g[o + j] - dot));
                }
            }
        });
    }

    /** y = x − max x − log Σ exp(x − max x). */
    static void logSoftmax(Workers workers, float[] x, float[] y, int rows, int n) {
        workers.range(rows, grain(n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int o = r * n;
                float max = rowMax(x, o, n);
                double sum = 0;
                for (int j = 0; j < n; j++) {
                    sum += Math.exp(x[o + j] - max);
                }
                double logSum = Math.log(sum);
                for (int j = 0; j < n; j++) {
                    y[o + j] = (float) (x[o + j] - max - logSum);
                }
            }
        });
    }

    /** dx = g − exp(y) Σ g. */
    static void logSoftmaxGradient(Workers workers, float[] y, float[] g, float[] dx, int rows, int n) {
        workers.range(rows, grain(n), (from, to) -> {
            for (int r = from; r < to; r++) {
                int o = r * n;
                double sum = ReduceF32.rowSum(g, o, n);
                for (int j = 0; j < n; j++) {
                    dx[o + j] = (float) (g[o + j] - Math.exp(y[o + j]) * sum);
                }
            }
        });
    }

    private static float rowMax(float[] x, int from, int n) {
        float max = Float.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            max = Math.max(max, x[from + j]);
        }
        return max;
    }
}
