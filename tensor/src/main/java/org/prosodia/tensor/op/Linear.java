package org.prosodia.tensor.op;

import static org.prosodia.tensor.Autograd.ifNeeded;

import java.util.Arrays;
import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.ShapeException;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.Kernels;
import org.prosodia.tensor.backend.MatrixView;
import org.prosodia.tensor.backend.ScalarFunction.Named;

/**
 * Y = X Wᵀ + b: X [..., in], W [out, in], b [out], Y [..., out].
 * With the leading axes of X and G as rows: dX = G W, dW = Gᵀ X, db = Σ_rows G.
 */
public final class Linear {
    private Linear() {}

    /** @param bias or null */
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias) {
        return linear(x, weight, bias, null);
    }

    /** f(X Wᵀ + b), in one op where nothing is recorded. @param f or null */
    public static Tensor linear(Tensor x, Tensor weight, Tensor bias, Named f) {
        x.requireSameKind("linear", weight);
        int[] shape = x.shape();
        int[] ws = weight.shape();
        if (ws.length != 2 || shape.length == 0 || shape[shape.length - 1] != ws[1]) {
            throw new ShapeException("linear", Arrays.toString(shape) + " with weight " + Arrays.toString(ws)
                    + ": the last axis must be the weight's second");
        }
        Products.requireBias("linear", weight, bias);
        if (f != null && x.runtime().isRecording()) {
            return linear(x, weight, bias).map(f);
        }
        int out = ws[0];
        int in = ws[1];
        int rows = Shapes.size(Arrays.copyOf(shape, shape.length - 1));
        shape[shape.length - 1] = out;
        Tensor y = x.runtime().empty(x.dtype(), shape);
        MatrixView transposed = MatrixView.of(in).transposed();
        Products.multiply(rows, out, in, x, MatrixView.of(in), weight, transposed, transposed, bias, f, y, MatrixView.of(out));
        x.recycle(y);
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
