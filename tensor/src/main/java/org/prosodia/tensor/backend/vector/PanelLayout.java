package org.prosodia.tensor.backend.vector;

import java.util.Arrays;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/**
 * Where the panels of matrices B [depth, columns] come from and go to: one behind the other, [matrices, panels, pitch, COLUMNS].
 *
 * @param pitch rows of a panel in memory, at least depth
 * @param view where the matrices lie in a tensor's memory
 */
record PanelLayout(int depth, int columns, int pitch, MatrixView view) {
    /** Receives one panel: where it begins in the tensor's memory and in that of the panels, and how many columns of B it holds. */
    @FunctionalInterface
    interface Visitor {
        void visit(int from, int to, int width);
    }

    private int panels() {
        return GemmTile.panels(columns);
    }

    /** Elements of all panels. */
    int size() {
        return Math.toIntExact((long) view.batches() * panels() * pitch * GemmTile.COLUMNS);
    }

    /** The products of a batch take the matrices in turn. */
    int matrix(int batch) {
        return batch % view.batches();
    }

    /** Where row {@code p} of a panel lies. */
    int at(int batch, int panel, int p) {
        return ((matrix(batch) * panels() + panel) * pitch + p) * GemmTile.COLUMNS;
    }

    boolean holds(int wantedDepth, int wantedColumns, MatrixView wanted) {
        return depth == wantedDepth && columns == wantedColumns && view.rowStride() == wanted.rowStride()
                && view.colStride() == wanted.colStride() && Arrays.equals(view.offsets(), wanted.offsets());
    }

    /** All panels, shared out among the threads. */
    void forEach(Workers workers, Visitor visitor) {
        workers.range(view.batches() * panels(), 1, (from, to) -> {
            for (int unit = from; unit < to; unit++) {
                int j = unit % panels() * GemmTile.COLUMNS;
                int width = Math.min(GemmTile.COLUMNS, columns - j);
                int offset = view.offsets()[unit / panels()] + j * view.colStride();
                visitor.visit(offset, unit * pitch * GemmTile.COLUMNS, width);
            }
        });
    }
}
