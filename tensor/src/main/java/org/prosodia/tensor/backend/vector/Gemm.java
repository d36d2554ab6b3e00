package org.prosodia.tensor.backend.vector;

import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/**
 * Matrix products as sums of outer products held in registers (Goto and van de Geijn, "Anatomy of high-performance matrix
 * multiplication", ACM TOMS 34, 2008). A block of B is packed into panels that stay in the second-level cache; a few rows of A, which
 * stay in the first, pass over all of them.
 *
 * <p>Every element of C is the same chain of multiply-adds whatever tile, panel or thread computes it, so results do not depend on
 * how the work is cut.
 */
final class Gemm {
    /** Terms of each sum computed at a time. With COLUMN_BLOCK a packed block is 256 KB: it fits a second-level cache. */
    private static final int DEPTH_BLOCK = 256;

    /** Columns of B packed at a time. */
    private static final int COLUMN_BLOCK = 256 / GemmTile.COLUMNS * GemmTile.COLUMNS;

    /** Rows of a transposed A copied at a time. */
    private static final int A_ROWS = 48;

    /** Multiply-adds worth a thread of their own: about 10 µs. */
    private static final long PARALLEL_WORK = 1 << 19;

    /** Rows for which packing B once more is worth it. */
    private static final int ROW_BLOCK = 64;

    /** Up to so many rows of A it is faster to pack these than a transposed B: then C is computed transposed. */
    private static final int SWAP_ROWS = 64;

    /** So many panels for each thread make up for uneven cuts. */
    private static final int PANELS_PER_THREAD = 4;

    private static final class Workspace {
        final float[] panels = new float[DEPTH_BLOCK * COLUMN_BLOCK];
        final float[] rows = new float[DEPTH_BLOCK * A_ROWS];
        final float[] tile = new float[GemmTile.ROWS * GemmTile.COLUMNS];
    }

    private record Product(
            int n, int k, float[] a, MatrixView av, float[] b, MatrixView bv, float[] c, MatrixView cv, boolean accumulate) {}

    private final Workers workers;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    Gemm(Workers workers) {
        this.workers = workers;
    }

    void gemm(int m, int n, int k, float[] a, MatrixView av, float[] b, MatrixView bv, float[] c, MatrixView cv, boolean accumulate) {
        if (m == 0 || n == 0) {
            return;
        }
        boolean bTransposed = bv.rowStride() == 1 && bv.colStride() != 1;
        if (bTransposed && m <= SWAP_ROWS && n > m) {
            gemm(n, m, k, b, bv.transposed(), a, av.transposed(), c, cv.transposed(), accumulate);
            return;
        }
        Product product = new Product(n, k, a, av, b, bv, c, cv, accumulate);
        int panels = (n + GemmTile.COLUMNS - 1) / GemmTile.COLUMNS;
        int rowBlocks = rowBlocks(m, cv.batches() * panels);
        long unitWork = Math.max(1, (long) m / rowBlocks * Math.min(n, GemmTile.COLUMNS) * k);
        int grain = (int) Math.max(1, PARALLEL_WORK / unitWork);
        workers.range(cv.batches() * rowBlocks * panels, grain, (from, to) -> {
            Workspace workspace = workspaces.get();
            for (int unit = from; unit < to; ) {
                int block = unit / panels;
                int panel = unit % panels;
                int end = Math.min(panels, panel + to - unit);
                int batch = block / rowBlocks;
                int firstRow = (int) ((long) m * (block % rowBlocks) / rowBlocks);
                int lastRow = (int) ((long) m * (block % rowBlocks + 1) / rowBlocks);
                columns(product, batch, firstRow, lastRow, panel * GemmTile.COLUMNS, Math.min(n, end * GemmTile.COLUMNS), workspace);
                unit += end - panel;
            }
        });
    }

    /**
     * Threads share the panels of B, so that none packs what another does. Only where there are few, which cannot be shared evenly, they
     * share rows too: the fewest blocks of rows that give every thread as much.
     */
    private int rowBlocks(int m, int panels) {
        int threads = workers.threads();
        if (panels >= PANELS_PER_THREAD * threads) {
            return 1;
        }
        int even = 1;
        while (panels * even % threads != 0) {
            even++;
        }
        return Math.max(1, Math.min(m / ROW_BLOCK, even));
    }

    private static void columns(Product x, int batch, int firstRow, int lastRow, int firstColumn, int lastColumn, Workspace w) {
        int depthBlocks = Math.max(1, (x.k + DEPTH_BLOCK - 1) / DEPTH_BLOCK);
        int depthBlock = (x.k + depthBlocks - 1) / depthBlocks;
        for (int j = firstColumn; j < lastColumn; j += COLUMN_BLOCK) {
            int width = Math.min(COLUMN_BLOCK, lastColumn - j);
            for (int d = 0; d < depthBlocks; d++) {
                int p = d * depthBlock;
                int depth = Math.min(depthBlock, x.k - p);
                MatrixView bv = x.bv;
                int bo = bv.offsets()[batch] + p * bv.rowStride() + j * bv.colStride();
                Panels.pack(x.b, bo, bv.rowStride(), bv.colStride(), depth, width, w.panels);
                rows(x, batch, firstRow, lastRow, j, width, p, depth, w);
            }
        }
    }

    private static void rows(Product x, int batch, int firstRow, int lastRow, int j, int width, int p, int depth, Workspace w) {
        MatrixView av = x.av;
        MatrixView cv = x.cv;
        boolean add = x.accumulate || p > 0;
        for (int i = firstRow; i < lastRow; i += A_ROWS) {
            int rows = Math.min(A_ROWS, lastRow - i);
            int ao = av.offsets()[batch] + i * av.rowStride() + p * av.colStride();
            int co = cv.offsets()[batch] + i * cv.rowStride() + j * cv.colStride();
            if (av.colStride() == 1) {
                tiles(x.a, ao, av.rowStride(), rows, depth, width, x.c, co, cv, add, w);
            } else {
                Transpose.copy(x.a, ao, av.colStride(), av.rowStride(), depth, rows, w.rows, 0, depth);
                tiles(w.rows, 0, depth, rows, depth, width, x.c, co, cv, add, w);
            }
        }
    }

    private static void tiles(float[] a, int ao, int stride, int rows, int depth, int width, float[] c, int co, MatrixView cv, boolean add,
            Workspace w) {
        for (int i = 0; i < rows; i += GemmTile.ROWS) {
            int height = Math.min(GemmTile.ROWS, rows - i);
            for (int j = 0; j < width; j += GemmTile.COLUMNS) {
                int columns = Math.min(GemmTile.COLUMNS, width - j);
                int vectors = GemmTile.vectors(columns);
                GemmTile.multiply(vectors, depth, a, ao + i * stride, stride, height, w.panels, j * depth, w.tile);
                int to = co + i * cv.rowStride() + j * cv.colStride();
                GemmTile.store(w.tile, vectors, height, columns, c, to, cv.rowStride(), cv.colStride(), add);
            }
        }
    }
}
