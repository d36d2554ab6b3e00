package org.prosodia.tensor.op;

import static org.prosodia.tensor.Autograd.ifNeeded;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.MatrixView;

/**
 * C = op(A) op(B) over the last two axes, op being the identity or the transpose; leading axes broadcast.
 * With C = A B: dA = G Bᵀ, dB = Aᵀ G; transposed operands get the transposes of these.
 */
public final class MatMul {
    private MatMul() {}

    public static Tensor matmul(Tensor a, Tensor b, boolean transposeA, boolean transposeB) {
        a.requireSameKind("matmul", b);
        int[] as = a.shape();
        int[] bs = b.shape();
        if (as.length < 2 || bs.length < 2) {
            throw new ShapeException("matmul", Arrays.toString(as) + " and " + Arrays.toString(bs) + ": expected at least two axes each");
        }
        int m = as[as.length - (transposeA ? 1 : 2)];
        int k = as[as.length - (transposeA ? 2 : 1)];
        int n = bs[bs.length - (transposeB ? 2 : 1)];
        if (bs[bs.length - (transposeB ? 1 : 2)] != k) {
            throw new ShapeException("matmul", Arrays.toString(as) + (transposeA ? "ᵀ" : "") + " and " + Arrays.toString(bs)
                    + (transposeB ? "ᵀ" : "") + ": inner dimensions differ");
        }
        int[] batch = Shapes.broadcast("matmul", Arrays.copyOf(as, as.length - 2), Arrays.copyOf(bs, bs.length - 2));
        int[] shape = Arrays.copyOf(batch, batch.length + 2);
        shape[batch.length] = m;
        shape[batch.length + 1] = n;
        Tensor c = a.runtime().empty(a.dtype(), shape);
        MatrixView av = view(as, batch, transposeA);
        MatrixView bv = view(bs, batch, transposeB);
        a.kernels().gemm(m, n, k, a.memory(), av, b.memory(), bv, c.memory(), view(shape, batch, false), false);
        return Autograd.record("matmul", c, g -> new Tensor[] {
            ifNeeded(a, () -> (transposeA ? matmul(b, g, transposeB, true) : matmul(g, b, false, !transposeB)).sumTo(as)),
            ifNeeded(b, () -> (transposeB ? matmul(g, a, true, transposeA) : matmul(a, g, !transposeA, false)).sumTo(bs)),
        }, a, b);
    }

    /** Where the matrices of a tensor lie when its leading axes are stretched to {@code batch}. */
    private static MatrixView view(int[] shape, int[] batch, boolean transposed) {
        int rows = shape[shape.length - 2];
        int columns = shape[shape.length - 1];
        int[] strides = Shapes.broadcastStrides(Arrays.copyOf(shape, shape.length - 2), batch);
        int[] offsets = new int[Shapes.size(batch)];
        for (int i = 0; i < offsets.length; i++) {
            int rest = i;
            for (int d = batch.length - 1; d >= 0; d--) {
                offsets[i] += rest % batch[d] * strides[d] * rows * columns;
                rest /= batch[d];
            }
        }
        MatrixView view = new MatrixView(offsets, columns, 1);
        return transposed ? view.transposed() : view;
    }
}
