// ./prosodia run docs/examples/YourOwnOp.java
import org.prosodia.tensor.*;
import org.prosodia.tensor.backend.Functions;
import org.prosodia.tensor.check.GradientCheck;

/** y = x / s with s = √(avg x²) over the last axis; dx = (g − y avg(g y)) / s. */
Tensor rmsNorm(Tensor x) {
    Tensor s = norm(x);
    Tensor y = x.detach().div(s);
    return Autograd.record("rmsNorm", y, g -> new Tensor[] {g.sub(y.mul(g.mul(y).mean(-1, true))).div(s)}, x);
}

/** The same with a mistake: s is taken for a constant. */
Tensor wrong(Tensor x) {
    Tensor s = norm(x);
    return Autograd.record("wrong", x.detach().div(s), g -> new Tensor[] {g.div(s)}, x);
}

/** Detached: what is computed here is not recorded. */
Tensor norm(Tensor x) {
    Tensor d = x.detach();
    return d.mul(d).mean(-1, true).map(Functions.SQRT);
}

void main() {
    try (TensorRuntime runtime = TensorRuntime.create()) {
        Tensor x = runtime.tensor(new double[] {1, -2, 3, 0.5, 0.25, -1}, 2, 3);
        IO.println(GradientCheck.STANDARD.run(in -> rmsNorm(in[0]), x));
        IO.println(GradientCheck.STANDARD.run(in -> wrong(in[0]), x));
    }
}
