// ./prosodia run docs/examples/Workspaces.java
import org.prosodia.tensor.*;

void main() {
    try (TensorRuntime runtime = TensorRuntime.create()) {
        Tensor x = runtime.uniform(DType.F32, -1, 1, new Rng(1), 64, 64);
        Tensor w = runtime.uniform(DType.F32, -1, 1, new Rng(2), 64, 64).requireGrad();
        Workspace workspace = new Workspace(runtime);
        for (int step = 0; step < 2; step++) {
            try (GradScope _ = workspace.open()) {
                Tensor y = x.matmul(w);
                Tensor loss = y.mean();
                IO.println("y: " + y.toFloats().length + " numbers");
                loss.backward();
                IO.println("gradient: " + w.grad().toFloats().length + " numbers");
                y.toFloats();
            } catch (IllegalStateException e) {
                IO.println(e.getMessage());
            }
            w.zeroGrad();
        }
    }
}
