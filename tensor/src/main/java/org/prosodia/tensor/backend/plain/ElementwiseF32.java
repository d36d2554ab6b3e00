package org.prosodia.tensor.backend.plain;

import org.prosodia.tensor.backend.BinaryOp;
import org.prosodia.tensor.backend.DropoutMask;
import org.prosodia.tensor.backend.ScalarFunction;
import org.prosodia.tensor.backend.Workers;

/** Elementwise kernels: one loop each over the function that defines them. */
final class ElementwiseF32 {
    /** Elements worth a thread of their own, for functions of a few nanoseconds. */
    static final int GRAIN = 1 << 13;

    private ElementwiseF32() {}

    static void map(Workers workers, ScalarFunction f, float[] x, float[] y) {
        workers.range(x.length, GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] = (float) f.value(x[i]);
            }
        });
    }

    static void mapGradient(Workers workers, ScalarFunction f, float[] x, float[] g, float[] dx) {
        workers.range(x.length, GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) {
                dx[i] = (float) (g[i] * f.derivative(x[i]));
            }
        });
    }

    static void axpy(Workers workers, double a, float[] x, float[] y) {
        float scale = (float) a;
        workers.range(x.length, GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] += scale * x[i];
            }
        });
    }

    static void dropout(Workers workers, float[] x, double p, long state, float[] y) {
        DropoutMask mask = new DropoutMask(p, state);
        workers.range(x.length, GRAIN, (from, to) -> {
            for (int i = from; i < to; i++) {
                y[i] = x[i] * (float) mask.factor(i);
            }
        });
    }

    static void zip(Workers workers, BinaryOp op, float[] x, int[] xs, float[] y, int[] ys, float[] z, int[] shape) {
        Rows rows = new Rows(shape, xs, ys);
        int n = rows.length();
        int xStep = rows.step(0);
        int yStep = rows.step(1);
        workers.range(rows.count(), Math.max(1, GRAIN / Math.max(1, n)), (from, to) -> {
            Rows.Cursor cursor = rows.cursor(from);
            for (int r = from; r < to; r++, cursor.next()) {
                row(op, x, cursor.offset(0), xStep, y, cursor.offset(1), yStep, z, r * n, n);
            }
        });
    }

    private static void row(BinaryOp op, float[] x, int x0, int xs, float[] y, int y0, int ys, float[] z, int z0, int n) {
        switch (op) {
            case ADD -> {
                for (int j = 0; j < n; j++) {
                    z[z0 + j] = x[x0 + j * xs] + y[y0 + j * ys];
                }
            }
            case SUB -> {
                for (int j = 0; j < n; j++) {
                    z[z0 + j] = x[x0 + j * xs] - y[y0 + j * ys];
                }
            }
            case MUL -> {
                for (int j = 0; j < n; j++) {
                    z[z0 + j] = x[x0 + j * xs] * y[y0 + j * ys];
                }
            }
            default -> {
                for (int j = 0; j < n; j++) {
                    z[z0 + j] = (float) op.apply(x[x0 + j * xs], y[y0 + j * ys]);
                }
            }
        }
    }

    static void maskedFill(Workers workers, float[] x, boolean[] mask, int[] maskStrides, double value, float[] y, int[] shape) {
        Rows rows = new Rows(shape, maskStrides);
        int n = rows.length();
        int step = rows.step(0);
        float fill = (float) value;
        workers.range(rows.count(), Math.max(1, GRAIN / Math.max(1, n)), (from, to) -> {
            Rows.Cursor cursor = rows.cursor(from);
            for (int r = from; r < to; r++, cursor.next()) {
                for (int j = 0; j < n; j++) {
                    y[r * n + j] = mask[cursor.offset(0) + j * step] ? fill : x[r * n + j];
                }
            }
        });
    }
}
