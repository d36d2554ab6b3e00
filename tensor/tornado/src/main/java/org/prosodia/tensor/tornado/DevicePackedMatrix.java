package org.prosodia.tensor.tornado;

import java.util.Arrays;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;

/** Matrices in panels, as {@link GemmKernels#pack} makes them, with where they came from. */
record DevicePackedMatrix(int depth, int columns, MatrixView view, DeviceArray panels) implements PackedMatrix {
    int matrices() {
        return view.batches();
    }

    @Override
    public boolean holds(int ofDepth, int ofColumns, MatrixView of) {
        return depth == ofDepth && columns == ofColumns && view.rowStride() == of.rowStride() && view.colStride() == of.colStride()
                && Arrays.equals(view.offsets(), of.offsets());
    }
}
