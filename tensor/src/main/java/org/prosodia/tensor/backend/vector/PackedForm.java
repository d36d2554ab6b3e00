package org.prosodia.tensor.backend.vector;

import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.Workers;

/** Panels in memory of their own. */
sealed interface PackedForm extends PanelSource, PackedMatrix permits PackedPanels, HalfPanels {
    PanelLayout layout();

    /** Puts the matrices back to where they came from. */
    void unpack(Workers workers, float[] b);

    @Override
    default int depth() {
        return layout().depth();
    }

    @Override
    default int columns() {
        return layout().columns();
    }

    @Override
    default int matrix(int batch) {
        return layout().matrix(batch);
    }

    @Override
    default boolean isPacked() {
        return true;
    }

    @Override
    default boolean holds(int depth, int columns, MatrixView view) {
        return layout().holds(depth, columns, view);
    }
}
