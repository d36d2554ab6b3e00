package org.prosodia.tensor.op;

import org.prosodia.tensor.Autograd;
import org.prosodia.tensor.Tensor;
import org.prosodia.tensor.backend.ScalarFunction;

/** y_i = f(x_i); the derivatives stand with the functions. */
public final class Elementwise {
    private Elementwise() {}

    public static Tensor map(String op, ScalarFunction f, Tensor x) {
        Tensor y = x.resultLike();
        x.kernels().map(f, x.memory(), y.memory());
        return Autograd.record(op, y, g -> new Tensor[] {gradient(f, x, g)}, x)
                .recomputedBy(memory -> x.kernels().map(f, x.memory(), memory));
    }

    /** dx_i = g_i f'(x_i). */
    private static Tensor gradient(ScalarFunction f, Tensor x, Tensor g) {
        Tensor dx = x.emptyLike();
        x.kernels().mapGradient(f, x.memory(), g.memory(), dx.memory());
        return dx;
    }
}
