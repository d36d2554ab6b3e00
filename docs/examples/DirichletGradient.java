// ./prosodia run docs/examples/DirichletGradient.java
import org.prosodia.dirichlet.*;
import org.prosodia.tensor.*;
import org.prosodia.tensor.check.GradientCheck;

void main() {
    Dirichlet distribution = Dirichlet.of(2, 3, 5);
    double[] y = {0.5, 0.4, 0.1};
    show("log density of y", distribution.logDensity(y));
    show("its gradient", distribution.logDensityGradient(y));

    int draws = 100_000;
    Rng rng = new Rng(1);
    double[] observedMinusExpected = Arrays.stream(y).map(Math::log).toArray();
    for (int i = 0; i < draws; i++) {
        double[] logs = DirichletSampler.sampleLog(distribution, rng);
        for (int k = 0; k < logs.length; k++) {
            observedMinusExpected[k] -= logs[k] / draws;
        }
    }
    show("log y - mean of draws", observedMinusExpected);

    try (TensorRuntime runtime = TensorRuntime.create()) {
        Tensor logits = runtime.tensor(new double[] {0.7, 1.1, 1.6}, 3);
        for (Link link : List.of(Link.exp(), Link.softplus(), Link.onePlusSoftplus())) {
            DirichletLikelihood likelihood = new DirichletLikelihood(link, new ConcentrationCap(50));
            show(link.toString(), likelihood.lossGradient(logits.toDoubles(), y));
            GradientCheck.STANDARD.run(z -> DirichletLoss.negativeLogLikelihood(z[0], y, likelihood), logits).requirePassed();
        }
    }
}

void show(String name, double... values) {
    StringBuilder line = new StringBuilder("%-32s".formatted(name));
    for (double value : values) {
        line.append(String.format(Locale.ROOT, "%8.2f", value));
    }
    IO.println(line);
}
