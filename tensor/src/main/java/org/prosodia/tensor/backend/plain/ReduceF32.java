package org.prosodia.tensor.backend.plain;

/** Reductions, accumulated in double precision and in index order. */
final class ReduceF32 {
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

    static double squaredNorm(float[] x) {
        double sum = 0;
        for (float v : x) {
            sum += (double) v * v;
        }
        return sum;
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
