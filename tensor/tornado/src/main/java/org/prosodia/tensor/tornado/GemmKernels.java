package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;
import uk.ac.manchester.tornado.api.types.collections.VectorFloat16;
import uk.ac.manchester.tornado.api.types.vectors.Float16;

/**
 * Matrix products C = f(A B + bias) for CPUs, and the packing of B that all devices share: panels [⌈n/16⌉][k][16], the last one filled up
 * with zeros, so that a row of a panel is one vector.
 */
final class GemmKernels {
    /** Columns of a panel. */
    static final int LANES = 16;

    /** Rows of a tile. */
    static final int ROWS = 8;

    // Parameters of multiply.
    static final int M = 0;
    static final int N = 1;
    static final int K = 2;
    static final int A = 3;
    static final int A_ROW = 8;
    static final int A_COLUMN = 9;
    /** The packed B; its steps count matrices. */
    static final int B = 10;
    static final int C = 15;
    static final int C_ROW = 20;
    static final int C_COLUMN = 21;
    static final int MODE = 22;
    /** Whole vectors from a multiple of sixteen on. */
    static final int SCRATCH = 23;
    static final int BIAS = 24;
    static final int MATRICES = 25;
    static final int GELU = 26;

    /** Tiles go to C as they are, are added to it, or go to scratch memory for {@link #finish}, which does either element by element. */
    static final int STORE = 0;
    static final int ADD = 1;
    static final int SCATTER = 2;
    static final int SCATTER_ADD = 3;

    private GemmKernels() {}

    /** Where matrix b of a batch is: base, inner, step of the outer, step of the inner. */
    static int place(IntArray p, int at, int b) {
        int outer = b / p.get(at + 1);
        return p.get(at) + outer * p.get(at + 2) + (b - outer * p.get(at + 1)) * p.get(at + 3);
    }

    /**
     * Grid: panels, blocks of k, matrices. p: n, k, rows of a block, packed; at 4 the place of B; row and column strides, whether rows are
     * whole vectors.
     */
    static void pack(KernelContext c, FloatArray heap, IntArray p) {
        VectorFloat16 vectors = new VectorFloat16(heap);
        int n = p.get(0);
        int k = p.get(1);
        int panel = c.globalIdx;
        int matrix = c.globalIdz;
        int from = c.globalIdy * p.get(2);
        int to = Math.min(k, from + p.get(2));
        int rowStride = p.get(8);
        int columnStride = p.get(9);
        int first = panel * LANES;
        int columns = Math.min(LANES, n - first);
        int x = place(p, 4, matrix) + first * columnStride;
        int y = p.get(3) + (matrix * ((n + LANES - 1) / LANES) + panel) * k * LANES;
        if (p.get(10) == 1 && columns == LANES) {
            for (int row = from; row < to; row++) {
                vectors.set(y / LANES + row, vectors.get((x + row * rowStride) / LANES));
            }
        } else {
            for (int row = from; row < to; row++) {
                for (int lane = 0; lane < LANES; lane++) {
                    float v = 0;
                    if (lane < columns) {
                        v = heap.get(x + row * rowStride + lane * columnStride);
                    }
                    heap.set(y + row * LANES + lane, v);
                }
            }
        }
    }

    /** Back to where they came from. Grid and parameters are those of {@link #pack}. */
    static void unpack(KernelContext c, FloatArray heap, IntArray p) {
        int n = p.get(0);
        int k = p.get(1);
        int panel = c.globalIdx;
        int matrix = c.globalIdz;
        int from = c.globalIdy * p.get(2);
        int to = Math.min(k, from + p.get(2));
        int first = panel * LANES;
        int columns = Math.min(LANES, n - first);
        int x = place(p, 4, matrix) + first * p.get(9);
        int y = p.get(3) + (matrix * ((n + LANES - 1) / LANES) + panel) * k * LANES;
        for (int row = from; row < to; row++) {
            for (int lane = 0; lane < columns; lane++) {
                heap.set(x + row * p.get(8) + lane * p.get(9), heap.get(y + row * LANES + lane));
            }
        }
    }

    private static Float16 splat(float f) {
        return new Float16(f, f, f, f, f, f, f, f, f, f, f, f, f, f, f, f);
    }

