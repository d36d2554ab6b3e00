package org.prosodia.tensor.backend.vector;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.prosodia.tensor.WeightPrecision;

/**
 * Rows of panels [rows, COLUMNS] in 16 bits. F16 lies as it is, since C2 vectorises {@link Float#float16ToFloat} by itself. Of BF16, two
 * rows are interleaved, so that 32 bits hold an element of the first in their lower half and the one below it in their upper: a shift
 * makes a vector of the first row from them, a mask one of the second, with no conversion of lanes.
 */
final class HalfRows {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final VectorSpecies<Short> SHORTS = S.withLanes(short.class);
    private static final int L = Lanes.COUNT;
    private static final int UPPER = 0xffff_0000;

    /** Rows expanded in a call: C2 compiles short calls sooner and better than the middle of a loop that runs long. */
    private static final int ROWS = 32;

    private HalfRows() {}

    /** @param rows all of them, an even number */
    static void round(WeightPrecision precision, float[] rows, short[] y, int yo) {
        for (int i = 0; i < rows.length; i++) {
            y[yo + place(precision, i)] = precision.round(rows[i]);
        }
    }

    /** Where element i of some rows lies. */
    private static int place(WeightPrecision precision, int i) {
        if (precision != WeightPrecision.BF16) {
            return i;
        }
        int row = i / GemmTile.COLUMNS;
        int column = i % GemmTile.COLUMNS;
        return (row - (row & 1)) * GemmTile.COLUMNS + 2 * column + (row & 1);
    }

    /** @param rows an even number */
    static void expand(WeightPrecision precision, short[] x, int xo, float[] y, int rows) {
        for (int row = 0; row < rows; row += ROWS) {
            int from = row * GemmTile.COLUMNS;
            int to = Math.min(rows, row + ROWS) * GemmTile.COLUMNS;
            if (precision == WeightPrecision.BF16) {
                expandPairs(x, xo, y, from, to);
            } else {
                expandFloat16(x, xo, y, from, to);
            }
        }
    }

    private static void expandPairs(short[] x, int xo, float[] y, int from, int to) {
        for (int first = from; first < to; first += 2 * GemmTile.COLUMNS) {
            int second = first + GemmTile.COLUMNS;
            for (int j = 0; j < GemmTile.COLUMNS; j += L) {
                IntVector pairs = ShortVector.fromArray(SHORTS, x, xo + first + 2 * j).reinterpretAsInts();
                pairs.lanewise(VectorOperators.LSHL, Short.SIZE).reinterpretAsFloats().intoArray(y, first + j);
                pairs.and(UPPER).reinterpretAsFloats().intoArray(y, second + j);
            }
        }
    }

    private static void expandFloat16(short[] x, int xo, float[] y, int from, int to) {
        for (int i = from; i < to; i++) {
            y[i] = Float.float16ToFloat(x[xo + i]);
        }
    }
}
