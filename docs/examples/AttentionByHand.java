// ./prosodia run docs/examples/AttentionByHand.java
import org.prosodia.tensor.*;

/** One head: q, k, v [T, d]. */
Tensor byHand(Tensor q, Tensor k, Tensor v) {
    Tensor scores = q.mul(1 / Math.sqrt(q.dim(1))).matmul(k, false, true);   // S = Q Kᵀ / √d
    return scores.softmax().matmul(v);                                       // O = P V
}

void main() {
    try (TensorRuntime runtime = TensorRuntime.create()) {
        Rng rng = new Rng(1);
        Tensor[] byHand = new Tensor[3];
        Tensor[] atOnce = new Tensor[3];
        for (int i = 0; i < 3; i++) {
            byHand[i] = runtime.uniform(DType.F64, -1, 1, rng, 5, 4).requireGrad();
            atOnce[i] = byHand[i].copy().reshape(1, 5, 4).requireGrad();
        }
        Tensor cotangent = runtime.uniform(DType.F64, -1, 1, rng, 5, 4);
        Tensor o = byHand(byHand[0], byHand[1], byHand[2]);
        o.mul(cotangent).sum().backward();
        Tensor fused = atOnce[0].attention(atOnce[1], atOnce[2], 1, null, 0, null);
        fused.mul(cotangent).sum().backward();

        compare("O", o, fused);
        compare("dQ", byHand[0].grad(), atOnce[0].grad());
        compare("dK", byHand[1].grad(), atOnce[1].grad());
        compare("dV", byHand[2].grad(), atOnce[2].grad());

        // The last two keys are padding: whatever stands there, the result is that of three keys.
        Mask valid = Mask.ofLengths(new int[] {3}, 5);
        Tensor masked = atOnce[0].attention(atOnce[1], atOnce[2], 1, valid, 0, null);
        compare("padded", byHand(byHand[0], byHand[1].slice(0, 0, 3), byHand[2].slice(0, 0, 3)), masked);
    }
}

void compare(String name, Tensor a, Tensor b) {
    double difference = Math.sqrt(a.detach().sub(b.detach().reshape(a.shape())).squaredNorm());
    IO.println("%-7s first element %s, apart by less than 1e-14: %s".formatted(
            name, String.format(Locale.ROOT, "%7.4f", a.toDoubles()[0]), difference < 1e-14));
}
