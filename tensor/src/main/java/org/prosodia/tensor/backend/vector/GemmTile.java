package org.prosodia.tensor.backend.vector;

/** The part of C that is computed at a time, as large as the sums that fit into the registers of this machine. */
final class GemmTile {
    /** AVX-512 and AArch64 have 32 vector registers, all other x86 16. */
    private static final boolean LARGE = Lanes.COUNT >= 16 || System.getProperty("os.arch", "").equals("aarch64");

    static final int ROWS = LARGE ? Tile4x4.ROWS : Tile3x3.ROWS;
    static final int VECTORS = LARGE ? Tile4x4.VECTORS : Tile3x3.VECTORS;
    static final int COLUMNS = VECTORS * Lanes.COUNT;

    private GemmTile() {}

    /** Number of vectors that hold {@code columns} elements. */
    static int vectors(int columns) {
        return (columns + Lanes.COUNT - 1) / Lanes.COUNT;
    }

    /** Number of panels, each {@link #COLUMNS} wide but for the last, that hold {@code columns} columns. */
    static int panels(int columns) {
        return (columns + COLUMNS - 1) / COLUMNS;
    }

    /** How many of the {@code left} rows the next tile takes: with tiles of four and five rows, none is left over from twelve rows on. */
    static int rows(int left, int vectors) {
        boolean five = LARGE && vectors == VECTORS && left > ROWS && left % ROWS != 0;
        return five ? ROWS + 1 : Math.min(ROWS, left);
    }

    /**
     * C += A B for a tile.
     *
     * @param rows of C, at most one more than {@link #ROWS}; where there are fewer, the last is repeated up to ROWS
     * @param a rows of elements one behind the other; row i begins at {@code ao + i * stride}
     * @param b a panel [depth, COLUMNS] that begins at {@code bo}, of which the first {@code vectors} vectors count
     * @param c rows of whole vectors; row i begins at {@code co + i * cs}
     */
    static void multiply(int rows, int vectors, int depth, float[] a, int ao, int stride, float[] b, int bo, float[] c, int co, int cs) {
        if (rows > ROWS) {
            Tile4x4.runFive(depth, a, ao, stride, b, bo, c, co, cs);
        } else if (LARGE) {
            Tile4x4.run(vectors, depth, a, ao, stride, rows - 1, b, bo, c, co, cs);
        } else {
            Tile3x3.run(vectors, depth, a, ao, stride, rows - 1, b, bo, c, co, cs);
        }
    }

    /** C += tile on its first rows and columns, wherever these lie. */
    static void add(float[] tile, int pitch, int rows, int columns, float[] c, int co, int rowStride, int colStride) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                c[co + i * rowStride + j * colStride] += tile[i * pitch + j];
            }
        }
    }
}