    /** Grid: panels, tiles of rows, batch. A row of B meets eight numbers of A: eight sums of vectors stay in registers. */
    static void multiply(KernelContext c, FloatArray heap, IntArray p) {
        VectorFloat16 vectors = new VectorFloat16(heap);
        int m = p.get(M);
        int k = p.get(K);
        int panels = (p.get(N) + LANES - 1) / LANES;
        int panel = c.globalIdx;
        int batch = c.globalIdz;
        int row = c.globalIdy * ROWS;
        if (row < m) {
            int rowStride = p.get(A_ROW);
            int step = p.get(A_COLUMN);
            int a = place(p, A, batch);
            int last = m - 1;
            // Rows beyond the last are computed like it and left out at the end.
            int a0 = a + row * rowStride;
            int a1 = a + Math.min(last, row + 1) * rowStride;
            int a2 = a + Math.min(last, row + 2) * rowStride;
            int a3 = a + Math.min(last, row + 3) * rowStride;
            int a4 = a + Math.min(last, row + 4) * rowStride;
            int a5 = a + Math.min(last, row + 5) * rowStride;
            int a6 = a + Math.min(last, row + 6) * rowStride;
            int a7 = a + Math.min(last, row + 7) * rowStride;
            int b = p.get(B) / LANES + ((place(p, B, batch) - p.get(B)) * panels + panel) * k;
            Float16 c0 = splat(0f);
            Float16 c1 = splat(0f);
            Float16 c2 = splat(0f);
            Float16 c3 = splat(0f);
            Float16 c4 = splat(0f);
            Float16 c5 = splat(0f);
            Float16 c6 = splat(0f);
            Float16 c7 = splat(0f);
            for (int i = 0; i < k; i++) {
                Float16 v = vectors.get(b + i);
                int at = i * step;
                c0 = Float16.add(c0, Float16.mult(v, splat(heap.get(a0 + at))));
                c1 = Float16.add(c1, Float16.mult(v, splat(heap.get(a1 + at))));
                c2 = Float16.add(c2, Float16.mult(v, splat(heap.get(a2 + at))));
                c3 = Float16.add(c3, Float16.mult(v, splat(heap.get(a3 + at))));
                c4 = Float16.add(c4, Float16.mult(v, splat(heap.get(a4 + at))));
                c5 = Float16.add(c5, Float16.mult(v, splat(heap.get(a5 + at))));
                c6 = Float16.add(c6, Float16.mult(v, splat(heap.get(a6 + at))));
                c7 = Float16.add(c7, Float16.mult(v, splat(heap.get(a7 + at))));
            }
            int mode = p.get(MODE);
            int scratch = p.get(SCRATCH) + ((batch * ((m + ROWS - 1) / ROWS) + c.globalIdy) * panels + panel) * ROWS * LANES;
            int to = mode >= SCATTER ? scratch / LANES : (place(p, C, batch) + row * p.get(C_ROW)) / LANES + panel;
            int next = mode >= SCATTER ? 1 : p.get(C_ROW) / LANES;
            int rows = mode >= SCATTER ? ROWS : Math.min(ROWS, m - row);
            if (mode == ADD) {
                c0 = Float16.add(c0, vectors.get(to));
                if (rows > 1) {
                    c1 = Float16.add(c1, vectors.get(to + next));
                }
                if (rows > 2) {
                    c2 = Float16.add(c2, vectors.get(to + 2 * next));
                }
                if (rows > 3) {
                    c3 = Float16.add(c3, vectors.get(to + 3 * next));
                }
                if (rows > 4) {
                    c4 = Float16.add(c4, vectors.get(to + 4 * next));
                }
                if (rows > 5) {
                    c5 = Float16.add(c5, vectors.get(to + 5 * next));
                }
                if (rows > 6) {
                    c6 = Float16.add(c6, vectors.get(to + 6 * next));
                }
                if (rows > 7) {
                    c7 = Float16.add(c7, vectors.get(to + 7 * next));
                }
            }
            vectors.set(to, c0);
            if (rows > 1) {
                vectors.set(to + next, c1);
            }
            if (rows > 2) {
                vectors.set(to + 2 * next, c2);
            }
            if (rows > 3) {
                vectors.set(to + 3 * next, c3);
            }
            if (rows > 4) {
                vectors.set(to + 4 * next, c4);
            }
            if (rows > 5) {
                vectors.set(to + 5 * next, c5);
            }
            if (rows > 6) {
                vectors.set(to + 6 * next, c6);
            }
            if (rows > 7) {
                vectors.set(to + 7 * next, c7);
            }
            finish(heap, p, mode, scratch, batch, row, panel);
        }
    }

    /** What of a tile is left to do element by element: the bias, the function, and the way from scratch memory. */
    private static void finish(FloatArray heap, IntArray p, int mode, int scratch, int batch, int row, int panel) {
        int bias = p.get(BIAS);
        int gelu = p.get(GELU);
        if (mode >= SCATTER || bias >= 0 || gelu == 1) {
            int rows = Math.min(ROWS, p.get(M) - row);
            int first = panel * LANES;
            int columns = Math.min(LANES, p.get(N) - first);
            int ofMatrix = bias + batch % p.get(MATRICES) * p.get(N) + first;
            int corner = place(p, C, batch) + row * p.get(C_ROW) + first * p.get(C_COLUMN);
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    int to = corner + i * p.get(C_ROW) + j * p.get(C_COLUMN);
                    float v = 0;
                    if (mode >= SCATTER) {
                        v = heap.get(scratch + i * LANES + j);
                    } else {
                        v = heap.get(to);
                    }
                    if (mode == SCATTER_ADD) {
                        v += heap.get(to);
                    }
                    if (bias >= 0) {
                        v += heap.get(ofMatrix + j);
                    }
                    if (gelu == 1) {
                        v = DeviceMath.gelu(v);
                    }
                    heap.set(to, v);
                }
            }
        }
    }
}
