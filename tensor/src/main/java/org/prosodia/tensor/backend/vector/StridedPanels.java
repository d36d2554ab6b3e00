package org.prosodia.tensor.backend.vector;

import org.prosodia.tensor.backend.MatrixView;

/** Matrices as they lie in a tensor's memory, whose panels are packed each time. */
record StridedPanels(int depth, int columns, float[] memory, MatrixView view) implements PanelSource {
    @Override
    public int matrix(int batch) {
        return batch;
    }

    @Override
    public boolean isPacked() {
        return false;
    }

    @Override
    public float[] rows(int batch, int panel, int p, int rows, Scratch scratch) {
        float[] packed = scratch.ofLength(rows * GemmTile.COLUMNS);
        int j = panel * GemmTile.COLUMNS;
        int from = view.offsets()[batch] + p * view.rowStride() + j * view.colStride();
        Panels.pack(memory, from, view.rowStride(), view.colStride(), rows, Math.min(GemmTile.COLUMNS, columns - j), packed, 0);
        return packed;
    }

    @Override
    public int start(int batch, int panel, int p) {
        return 0;
    }
}
