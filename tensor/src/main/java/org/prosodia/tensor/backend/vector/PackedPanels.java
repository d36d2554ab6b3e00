package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.Workers;

/** All panels of the matrices B [depth, columns] of a product, one behind the other: {@code memory} [matrices, panels, depth, COLUMNS]. */
record PackedPanels(int depth, int columns, MatrixView view, float[] memory) implements PackedMatrix {
    static PackedPanels pack(Workers workers, int depth, int columns, float[] b, MatrixView view) {
        int matrices = view.batches();
        int panels = (columns + GemmTile.COLUMNS - 1) / GemmTile.COLUMNS;
        float[] memory = new float[Math.toIntExact((long) matrices * panels * depth * GemmTile.COLUMNS)];
        workers.range(matrices * panels, 1, (from, to) -> {
            for (int unit = from; unit < to; unit++) {
                int j = unit % panels * GemmTile.COLUMNS;
                int width = Math.min(GemmTile.COLUMNS, columns - j);
                int offset = view.offsets()[unit / panels] + j * view.colStride();
                Panels.pack(b, offset, view.rowStride(), view.colStride(), depth, width, memory, unit * depth * GemmTile.COLUMNS);
            }
        });
        return new PackedPanels(depth, columns, view, memory);
    }

    /** Where row {@code p} of a panel lies; the products of a batch take the matrices in turn. */
    int at(int batch, int panel, int p) {
        return ((matrix(batch) * panels() + panel) * depth + p) * GemmTile.COLUMNS;
    }

    /** Which of the matrices a product of a batch takes. */
    int matrix(int batch) {
        return batch % view.batches();
    }

    @Override
    public boolean holds(int wantedDepth, int wantedColumns, MatrixView wanted) {
        return depth == wantedDepth && columns == wantedColumns && view.rowStride() == wanted.rowStride()
                && view.colStride() == wanted.colStride() && Arrays.equals(view.offsets(), wanted.offsets());
    }

    void unpack(Workers workers, float[] b) {
        workers.range(view.batches() * panels(), 1, (from, to) -> {
            for (int unit = from; unit < to; unit++) {
                int j = unit % panels() * GemmTile.COLUMNS;
                int width = Math.min(GemmTile.COLUMNS, columns - j);
                int offset = view.offsets()[unit / panels()] + j * view.colStride();
                Panels.unpack(memory, unit * depth * GemmTile.COLUMNS, depth, width, b, offset, view.rowStride(), view.colStride());
            }
        });
    }

    private int panels() {
        return (columns + GemmTile.COLUMNS - 1) / GemmTile.COLUMNS;
    }
}
