// ./prosodia run docs/examples/Autodiff.java
import org.prosodia.tensor.*;

void main() {
    try (TensorRuntime runtime = TensorRuntime.create()) {
        Tensor x = runtime.tensor(new double[] {1, 2, 3, 4, 5, 6}, 3, 2);
        Tensor w = runtime.tensor(new double[] {1, 0, 1, 2}, 2, 2).requireGrad();
        Tensor b = runtime.tensor(new double[] {1, -1}, 2).requireGrad();

        Tensor y = x.matmul(w).add(b);           // b [2] is stretched to [3, 2]
        Tensor loss = y.mul(y).sum().mul(0.5);   // ½ Σ y², so that the gradient of y is y itself
        loss.backward();

        show("y", y);
        show("dL/dw", w.grad());
        show("x^T y", x.matmul(y.detach(), true, false));
        show("dL/db", b.grad());
    }
}

void show(String name, Tensor t) {
    IO.println("%-6s %-6s %s".formatted(name, Arrays.toString(t.shape()), Arrays.toString(t.toDoubles())));
}
