package org.prosodia.tensor.backend.vector;

/** Copies of matrices with rows and columns exchanged. */
final class Transpose {
    /** Lines read side by side: as many streams as hardware prefetches, and half a cache line to write at a time. */
    private static final int STREAMS = 8;

    private Transpose() {}

    /** y[yo + e · pitch + l] = x[xo + l · lineStride + e · step] for {@code lines} lines l of {@code length} elements e. */
    static void copy(float[] x, int xo, int lineStride, int step, int lines, int length, float[] y, int yo, int pitch) {
        int l = 0;
        if (step == 1) {
            for (; l + STREAMS <= lines; l += STREAMS) {
                eightLines(x, xo + l * lineStride, lineStride, length, y, yo + l, pitch);
            }
        }
        for (; l < lines; l++) {
            for (int e = 0; e < length; e++) {
                y[yo + e * pitch + l] = x[xo + l * lineStride + e * step];
            }
        }
    }

    private static void eightLines(float[] x, int x0, int stride, int length, float[] y, int yo, int pitch) {
        int x1 = x0 + stride;
        int x2 = x1 + stride;
        int x3 = x2 + stride;
        int x4 = x3 + stride;
        int x5 = x4 + stride;
        int x6 = x5 + stride;
        int x7 = x6 + stride;
        for (int e = 0; e < length; e++) {
            int to = yo + e * pitch;
            y[to] = x[x0 + e];
            y[to + 1] = x[x1 + e];
            y[to + 2] = x[x2 + e];
            y[to + 3] = x[x3 + e];
            y[to + 4] = x[x4 + e];
            y[to + 5] = x[x5 + e];
            y[to + 6] = x[x6 + e];
            y[to + 7] = x[x7 + e];
        }
    }
}
