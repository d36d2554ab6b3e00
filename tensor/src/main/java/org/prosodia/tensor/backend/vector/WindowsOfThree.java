package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/**
 * Products whose rows of A are windows of three frames that move by two, as in most convolutions of Wav2Vec2, by minimal filtering F(2, 2)
 * (Winograd, "Arithmetic Complexity of Computations", 1980). With frames x_0, x_1, … and B cut into a third for each frame, two rows are
 *
 * <pre>
 *   c_0 = x_0 B_0 + x_1 B_1 + x_2 B_2 = (x_0 − x_2) B_0 + x_2 (B_0 + B_2) + x_1 B_1
 *   c_1 = x_2 B_0 + x_3 B_1 + x_4 B_2 = (x_4 − x_2) B_2 + x_2 (B_0 + B_2) + x_3 B_1
 * </pre>
 *
 * where the product in the middle is the same: five for six. A row depends on the frames of its own window alone.
 */
final class WindowsOfThree {
    /** Pairs of rows that pass by at a time, and elements of a frame: a difference of frames takes half a megabyte. */
    private static final int PAIRS = 256;
    private static final int DEPTH = 512;

    /** Smaller products cost more in sums than they save. */
    private static final int LEAST_PAIRS = 32;
    private static final int LEAST_CHANNELS = 192;

    /** What one thread needs: x_0 − x_2, x_4 − x_2, B_0 + B_2, the product that two rows share, and two B_i where they are not ready. */
    private static final class Workspace {
        final float[] before = new float[PAIRS * DEPTH];
        final float[] after = new float[PAIRS * DEPTH];
        final float[] outerTaps = new float[DEPTH * GemmTile.COLUMNS];
        final float[] shared = new float[PAIRS * GemmTile.COLUMNS];
        final Scratch outerTap = new Scratch();
        final Scratch tap = new Scratch();
        final Gemm.Workspace gemm = new Gemm.Workspace();
    }

    private final Workers workers;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    WindowsOfThree(Workers workers) {
        this.workers = workers;
    }

    /** Whether a product is one of these, and large enough. */
    static boolean fits(int m, int n, int k, MatrixView av, MatrixView cv) {
        return k % 3 == 0 && av.rowStride() == k / 3 * 2 && av.colStride() == 1 && cv.colStride() == 1
                && m / 2 >= LEAST_PAIRS && k / 3 >= LEAST_CHANNELS && n % GemmTile.COLUMNS == 0;
    }

    /** C = A B from where its rows start, or the GELU of it, for each matrix; the last row, where m is odd, is the caller's. */
    void multiply(int m, float[] a, MatrixView av, PackedForm b, RowStart start, boolean gelu, float[] c, MatrixView cv) {
        int pairs = m / 2;
        int blocks = (pairs + PAIRS - 1) / PAIRS;
        int panels = b.columns() / GemmTile.COLUMNS;
        workers.range(cv.batches() * blocks * panels, 1, (from, to) -> {
            Workspace workspace = workspaces.get();
            for (int unit = from; unit < to; ) {
                int batch = unit / panels / blocks;
                int block = unit / panels % blocks;
                int panel = unit % panels;
                int end = Math.min(panels, panel + to - unit);
                int first = pairs * block / blocks;
                int ao = av.offsets()[batch] + 2 * first * av.rowStride();
                int co = cv.offsets()[batch] + 2 * first * cv.rowStride();
                int rows = pairs * (block + 1) / blocks - first;
                int firstColumn = panel * GemmTile.COLUMNS;
                int lastColumn = end * GemmTile.COLUMNS;
                start.write(b.matrix(batch) * b.columns(), c, co, cv, 2 * rows, firstColumn, lastColumn);
                new Block(a, ao, 2 * av.rowStride(), b, batch, c, co, cv.rowStride(), rows, panel, end, workspace).run();
                if (gelu) {
                    Gemm.gelu(c, co + firstColumn, cv.rowStride(), 2 * rows, lastColumn - firstColumn);
                }
                unit += end - panel;
            }
        });
    }

    /**
     * Some pairs of rows in some panels.
     *
     * @param ao where x_0 of the first pair begins; @param as from there to x_0 of the next pair
     * @param co where c_0 of the first pair begins; @param cs from there to c_1
     */
    private record Block(float[] a, int ao, int as, PackedForm b, int batch, float[] c, int co, int cs, int pairs, int firstPanel,
            int lastPanel, Workspace w) {

        void run() {
            int channels = b.depth() / 3;
            int pieces = (channels + DEPTH - 1) / DEPTH;
            for (int piece = 0; piece < pieces; piece++) {
                int p = channels * piece / pieces;
                int depth = channels * (piece + 1) / pieces - p;
                PartSums.sum(a, frame(0) + p, -1, a, frame(2) + p, as, pairs, depth, w.before);
                PartSums.sum(a, frame(4) + p, -1, a, frame(2) + p, as, pairs, depth, w.after);
                for (int panel = firstPanel; panel < lastPanel; panel++) {
                    panel(panel, p, depth);
                }
            }
        }

        private void panel(int panel, int p, int depth) {
            int c0 = co + panel * GemmTile.COLUMNS;
            int c1 = c0 + cs;
            int third = b.depth() / 3;
            float[] b0 = b.rows(batch, panel, p, depth, w.outerTap);
            int o0 = b.start(batch, panel, p);
            float[] b2 = b.rows(batch, panel, 2 * third + p, depth, w.tap);
            int o2 = b.start(batch, panel, 2 * third + p);
            multiply(w.before, 0, depth, b0, o0, depth, c, c0, 2 * cs);
            multiply(w.after, 0, depth, b2, o2, depth, c, c1, 2 * cs);
            PartSums.sum(b0, o0, 1, b2, o2, 0, 1, depth * GemmTile.COLUMNS, w.outerTaps);
            float[] b1 = b.rows(batch, panel, third + p, depth, w.tap);
            int o1 = b.start(batch, panel, third + p);
            multiply(a, frame(1) + p, as, b1, o1, depth, c, c0, 2 * cs);
            multiply(a, frame(3) + p, as, b1, o1, depth, c, c1, 2 * cs);
            Arrays.fill(w.shared, 0, pairs * GemmTile.COLUMNS, 0);
            multiply(a, frame(2) + p, as, w.outerTaps, 0, depth, w.shared, 0, GemmTile.COLUMNS);
            PartSums.add(w.shared, pairs, GemmTile.COLUMNS, c, c0, 2 * cs);
            PartSums.add(w.shared, pairs, GemmTile.COLUMNS, c, c1, 2 * cs);
        }

        private void multiply(float[] x, int xo, int xs, float[] panel, int po, int depth, float[] to, int o, int stride) {
            Gemm.tiles(x, xo, xs, pairs, depth, GemmTile.COLUMNS, panel, po, to, o, MatrixView.of(stride), w.gemm);
        }

        /** Where x_i of the first pair begins. */
        private int frame(int i) {
            return ao + i * (b.depth() / 3);
        }
    }
}
