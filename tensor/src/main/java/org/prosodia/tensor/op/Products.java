package org.prosodia.tensor.op;

import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;

/** Matrix products with weights on the right. */
final class Products {
    private Products() {}

    /**
     * Y = X B, or Y += X B, for each matrix; in inference with B as the backend packs it, once.
     *
     * @param matrices where the matrices B [depth, columns] lie in {@code weight}
     * @param ofBatch the same for each product of the batch
     */
    static void multiply(int rows, int columns, int depth, Tensor x, MatrixView xView, Tensor weight, MatrixView matrices,
            MatrixView ofBatch, Tensor y, MatrixView yView, boolean accumulate) {
        Kernels<Object> kernels = x.kernels();
        PackedMatrix packed = x.runtime().isInference() ? weight.packed(depth, columns, matrices) : null;
        if (packed != null) {
            kernels.gemm(rows, x.memory(), xView, packed, y.memory(), yView, accumulate);
        } else {
            kernels.gemm(rows, columns, depth, x.memory(), xView, weight.memory(), ofBatch, y.memory(), yView, accumulate);
        }
    }
}
