package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The part of C that is computed at a time, as large as the sums that fit into the registers of this machine. */
final class GemmTile {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

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

    /**
     * tile = A B.
     *
     * @param a rows of elements one behind the other; row i begins at {@code ao + i * stride}
     * @param rows how many of them there are; the tile repeats the last
     * @param b a panel [depth, vectors · lanes] that begins at {@code bo}
     * @param tile result [ROWS, vectors · lanes]
     */
    static void multiply(int vectors, int depth, float[] a, int ao, int stride, int rows, float[] b, int bo, float[] tile) {
        if (LARGE) {
            Tile4x4.run(vectors, depth, a, ao, stride, rows, b, bo, tile);
        } else {
            Tile3x3.run(vectors, depth, a, ao, stride, rows, b, bo, tile);
        }
    }

    /** C = tile, or C += tile, on its first rows and columns. */
    static void store(float[] tile, int vectors, int rows, int columns, float[] c, int co, int rowStride, int colStride, boolean add) {
        int pitch = vectors * Lanes.COUNT;
        int whole = colStride == 1 ? S.loopBound(columns) : 0;
        for (int i = 0; i < rows; i++) {
            int from = i * pitch;
            int to = co + i * rowStride;
            for (int j = 0; j < whole; j += Lanes.COUNT) {
                FloatVector x = FloatVector.fromArray(S, tile, from + j);
                if (add) {
                    FloatVector.fromArray(S, c, to + j).add(x).intoArray(c, to + j);
                } else {
                    x.intoArray(c, to + j);
                }
            }
        }
        for (int j = whole; j < columns; j++) {
            int to = co + j * colStride;
            if (rows == ROWS) {
                for (int i = 0; i < ROWS; i++) {
                    c[to + i * rowStride] = tile[i * pitch + j] + (add ? c[to + i * rowStride] : 0);
                }
            } else {
                for (int i = 0; i < rows; i++) {
                    c[to + i * rowStride] = tile[i * pitch + j] + (add ? c[to + i * rowStride] : 0);
                }
            }
        }
    }
}
