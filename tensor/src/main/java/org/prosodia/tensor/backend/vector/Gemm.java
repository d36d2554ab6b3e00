package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/**
 * Matrix products as sums of outer products held in registers (Goto and van de Geijn, "Anatomy of high-performance matrix
 * multiplication", ACM TOMS 34, 2008). A panel of B, {@link #DEPTH_BLOCK} terms deep, stays in the second-level cache while the rows of A
 * pass by; four rows of A in the first while they meet a panel.
 *
 * <p>Every element of C is the same chain of multiply-adds whatever tile, panel or thread computes it, so results do not depend on
 * how the work is cut.
 */
final class Gemm {
    /** Most terms of a sum computed at a time: a panel of B takes a fifth of a second-level cache. */
    private static final int DEPTH_BLOCK = 768;

    /** Rows of a transposed A copied at a time, and how many of their terms. */
    private static final int COPIED_ROWS = 384;
    private static final int COPIED_DEPTH = DEPTH_BLOCK;

    /** Elements of A that pass by at a time when B costs nothing to read again: a second-level cache. */
    private static final int ROW_BLOCK_ELEMENTS = 1 << 18;

    /** But no fewer rows, for which B comes from memory again. */
    private static final int LEAST_ROWS = 96;

    /** With so few terms a product is as fast as C is written: then the rows of C should fit that cache, not those of A. */
    private static final int SHALLOW = 64;

    /** For so many rows all of B is packed before anything else, if it has no more elements: then few rows of A at a time can pass by. */
    private static final int PACKED_ROWS = 512;
    private static final int PACKED_ELEMENTS = 1 << 23;

    /** Rows for which packing B once more is worth it. */
    private static final int ROW_BLOCK = 64;

    /** Multiply-adds worth a thread of their own: about 10 µs. */
    private static final long PARALLEL_WORK = 1 << 19;

    /** So many panels for each thread make up for uneven cuts. */
    private static final int PANELS_PER_THREAD = 4;

    /** What one thread needs besides A, B and C. */
    static final class Workspace {
        private final float[] tile = new float[GemmTile.ROWS * GemmTile.COLUMNS];
        private final Scratch panel = new Scratch();
        private final Scratch matrix = new Scratch();
        private final Scratch rows = new Scratch();
    }

    private record Product(float[] a, MatrixView av, PanelSource b, RowStart start, boolean gelu, float[] c, MatrixView cv) {}

    private final Workers workers;
    private final WindowsOfThree windowsOfThree;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    Gemm(Workers workers) {
        this.workers = workers;
        this.windowsOfThree = new WindowsOfThree(workers);
    }

    void gemm(int m, int n, int k, float[] a, MatrixView av, float[] b, MatrixView bv, float[] c, MatrixView cv, boolean accumulate) {
        RowStart start = accumulate ? RowStart.AS_IT_IS : RowStart.ZERO;
        boolean oneMatrix = Arrays.stream(bv.offsets()).allMatch(offset -> offset == bv.offsets()[0]);
        if (oneMatrix && (long) m * cv.batches() >= PACKED_ROWS && (long) k * n <= PACKED_ELEMENTS) {
            MatrixView once = bv.matrix(0);
            packed(m, a, av, PackedPanels.pack(workers, k, n, b, once, workspaces.get().matrix), start, false, c, cv);
        } else {
            multiply(m, new Product(a, av, new StridedPanels(k, n, b, bv), start, false, c, cv));
        }
    }

    /** C = A B + bias, or its GELU. */
    void packed(int m, float[] a, MatrixView av, PackedForm b, float[] bias, boolean gelu, float[] c, MatrixView cv) {
        packed(m, a, av, b, bias == null ? RowStart.ZERO : new RowStart(false, bias), gelu, c, cv);
    }

    private void packed(int m, float[] a, MatrixView av, PackedForm b, RowStart start, boolean gelu, float[] c, MatrixView cv) {
        int done = 0;
        if (WindowsOfThree.fits(m, b.columns(), b.depth(), av, cv)) {
            windowsOfThree.multiply(m, a, av, b, start, gelu, c, cv);
            done = m / 2 * 2;
        }
        MatrixView restOfA = av.shifted(done * av.rowStride());
        MatrixView restOfC = cv.shifted(done * cv.rowStride());
        multiply(m - done, new Product(a, restOfA, b, start, gelu, c, restOfC));
    }

    private void multiply(int m, Product x) {
        int n = x.b.columns();
        if (m == 0 || n == 0) {
            return;
        }
        int panels = GemmTile.panels(n);
        int blocks = rowBlocks(m, x, panels);
        long unitWork = Math.max(1, (long) m / blocks * Math.min(n, GemmTile.COLUMNS) * x.b.depth());
        int grain = (int) Math.max(1, PARALLEL_WORK / unitWork);
        workers.range(x.cv.batches() * blocks * panels, grain, (from, to) -> {
            Workspace workspace = workspaces.get();
            for (int unit = from; unit < to; ) {
                int block = unit / panels;
                int panel = unit % panels;
                int end = Math.min(panels, panel + to - unit);
                int i = cut(m, block % blocks, blocks);
                int rows = cut(m, block % blocks + 1, blocks) - i;
                block(x, block / blocks, i, rows, panel, end, workspace);
                unit += end - panel;
            }
        });
    }

