package org.prosodia.tensor.op;

import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Shapes;
import org.prosodia.tensor.Tensor;

/** Softmax and log-softmax over the last axis. */
public final class Softmax {
    private Softmax() {}

    /** y_j = exp(x_j) / Σ exp(x); dx = y ∘ (g − Σ g y). */
    public static Tensor softmax(Tensor x) {
        int n = x.dim(Shapes.axis("softmax", -1, x.shape()));
        int rows = n == 0 ? 0 : x.size() / n;
        Tensor y = x.resultLike();
        x.kernels().softmax(x.memory(), y.memory(), rows, n);
        return Autograd.record("softmax", y, g -> {
            Tensor dx = g.emptyLike();
            g.kernels().softmaxGradient(y.memory(), g.memory(), dx.memory(), rows, n);
            return new Tensor[] {dx};
        }, x);
    }

    /** y_j = x_j − log Σ exp(x); dx = g − exp(y) Σ g. */
    public static Tensor logSoftmax(Tensor x) {
        int n = x.dim(Shapes.axis("logSoftmax", -1, x.shape()));
        int rows = n == 0 ? 0 : x.size() / n;
        Tensor y = x.resultLike();
        x.kernels().logSoftmax(x.memory(), y.memory(), rows, n);
        return Autograd.record("logSoftmax", y, g -> {
            Tensor dx = g.emptyLike();
            g.kernels().logSoftmaxGradient(y.memory(), g.memory(), dx.memory(), rows, n);
            return new Tensor[] {dx};
        }, x);
    }
}
