package org.prosodia.tensor.op;

import java.util.Arrays;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.PackedMatrix;
import org.prosodia.tensor.backend.ScalarFunction;

/** Matrix products with weights on the right, as layers have them. */
final class Products {
    private Products() {}

    /**
     * Y = f(X B + bias) for each matrix; in inference with B as the backend packs it, once.
     *
     * @param matrices where the matrices B [depth, columns] lie in {@code weight}
     * @param ofBatch the same for each product of the batch
     * @param bias the size of the last axis of y; or null
     * @param f or null
     */
    static void multiply(int rows, int columns, int depth, Tensor x, MatrixView xView, Tensor weight, MatrixView matrices,
            MatrixView ofBatch, Tensor bias, ScalarFunction f, Tensor y, MatrixView yView) {
        Kernels<Object> kernels = x.kernels();
        PackedMatrix packed = x.runtime().isInference() ? weight.packed(depth, columns, matrices) : null;
        if (packed != null) {
            kernels.packedGemm(rows, x.memory(), xView, packed, bias == null ? null : bias.memory(), f, y.memory(), yView);
            return;
        }
        if (bias != null) {
            int[] shape = y.shape();
            int[] repeated = new int[shape.length];
            repeated[shape.length - 1] = 1;
            kernels.copy(bias.memory(), 0, repeated, y.memory(), 0, Shapes.strides(shape), shape);
        }
        kernels.gemm(rows, columns, depth, x.memory(), xView, weight.memory(), ofBatch, y.memory(), yView, bias != null);
        if (f != null) {
            kernels.map(f, y.memory(), y.memory());
        }
    }

    static void requireBias(String op, Tensor weight, Tensor bias) {
        if (bias != null) {
            weight.requireSameKind(op, bias);
            if (!Arrays.equals(bias.shape(), new int[] {weight.dim(0)})) {
                throw new ShapeException(op, "bias " + Arrays.toString(bias.shape()) + " with weight " + Arrays.toString(weight.shape()));
            }
        }
    }
}
