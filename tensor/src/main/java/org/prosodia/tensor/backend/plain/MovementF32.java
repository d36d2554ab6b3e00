package org.prosodia.tensor.backend.plain;

import org.prosodia.tensor.backend.Workers;

/** Copies between strided places, and rows by index. */
final class MovementF32 {
    private MovementF32() {}

    static void copy(Workers workers, float[] x, int xOffset, int[] xs, float[] y, int yOffset, int[] ys, int[] shape) {
        Rows rows = new Rows(shape, xs, ys);
        int n = rows.length();
        int xStep = rows.step(0);
        int yStep = rows.step(1);
        workers.range(rows.count(), Math.max(1, ElementwiseF32.GRAIN / Math.max(1, n)), (from, to) -> {
            Rows.Cursor cursor = rows.cursor(from);
            for (int r = from; r < to; r++, cursor.next()) {
                int x0 = xOffset + cursor.offset(0);
                int y0 = yOffset + cursor.offset(1);
                if (xStep == 1 && yStep == 1) {
                    System.arraycopy(x, x0, y, y0, n);
                } else {
                    for (int j = 0; j < n; j++) {
                        y[y0 + j * yStep] = x[x0 + j * xStep];
                    }
                }
            }
        });
    }

    static void gatherRows(float[] x, int[] index, float[] y, int width) {
        for (int r = 0; r < index.length; r++) {
            System.arraycopy(x, index[r] * width, y, r * width, width);
        }
    }

    static void scatterAddRows(float[] x, int[] index, float[] y, int width) {
        for (int r = 0; r < index.length; r++) {
            for (int j = 0; j < width; j++) {
                y[index[r] * width + j] += x[r * width + j];
            }
        }
    }
}
