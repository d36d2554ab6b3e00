// ./prosodia run docs/examples/Preferences.java
import org.prosodia.dirichlet.*;
import org.prosodia.dpo.*;
import org.prosodia.tensor.*;

double[] chosen = {0.7, 0.2, 0.1, 0.6, 0.3, 0.1};      // y_w: two frames of anger, joy, neutral
double[] rejected = {0.2, 0.2, 0.6, 0.3, 0.4, 0.3};    // y_l
DirichletLikelihood likelihood = new DirichletLikelihood(Link.exp());
DpoLoss objective = new DpoLoss(PreferenceLoss.sigmoid(0.5), Reduction.FRAME);

void main() {
    try (TensorRuntime runtime = TensorRuntime.create()) {
        Tensor logits = runtime.full(DType.F64, 0.5, 1, 2, 3).requireGrad();       // the policy's, [B, T, K]
        double[] referenceChosen = logDensities(logits.detach(), chosen).toDoubles();
        double[] referenceRejected = logDensities(logits.detach(), rejected).toDoubles();

        IO.println("step   loss   margins of the frames   logps/chosen   alpha, frame 0");
        for (int step = 0; step <= 30; step++) {
            Tensor w = logDensities(logits, chosen);
            Tensor l = logDensities(logits, rejected);
            Tensor loss = PreferenceObjective.loss(w, l, referenceChosen, referenceRejected, null, objective);
            loss.backward();
            PreferencePair pair = new PreferencePair(
                    w.toDoubles(), l.toDoubles(), referenceChosen, referenceRejected, new boolean[] {true, true});
            if (step == 0) {
                compareWithFormula(pair, logits);
            }
            if (step % 10 == 0) {
                double logp = (pair.policyChosen()[0] + pair.policyChosen()[1]) / 2;
                double[] alpha = likelihood.distribution(Arrays.copyOf(logits.toDoubles(), 3)).alpha();
                IO.println(String.format(Locale.ROOT, "%4d %7.4f %9.4f %9.4f %15.4f      %6.3f %6.3f %6.3f",
                        step, loss.item(), pair.margin(0), pair.margin(1), logp, alpha[0], alpha[1], alpha[2]));
            }
            logits.assign(logits.detach().sub(logits.grad()));    // gradient descent, learning rate 1
            logits.zeroGrad();
        }
    }
}

Tensor logDensities(Tensor logits, double[] sequence) {
    return DirichletLoss.negativeLogLikelihood(logits, sequence, likelihood).neg();
}

/** dL/dz = −β/T σ(−β m) α (log y_w − log y_l): no digamma in it, though backward computes some. */
void compareWithFormula(PreferencePair pair, Tensor logits) {
    double[] z = logits.toDoubles();
    double largest = 0;
    for (int i = 0; i < z.length; i++) {
        double margin = pair.margin(i / 3);
        double sigma = 1 / (1 + Math.exp(0.5 * margin));
        double expected = -0.5 / 2 * sigma * Math.exp(z[i]) * (Math.log(chosen[i]) - Math.log(rejected[i]));
        largest = Math.max(largest, Math.abs(expected - logits.grad().toDoubles()[i]));
    }
    IO.println("backward and formula agree within 1e-14: " + (largest < 1e-14));
}
