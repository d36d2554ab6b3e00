package org.prosodia.tensor.op;

import static org.prosodia.tensor.Autograd.ifNeeded;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;

/**
 * Y = X Wᵀ + b: X [..., in], W [out, in], b [out], Y [..., out].
 * With the leading axes of X and G as rows: dX = G W, dW = Gᵀ X, db = Σ_rows G.
 */
public final class Linear {
    private Linear() {}

    /** @param bias or null */
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        x.requireSameKind("linear", weight);
        if (bias != null) {
            x.requireSameKind("linear", bias);
        }
        int[] shape = x.shape();
        int[] ws = weight.shape();
        if (ws.length != 2 || shape.length == 0 || shape[shape.length - 1] != ws[1]) {
            throw new ShapeException("linear", Arrays.toString(shape) + " with weight " + Arrays.toString(ws)
                    + ": the last axis must be the weight's second");
        }
        if (bias != null && !Arrays.equals(bias.shape(), new int[] {ws[0]})) {
            throw new ShapeException("linear", "bias " + Arrays.toString(bias.shape()) + " with weight " + Arrays.toString(ws));
        }
        int out = ws[0];
        int in = ws[1];
        int rows = Shapes.size(Arrays.copyOf(shape, shape.length - 1));
        shape[shape.length - 1] = out;
        Tensor y = x.runtime().zeros(x.dtype(), shape);
        Kernels<Object> kernels = x.kernels();
        if (bias != null) {
            kernels.copy(bias.memory(), 0, new int[] {0, 1}, y.memory(), 0, new int[] {out, 1}, new int[] {rows, out});
        }
        MatrixView transposed = MatrixView.of(in).transposed();
        Products.multiply(rows, out, in, x, MatrixView.of(in), weight, transposed, transposed, y, MatrixView.of(out), bias != null);
        return bias == null
                ? Autograd.record("linear", y, g -> gradients(g, x, weight, rows, in, out), x, weight)
                : Autograd.record("linear", y, g -> {
                    Tensor[] d = gradients(g, x, weight, rows, in, out);
                    return new Tensor[] {d[0], d[1], ifNeeded(bias, () -> g.sumTo(out))};
                }, x, weight, bias);
    }

    private static Tensor[] gradients(Tensor g, Tensor x, Tensor weight, int rows, int in, int out) {
        Kernels<Object> kernels = x.kernels();
        return new Tensor[] {
            ifNeeded(x, () -> {
                Tensor dx = x.emptyLike();
                kernels.gemm(rows, in, out, g.memory(), MatrixView.of(out), weight.memory(), MatrixView.of(in), dx.memory(),
                        MatrixView.of(in), false);
                return dx;
            }),
            ifNeeded(weight, () -> {
                Tensor dw = weight.emptyLike();
                kernels.gemm(out, in, rows, g.memory(), MatrixView.of(out).transposed(), x.memory(), MatrixView.of(in), dw.memory(),
                        MatrixView.of(in), false);
                return dw;
            })
        };
    }
}
