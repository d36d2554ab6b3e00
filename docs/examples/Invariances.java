// ./prosodia run docs/examples/Invariances.java
import org.prosodia.nn.WeightNormConv1d;
import org.prosodia.tensor.*;
import org.prosodia.tensor.backend.Functions;

void main() {
    try (TensorRuntime runtime = TensorRuntime.create()) {
        Rng rng = new Rng(1);
        Tensor x = runtime.uniform(DType.F64, -1, 1, rng, 1, 6).requireGrad();
        Tensor c = runtime.uniform(DType.F64, -1, 1, rng, 1, 6);
        x.layerNorm(runtime.full(DType.F64, 1, 6), runtime.zeros(DType.F64, 6), 1e-12).mul(c).sum().backward();
        IO.println("layer norm");
        show("  |dx|", Math.sqrt(x.grad().squaredNorm()));
        show("  dx . 1", x.grad().sum().item());        // x + t 1 gives the same y for every t
        show("  dx . x", dot(x.grad(), x));             // and so does t x for every t > 0

        WeightNormConv1d conv = new WeightNormConv1d(runtime, DType.F64, 4, 4, 3, 1, 2);
        conv.v().assign(runtime.uniform(DType.F64, -1, 1, rng, conv.v().shape()));
        conv.normalizeGain();
        conv.forward(runtime.uniform(DType.F64, -1, 1, rng, 1, 5, 4)).map(Functions.SQUARE).sum().backward();
        IO.println("weight norm");
        for (int tap = 0; tap < 3; tap++) {
            show("  dv . v, tap " + tap, dot(conv.v().grad().slice(2, tap, 1), conv.v().detach().slice(2, tap, 1)));
        }
    }
}

double dot(Tensor a, Tensor b) {
    return a.mul(b.detach()).sum().item();
}

void show(String name, double value) {
    IO.println("%-15s %s".formatted(name, Math.abs(value) < 1e-10 ? "0" : String.format(Locale.ROOT, "%.4f", value)));
}