    /** Where block i of so many begins, of rows between whole tiles. */
    private static int cut(int m, int i, int blocks) {
        return i == blocks ? m : (int) ((long) m * i / blocks / GemmTile.ROWS * GemmTile.ROWS);
    }

    private int rowBlocks(int m, Product x, int panels) {
        if (x.av.colStride() != 1) {
            return (m + COPIED_ROWS - 1) / COPIED_ROWS;
        }
        if (x.b.isPacked()) {
            int rows = Math.max(LEAST_ROWS, ROW_BLOCK_ELEMENTS / (x.b.depth() > SHALLOW ? x.b.depth() : x.b.columns()));
            return (m + rows - 1) / rows;
        }
        return evenBlocks(m, x.cv.batches() * panels);
    }

    /**
     * Threads share the panels of B, so that none packs what another does. Only where there are few, which cannot be shared evenly, they
     * share rows too: the fewest blocks of rows that give every thread as much.
     */
    private int evenBlocks(int m, int panels) {
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

    /** C[i .. i + rows, panels] of one matrix. */
    private static void block(Product x, int batch, int i, int rows, int firstPanel, int lastPanel, Workspace w) {
        MatrixView av = x.av;
        int ao = av.offsets()[batch] + i * av.rowStride();
        int co = x.cv.offsets()[batch] + i * x.cv.rowStride();
        int from = firstPanel * GemmTile.COLUMNS;
        int to = Math.min(x.b.columns(), lastPanel * GemmTile.COLUMNS);
        int k = x.b.depth();
        x.start.write(x.b.matrix(batch) * x.b.columns(), x.c, co, x.cv, rows, from, to);
        if (av.colStride() == 1) {
            for (int panel = firstPanel; panel < lastPanel; panel++) {
                panel(x, batch, x.a, ao, av.rowStride(), co, rows, panel, 0, k, w);
            }
        } else {
            for (int p = 0; p < k; p += COPIED_DEPTH) {
                int depth = Math.min(COPIED_DEPTH, k - p);
                float[] copy = w.rows.ofLength(rows * depth);
                Transpose.copy(x.a, ao + p * av.colStride(), av.colStride(), av.rowStride(), depth, rows, copy, 0, depth);
                for (int panel = firstPanel; panel < lastPanel; panel++) {
                    panel(x, batch, copy, 0, depth, co, rows, panel, p, depth, w);
                }
            }
        }
        if (x.gelu) {
            gelu(x.c, co + from, x.cv.rowStride(), rows, to - from);
        }
    }

    /** Adds terms {@code from} to {@code from + terms} to one panel of C. Row r of A begins at {@code ao + r * stride}. */
    private static void panel(Product x, int batch, float[] a, int ao, int stride, int co, int rows, int panel, int from, int terms,
            Workspace w) {
        int j = panel * GemmTile.COLUMNS;
        int width = Math.min(GemmTile.COLUMNS, x.b.columns() - j);
        int to = co + j * x.cv.colStride();
        int pieces = (terms + DEPTH_BLOCK - 1) / DEPTH_BLOCK;
        for (int piece = 0; piece < pieces; piece++) {
            int p = cut(terms, piece, pieces);
            int depth = cut(terms, piece + 1, pieces) - p;
            float[] b = x.b.rows(batch, panel, from + p, depth, w.panel);
            tiles(a, ao + p, stride, rows, depth, width, b, x.b.start(batch, panel, from + p), x.c, to, x.cv, w);
        }
    }

    /** Rows of C, while they are in a cache. */
    static void gelu(float[] c, int co, int stride, int rows, int n) {
        for (int i = 0; i < rows; i++) {
            Activations.gelu(c, c, co + i * stride, co + i * stride + n);
        }
    }

    /** C += A B for one panel. */
    static void tiles(float[] a, int ao, int stride, int rows, int depth, int width, float[] b, int bo, float[] c, int co,
            MatrixView cv, Workspace w) {
        int vectors = GemmTile.vectors(width);
        int cs = cv.rowStride();
        boolean wholeVectors = cv.colStride() == 1 && width == vectors * Lanes.COUNT;
        for (int i = 0; i < rows; ) {
            int height = GemmTile.rows(rows - i, wholeVectors ? vectors : 0);
            if (wholeVectors && height >= GemmTile.ROWS) {
                GemmTile.multiply(height, vectors, depth, a, ao + i * stride, stride, b, bo, c, co + i * cs, cs);
            } else {
                int pitch = vectors * Lanes.COUNT;
                Arrays.fill(w.tile, 0);
                GemmTile.multiply(height, vectors, depth, a, ao + i * stride, stride, b, bo, w.tile, 0, pitch);
                GemmTile.add(w.tile, pitch, height, width, c, co + i * cs, cs, cv.colStride());
            }
            i += height;
        }
    }
}
