// ./prosodia run docs/examples/Checkpointing.java
import org.prosodia.tensor.*;
import org.prosodia.tensor.backend.Functions;

int runs;

Tensor part(Tensor x, Tensor w, Rng rng) {
    runs++;
    return x.matmul(w).map(Functions.TANH).dropout(0.5, rng);
}

void main() {
    try (TensorRuntime runtime = TensorRuntime.create()) {
        Tensor x = runtime.uniform(DType.F64, -1, 1, new Rng(1), 4, 8);
        Tensor w = runtime.uniform(DType.F64, -1, 1, new Rng(2), 8, 8).requireGrad();

        Rng kept = new Rng(3);
        part(x, w, kept).sum().backward();
        double[] gradient = w.grad().toDoubles();
        IO.println("kept:       ran " + runs + " time");

        runs = 0;
        w.zeroGrad();
        Rng again = new Rng(3);
        Autograd.checkpoint("part", h -> part(h, w, again), x, List.of(w), again).sum().backward();
        IO.println("checkpoint: ran " + runs + " times");
        IO.println("same gradients, to the last bit: " + Arrays.equals(gradient, w.grad().toDoubles()));
        IO.println("same random numbers afterwards:  " + (kept.nextLong() == again.nextLong()));
    }
}
