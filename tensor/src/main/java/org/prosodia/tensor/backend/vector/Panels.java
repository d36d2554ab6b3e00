package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies a part of B [depth, columns], at most {@link GemmTile#COLUMNS} columns, into a panel [depth, COLUMNS], the order in which the
 * product reads it. Zeros fill up the last vector.
 */
final class Panels {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    private Panels() {}

    static void pack(float[] b, int from, int rowStride, int colStride, int depth, int columns, float[] panel, int to) {
        if (colStride == 1) {
            copyRows(b, from, rowStride, depth, columns, panel, to);
        } else {
            Transpose.copy(b, from, colStride, rowStride, columns, depth, panel, to, GemmTile.COLUMNS);
        }
        int padded = GemmTile.vectors(columns) * L;
        for (int p = 0; p < depth && columns < padded; p++) {
            int row = to + p * GemmTile.COLUMNS;
            Arrays.fill(panel, row + columns, row + padded, 0);
        }
    }

    /** The way back. */
    static void unpack(float[] panel, int from, int depth, int columns, float[] b, int to, int rowStride, int colStride) {
        for (int j = 0; j < columns; j++) {
            for (int p = 0; p < depth; p++) {
                b[to + p * rowStride + j * colStride] = panel[from + p * GemmTile.COLUMNS + j];
            }
        }
    }

    private static void copyRows(float[] b, int from, int rowStride, int depth, int columns, float[] panel, int to) {
        int whole = S.loopBound(columns);
        for (int p = 0; p < depth; p++) {
            int x = from + p * rowStride;
            int y = to + p * GemmTile.COLUMNS;
            for (int j = 0; j < whole; j += L) {
                FloatVector.fromArray(S, b, x + j).intoArray(panel, y + j);
            }
            for (int j = whole; j < columns; j++) {
                panel[y + j] = b[x + j];
            }
        }
    }
}
