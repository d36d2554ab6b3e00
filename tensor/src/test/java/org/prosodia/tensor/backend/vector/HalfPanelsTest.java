package org.prosodia.tensor.backend.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/** Panels in 16 bits, read from any row on. */
class HalfPanelsTest {
    private static final int COLUMNS = GemmTile.COLUMNS;

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void takeHalfTheMemory(WeightPrecision precision) {
        int depth = 10;
        int columns = 2 * COLUMNS;
        float[] b = Arrays32.random(1, depth * columns);
        try (Workers workers = new Workers(1)) {
            long whole = (long) Float.BYTES * PackedPanels.pack(workers, depth, columns, b, MatrixView.of(columns)).memory().length;
            HalfPanels half = HalfPanels.pack(workers, depth, columns, b, MatrixView.of(columns), precision);
            assertEquals(whole, 2L * Short.BYTES * half.memory().length);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void everyRunOfRowsIsWhatItsElementsAreRoundedTo(WeightPrecision precision) {
        int depth = 301;
        float[] b = Arrays32.random(1, depth * COLUMNS);
        float[] rounded = new float[b.length];
        for (int i = 0; i < b.length; i++) {
            rounded[i] = precision.nearest(b[i]);
        }
        try (Workers workers = new Workers(1)) {
            HalfPanels panels = HalfPanels.pack(workers, depth, COLUMNS, b, MatrixView.of(COLUMNS), precision);
            Scratch scratch = new Scratch();
            for (int p : new int[] {0, 1, 2, 127, 128, 299, 300}) {
                for (int rows : new int[] {1, 2, 3, 32, 33, depth - p}) {
                    int count = Math.min(rows, depth - p) * COLUMNS;
                    float[] found = panels.rows(0, 0, p, count / COLUMNS, scratch);
                    int start = panels.start(0, 0, p);
                    assertArrayEquals(Arrays.copyOfRange(rounded, p * COLUMNS, p * COLUMNS + count),
                            Arrays.copyOfRange(found, start, start + count), "from row " + p);
                }
            }
        }
    }

    /** All 65536 patterns of bits, NaN, infinities and subnormals among them, in whole vectors, often enough to be compiled. */
    @ParameterizedTest
    @EnumSource(names = {"BF16", "F16"})
    void everyNumberIsExpandedExactly(WeightPrecision precision) {
        int rows = (1 << 16) / COLUMNS / 2 * 2;
        float[] all = new float[rows * COLUMNS];
        for (int bits = 0; bits < all.length; bits++) {
            all[bits] = precision.expand((short) bits);
        }
        short[] packed = new short[all.length];
        HalfRows.round(precision, all, packed, 0);
        float[] found = new float[all.length];
        for (int again = 0; again < 200; again++) {
            Arrays.fill(found, 7);
            HalfRows.expand(precision, packed, 0, found, rows);
            assertArrayEquals(all, found);
        }
    }

    @Test
    void scratchGrowsAndIsKept() {
        Scratch scratch = new Scratch();
        float[] small = scratch.ofLength(3);
        assertEquals(small, scratch.ofLength(2));
        assertEquals(10, scratch.ofLength(10).length);
    }
}
