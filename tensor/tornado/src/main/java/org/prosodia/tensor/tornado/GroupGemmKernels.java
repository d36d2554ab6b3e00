package org.prosodia.tensor.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * Matrix products for GPUs: a group of 16 × 16 work items makes a tile of 64 × 64, each item 4 × 4 of it, from pieces of A and B that the
 * group has copied to local memory. Parameters and packed B are those of {@link GemmKernels}.
 */
final class GroupGemmKernels {
    /** Work items of a group in each direction. */
    static final int ITEMS = 16;

    /** Rows and columns of a group's tile. */
    static final int TILE = 64;

    /** Depth of the pieces. */
    private static final int DEPTH = 16;

    private GroupGemmKernels() {}

    /** Grid: tiles of columns, tiles of rows, batch; in groups of {@link #ITEMS} in two directions. */
    static void multiply(KernelContext c, FloatArray heap, IntArray p) {
        float[] pieceA = c.allocateFloatLocalArray(TILE * DEPTH);
        float[] pieceB = c.allocateFloatLocalArray(TILE * DEPTH);
        float[] sums = new float[16];
        int m = p.get(GemmKernels.M);
        int n = p.get(GemmKernels.N);
        int k = p.get(GemmKernels.K);
        int panels = (n + GemmKernels.LANES - 1) / GemmKernels.LANES;
        int batch = c.globalIdz;
        int row = c.groupIdy * TILE;
        int column = c.groupIdx * TILE;
        int item = c.localIdy * ITEMS + c.localIdx;
        int a = GemmKernels.place(p, GemmKernels.A, batch);
        int rowStride = p.get(GemmKernels.A_ROW);
        int step = p.get(GemmKernels.A_COLUMN);
        int b = p.get(GemmKernels.B) + (GemmKernels.place(p, GemmKernels.B, batch) - p.get(GemmKernels.B)) * panels * k * GemmKernels.LANES;
        for (int i = 0; i < 16; i++) {
            sums[i] = 0;
        }
        for (int depth = 0; depth < k; depth += DEPTH) {
            for (int i = 0; i < 4; i++) {
                int at = item + i * ITEMS * ITEMS;
                int ka = depth + at % DEPTH;
                int ra = row + at / DEPTH;
                float va = 0;
                if (ra < m && ka < k) {
                    va = heap.get(a + ra * rowStride + ka * step);
                }
                pieceA[at % DEPTH * TILE + at / DEPTH] = va;
                int kb = depth + at / TILE;
                int cb = column + at % TILE;
                float vb = 0;
                if (cb < n && kb < k) {
                    vb = heap.get(b + (cb / GemmKernels.LANES * k + kb) * GemmKernels.LANES + cb % GemmKernels.LANES);
                }
                pieceB[at] = vb;
            }
            c.localBarrier();
            for (int i = 0; i < DEPTH; i++) {
                float b0 = pieceB[i * TILE + c.localIdx];
                float b1 = pieceB[i * TILE + c.localIdx + 16];
                float b2 = pieceB[i * TILE + c.localIdx + 32];
                float b3 = pieceB[i * TILE + c.localIdx + 48];
                for (int r = 0; r < 4; r++) {
                    float v = pieceA[i * TILE + c.localIdy + r * 16];
                    sums[r * 4] = sums[r * 4] + v * b0;
                    sums[r * 4 + 1] = sums[r * 4 + 1] + v * b1;
                    sums[r * 4 + 2] = sums[r * 4 + 2] + v * b2;
                    sums[r * 4 + 3] = sums[r * 4 + 3] + v * b3;
                }
            }
            c.localBarrier();
        }
        int bias = p.get(GemmKernels.BIAS);
        int ofMatrix = bias + batch % p.get(GemmKernels.MATRICES) * n;
        int corner = GemmKernels.place(p, GemmKernels.C, batch);
        for (int r = 0; r < 4; r++) {
            for (int q = 0; q < 4; q++) {
                int i = row + c.localIdy + r * 16;
                int j = column + c.localIdx + q * 16;
                if (i < m && j < n) {
                    int to = corner + i * p.get(GemmKernels.C_ROW) + j * p.get(GemmKernels.C_COLUMN);
                    float v = sums[r * 4 + q];
                    if (p.get(GemmKernels.MODE) == GemmKernels.ADD) {
                        v += heap.get(to);
                    }
                    if (bias >= 0) {
                        v += heap.get(ofMatrix + j);
                    }
                    if (p.get(GemmKernels.GELU) == 1) {
                        v = DeviceMath.gelu(v);
                    }
                    heap.set(to, v);
                }
            }
        }
    }
}
