package org.prosodia.tensor;

import java.util.function.DoubleBinaryOperator;

/** The ops as their definitions read, one loop per index, in double precision. */
final class Naive {
    private Naive() {}

    /** Elements decided by the seed, exact in both dtypes. */
    static double[] random(long seed, int n) {
        Rng rng = new Rng(seed);
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (2 * rng.nextDouble() - 1);
        }
        return x;
    }

    /** The position in an operand of shape {@code from} of element {@code i} of a result of shape {@code to}. */
    static int stretched(int i, int[] from, int[] to) {
        int position = 0;
        int step = 1;
        for (int d = to.length - 1, rest = i; d >= 0; rest /= to[d], d--) {
            int axis = d - (to.length - from.length);
            if (axis >= 0) {
                position += from[axis] == 1 ? 0 : rest % to[d] * step;
                step *= from[axis];
            }
        }
        return position;
    }

    static double[] zip(DoubleBinaryOperator f, double[] x, int[] xs, double[] y, int[] ys, int[] shape) {
        double[] z = new double[Shapes.size(shape)];
        for (int i = 0; i < z.length; i++) {
            z[i] = f.applyAsDouble(x[stretched(i, xs, shape)], y[stretched(i, ys, shape)]);
        }
        return z;
    }

    /** C [m, n] at {@code co} = A [m, k] at {@code ao} times B [k, n] at {@code bo}; transposed ones lie as [k, m] and [n, k]. */
    static void matmul(double[] a, int ao, boolean ta, double[] b, int bo, boolean tb, double[] c, int co, int m, int n, int k) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                double sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[ao + (ta ? p * m + i : i * k + p)] * b[bo + (tb ? j * k + p : p * n + j)];
                }
                c[co + i * n + j] = sum;
            }
        }
    }

    /** x [B, T, C], w [O, K, C / groups], bias [O] or null, result [B, T', O]. */
    static double[] conv1d(double[] x, double[] w, double[] bias, int batch, int time, int in, int out, int kernel, int stride,
            int groups) {
        int outTime = (time - kernel) / stride + 1;
        int groupIn = in / groups;
        int groupOut = out / groups;
        double[] y = new double[batch * outTime * out];
        for (int b = 0; b < batch; b++) {
            for (int t = 0; t < outTime; t++) {
                for (int o = 0; o < out; o++) {
                    double sum = bias == null ? 0 : bias[o];
                    for (int tap = 0; tap < kernel; tap++) {
                        for (int c = 0; c < groupIn; c++) {
                            int channel = o / groupOut * groupIn + c;
                            sum += x[(b * time + t * stride + tap) * in + channel] * w[(o * kernel + tap) * groupIn + c];
                        }
                    }
                    y[(b * outTime + t) * out + o] = sum;
                }
            }
        }
        return y;
    }

    /** q [B, T, C], k and v [B, S, C], valid [B, S] or null, result [B, T, C]. */
    static double[] attention(double[] q, double[] k, double[] v, boolean[] valid, int batch, int queries, int keys, int channels,
            int heads) {
        int width = channels / heads;
        double[] y = new double[batch * queries * channels];
        for (int b = 0; b < batch; b++) {
            for (int h = 0; h < heads; h++) {
                for (int t = 0; t < queries; t++) {
                    double[] weights = new double[keys];
                    for (int s = 0; s < keys; s++) {
                        double dot = 0;
                        for (int c = 0; c < width; c++) {
                            dot += q[(b * queries + t) * channels + h * width + c] * k[(b * keys + s) * channels + h * width + c];
                        }
                        weights[s] = valid == null || valid[b * keys + s] ? dot / Math.sqrt(width) : Double.NEGATIVE_INFINITY;
                    }
                    softmax(weights, 0, keys);
                    for (int s = 0; s < keys; s++) {
                        for (int c = 0; c < width; c++) {
                            y[(b * queries + t) * channels + h * width + c] += weights[s] * v[(b * keys + s) * channels + h * width + c];
                        }
                    }
                }
            }
        }
        return y;
    }

    /** In place, of n elements. */
    static void softmax(double[] x, int from, int n) {
        double max = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < n; j++) {
            max = Math.max(max, x[from + j]);
        }
        double sum = 0;
        for (int j = 0; j < n; j++) {
            x[from + j] = Math.exp(x[from + j] - max);
            sum += x[from + j];
        }
        for (int j = 0; j < n; j++) {
            x[from + j] /= sum;
        }
    }

    /** x [B, T, C] normalised over time and the channels of each group. */
    static double[] groupNorm(double[] x, double[] gamma, double[] beta, int batch, int time, int channels, int groups, double eps) {
        int width = channels / groups;
        double[] y = new double[x.length];
        for (int b = 0; b < batch; b++) {
            for (int k = 0; k < groups; k++) {
                double mean = 0;
                double square = 0;
                for (int t = 0; t < time; t++) {
                    for (int c = k * width; c < (k + 1) * width; c++) {
                        mean += x[(b * time + t) * channels + c] / (time * width);
                    }
                }
                for (int t = 0; t < time; t++) {
                    for (int c = k * width; c < (k + 1) * width; c++) {
                        square += Math.pow(x[(b * time + t) * channels + c] - mean, 2) / (time * width);
                    }
                }
                for (int t = 0; t < time; t++) {
                    for (int c = k * width; c < (k + 1) * width; c++) {
                        int i = (b * time + t) * channels + c;
                        y[i] = (x[i] - mean) / Math.sqrt(square + eps) * gamma[c] + beta[c];
                    }
                }
            }
        }
        return y;
    }
}
