package org.prosodia.tensor.backend.vector;

import org.prosodia.tensor.WeightPrecision;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/** All panels of the matrices of a product in 16 bits, two rows at a time as {@link HalfRows} has them, expanded when they are read. */
record HalfPanels(PanelLayout layout, WeightPrecision precision, short[] memory) implements PackedForm {
    /** Rows rounded at a time, an even number. */
    private static final int BLOCK = 128;

    static HalfPanels pack(Workers workers, int depth, int columns, float[] b, MatrixView view, WeightPrecision precision) {
        PanelLayout layout = new PanelLayout(depth, columns, even(depth), view);
        short[] memory = new short[layout.size()];
        layout.forEach(workers, (from, to, width) -> {
            for (int p = 0; p < depth; p += BLOCK) {
                int rows = Math.min(BLOCK, depth - p);
                float[] block = new float[even(rows) * GemmTile.COLUMNS];
                Panels.pack(b, from + p * view.rowStride(), view.rowStride(), view.colStride(), rows, width, block, 0);
                HalfRows.round(precision, block, memory, to + p * GemmTile.COLUMNS);
            }
        });
        return new HalfPanels(layout, precision, memory);
    }

    private static int even(int rows) {
        return rows + (rows & 1);
    }

    @Override
    public void unpack(Workers workers, float[] b) {
        MatrixView view = layout.view();
        layout.forEach(workers, (to, from, width) -> {
            float[] panel = new float[layout.pitch() * GemmTile.COLUMNS];
            HalfRows.expand(precision, memory, from, panel, layout.pitch());
            Panels.unpack(panel, 0, layout.depth(), width, b, to, view.rowStride(), view.colStride());
        });
    }

    @Override
    public float[] rows(int batch, int panel, int p, int rows, Scratch scratch) {
        int odd = p & 1;
        int whole = even(rows + odd);
        float[] expanded = scratch.ofLength(whole * GemmTile.COLUMNS);
        HalfRows.expand(precision, memory, layout.at(batch, panel, p - odd), expanded, whole);
        return expanded;
    }

    @Override
    public int start(int batch, int panel, int p) {
        return (p & 1) * GemmTile.COLUMNS;
    }
}
