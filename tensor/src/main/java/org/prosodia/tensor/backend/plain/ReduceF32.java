package org.prosodia.tensor.backend.plain;

import org.prosodia.tensor.backend.Workers;

/** Reductions, accumulated in double precision, in an order that sizes alone decide. */
final class ReduceF32 {
    /** Elements of a norm that are summed by themselves: sums do not depend on the number of threads. */
    private static final int NORM_PART = 1 << 15;

    private ReduceF32() {}

    static void sum(float[] x, int[] shape, float[] y, int[] ys) {
        double[] total = new double[y.length];
        Rows rows = new Rows(shape, ys);
        int n = rows.length();
        int step = rows.step(0);
        Rows.Cursor cursor = rows.cursor(0);
        for (int r = 0; r < rows.count(); r++, cursor.next()) {
            int y0 = cursor.offset(0);
            if (step == 0) {
                total[y0] += rowSum(x, r * n, n);
            } else {
                for (int j = 0; j < n; j++) {
                    total[y0 + j * step] += x[r * n + j];
                }
            }
        }
        for (int i = 0; i < y.length; i++) {
            y[i] += (float) total[i];
        }
    }

    static double rowSum(float[] x, int from, int n) {
        double sum = 0;
        for (int j = 0; j < n; j++) {
            sum += x[from + j];
        }
        return sum;
    }

    static double squaredNorm(Workers workers, float[] x) {
        double[] parts = new double[(x.length + NORM_PART - 1) / NORM_PART];
        workers.range(parts.length, 1, (from, to) -> {
            for (int part = from; part < to; part++) {
                parts[part] = sumOfSquares(x, part * NORM_PART, Math.min(NORM_PART, x.length - part * NORM_PART));
            }
        });
        double sum = 0;
        for (double part : parts) {
            sum += part;
        }
        return sum;
    }

    /** Four sums at a time, since each addition waits for the one before. */
    private static double sumOfSquares(float[] x, int from, int n) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int j = from;
        for (; j <= from + n - 4; j += 4) {
            sum0 += (double) x[j] * x[j];
            sum1 += (double) x[j + 1] * x[j + 1];
            sum2 += (double) x[j + 2] * x[j + 2];
            sum3 += (double) x[j + 3] * x[j + 3];
        }
        for (; j < from + n; j++) {
            sum0 += (double) x[j] * x[j];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    static void max(float[] x, int outer, int n, int inner, float[] y, int[] argmax) {
        for (int o = 0; o < outer; o++) {
            for (int i = 0; i < inner; i++) {
                int best = 0;
                float max = x[o * n * inner + i];
                for (int j = 1; j < n && !Float.isNaN(max); j++) {
                    float v = x[(o * n + j) * inner + i];
                    if (v > max || Float.isNaN(v)) {
                        max = v;
                        best = j;
                    }
                }
                y[o * inner + i] = max;
                argmax[o * inner + i] = best;
            }
        }
    }
}
