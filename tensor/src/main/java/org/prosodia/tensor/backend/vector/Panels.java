package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies a block of B [depth, columns] into panels [depth, {@link GemmTile#COLUMNS}], one behind the other, in the order in which
 * the product reads them. In the last panel, zeros fill up the last vector.
 */
final class Panels {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.COUNT;

    private Panels() {}

    static void pack(float[] b, int offset, int rowStride, int colStride, int depth, int columns, float[] panels) {
        for (int j = 0; j < columns; j += GemmTile.COLUMNS) {
            int width = Math.min(GemmTile.COLUMNS, columns - j);
            int from = offset + j * colStride;
            int to = j * depth;
            if (colStride == 1) {
                copyRows(b, from, rowStride, depth, width, panels, to);
            } else {
                Transpose.copy(b, from, colStride, rowStride, width, depth, panels, to, GemmTile.COLUMNS);
            }
            int padded = GemmTile.vectors(width) * L;
            for (int p = 0; p < depth && width < padded; p++) {
                int row = to + p * GemmTile.COLUMNS;
                Arrays.fill(panels, row + width, row + padded, 0);
            }
        }
    }

    private static void copyRows(float[] b, int from, int rowStride, int depth, int width, float[] panel, int to) {
        int whole = S.loopBound(width);
        for (int p = 0; p < depth; p++) {
            int x = from + p * rowStride;
            int y = to + p * GemmTile.COLUMNS;
            for (int j = 0; j < whole; j += L) {
                FloatVector.fromArray(S, b, x + j).intoArray(panel, y + j);
            }
            for (int j = whole; j < width; j++) {
                panel[y + j] = b[x + j];
            }
        }
    }
}
