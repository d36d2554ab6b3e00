package org.prosodia.tensor.backend.vector;

import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.Workers;

/** All panels of the matrices of a product in F32, ready to be read. */
record PackedPanels(PanelLayout layout, float[] memory) implements PackedForm {
    static PackedPanels pack(Workers workers, int depth, int columns, float[] b, MatrixView view) {
        return pack(workers, depth, columns, b, view, new Scratch());
    }

    /** In scratch memory, which must then stay as it is. */
    static PackedPanels pack(Workers workers, int depth, int columns, float[] b, MatrixView view, Scratch scratch) {
        PanelLayout layout = new PanelLayout(depth, columns, depth, view);
        float[] memory = scratch.ofLength(layout.size());
        layout.forEach(workers, (from, to, width) ->
                Panels.pack(b, from, view.rowStride(), view.colStride(), depth, width, memory, to));
        return new PackedPanels(layout, memory);
    }

    @Override
    public void unpack(Workers workers, float[] b) {
        MatrixView view = layout.view();
        layout.forEach(workers, (to, from, width) ->
                Panels.unpack(memory, from, layout.depth(), width, b, to, view.rowStride(), view.colStride()));
    }

    @Override
    public float[] rows(int batch, int panel, int p, int rows, Scratch scratch) {
        return memory;
    }

    @Override
    public int start(int batch, int panel, int p) {
        return layout.at(batch, panel, p);
    }
}
