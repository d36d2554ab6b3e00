package org.prosodia.tensor.backend.plain;

import java.util.Arrays;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/**
 * Matrix products as sums of scaled rows: row i of C is Σ_p a_ip · row p of B. Rows of B are first copied into arrays of their
 * own, so that the inner loop has one index for all its arrays and C2 can vectorise it. Where rows would be short, Cᵀ = Bᵀ Aᵀ has
 * long ones, and the same sums.
 */
final class GemmF32 {
    /** Columns of B handled at a time: an accumulator row and four rows of B stay in the first-level cache. */
    private static final int COLUMN_BLOCK = 512;

    /** Rows of B handled at a time: with COLUMN_BLOCK columns they stay in the second-level cache. */
    private static final int DEPTH_BLOCK = 256;

    /** Columns of B copied at a time where they lie apart: a cache line to write, and as many streams to read. */
    private static final int COPIED_COLUMNS = 16;

    /** Rows of fewer columns are too short to be fast. */
    private static final int FEW_COLUMNS = 128;

    /** Multiply-adds below which a second thread costs more than it saves. */
    private static final int PARALLEL_WORK = 1 << 16;

    private GemmF32() {}

    static void gemm(Workers workers, int m, int n, int k, float[] a, MatrixView av, float[] b, MatrixView bv, float[] c,
            MatrixView cv, boolean accumulate) {
        if (n < FEW_COLUMNS && n < m / 2) {
            gemm(workers, n, m, k, b, bv.transposed(), a, av.transposed(), c, cv.transposed(), accumulate);
            return;
        }
        int batches = cv.batches();
        long work = (long) n * k;
        if (batches > 1) {
            int grain = (int) Math.max(1, PARALLEL_WORK / Math.max(1, work * m));
            workers.range(batches, grain, (from, to) -> {
                for (int i = from; i < to; i++) {
                    rows(0, m, n, k, a, av, b, bv, c, cv, i, accumulate);
                }
            });
        } else if (batches == 1) {
            int grain = (int) Math.max(1, PARALLEL_WORK / Math.max(1, work));
            workers.range(m, grain, (from, to) -> rows(from, to, n, k, a, av, b, bv, c, cv, 0, accumulate));
        }
    }

    private static void rows(int from, int to, int n, int k, float[] a, MatrixView av, float[] b, MatrixView bv, float[] c,
            MatrixView cv, int batch, boolean accumulate) {
        int aOffset = av.offsets()[batch];
        int bOffset = bv.offsets()[batch];
        int cOffset = cv.offsets()[batch];
        float[] sum = new float[Math.min(n, COLUMN_BLOCK)];
        float[][] bRows = new float[Math.min(k, DEPTH_BLOCK)][sum.length];
        for (int j0 = 0; j0 < n; j0 += COLUMN_BLOCK) {
            int columns = Math.min(COLUMN_BLOCK, n - j0);
            for (int p0 = 0; p0 < k || p0 == 0; p0 += DEPTH_BLOCK) {
                int depth = Math.min(DEPTH_BLOCK, k - p0);
                copyRows(b, bOffset + p0 * bv.rowStride() + j0 * bv.colStride(), bv, depth, columns, bRows);
                boolean add = accumulate || p0 > 0;
                for (int i = from; i < to; i++) {
                    int cRow = cOffset + i * cv.rowStride() + j0 * cv.colStride();
                    load(c, cRow, cv.colStride(), columns, add, sum);
                    addScaledRows(a, aOffset + i * av.rowStride() + p0 * av.colStride(), av.colStride(), depth, columns, bRows, sum);
                    store(sum, columns, c, cRow, cv.colStride());
                }
            }
        }
    }

    private static void addScaledRows(float[] a, int aRow, int aStep, int depth, int columns, float[][] bRows, float[] sum) {
        int p = 0;
        for (; p + 4 <= depth; p += 4) {
            float a0 = a[aRow + p * aStep];
            float a1 = a[aRow + (p + 1) * aStep];
            float a2 = a[aRow + (p + 2) * aStep];
            float a3 = a[aRow + (p + 3) * aStep];
            addFour(sum, columns, a0, bRows[p], a1, bRows[p + 1], a2, bRows[p + 2], a3, bRows[p + 3]);
        }
        for (; p < depth; p++) {
            addOne(sum, columns, a[aRow + p * aStep], bRows[p]);
        }
    }

    private static void addFour(
            float[] sum, int n, float a0, float[] b0, float a1, float[] b1, float a2, float[] b2, float a3, float[] b3) {
        for (int j = 0; j < n; j++) {
            sum[j] += a0 * b0[j] + a1 * b1[j] + a2 * b2[j] + a3 * b3[j];
        }
    }

    private static void addOne(float[] sum, int n, float a0, float[] b0) {
        for (int j = 0; j < n; j++) {
            sum[j] += a0 * b0[j];
        }
    }

    private static void copyRows(float[] b, int offset, MatrixView bv, int depth, int columns, float[][] rows) {
        int strip = bv.colStride() == 1 ? columns : COPIED_COLUMNS;
        for (int j = 0; j < columns; j += strip) {
            int end = Math.min(columns, j + strip);
            for (int p = 0; p < depth; p++) {
                copy(b, offset + p * bv.rowStride() + j * bv.colStride(), bv.colStride(), rows[p], j, end);
            }
        }
    }

    private static void load(float[] from, int offset, int step, int n, boolean wanted, float[] to) {
        if (!wanted) {
            Arrays.fill(to, 0, n, 0);
        } else {
            copy(from, offset, step, to, 0, n);
        }
    }

    /** Elements {@code begin} to {@code end} of {@code to}; the first comes from {@code offset}. */
    private static void copy(float[] from, int offset, int step, float[] to, int begin, int end) {
        if (step == 1) {
            System.arraycopy(from, offset, to, begin, end - begin);
        } else {
            for (int j = begin; j < end; j++) {
                to[j] = from[offset + (j - begin) * step];
            }
        }
    }

    private static void store(float[] from, int n, float[] to, int offset, int step) {
        if (step == 1) {
            System.arraycopy(from, 0, to, offset, n);
        } else {
            for (int j = 0; j < n; j++) {
                to[offset + j * step] = from[j];
            }
        }
    }
}
