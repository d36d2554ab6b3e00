// ./prosodia run docs/examples/Certainty.java
import org.prosodia.dirichlet.*;

void main() {
    double[] y = {0.6, 0.3, 0.1};
    IO.println("alpha0   log density   Stirling    entropy    std of y_1   cross-entropy");
    for (double alpha0 : new double[] {10, 100, 1000, 10_000}) {
        double[] logits = Arrays.stream(y).map(share -> Math.log(alpha0 * share)).toArray();
        Dirichlet distribution = new DirichletLikelihood(Link.unclampedExp()).distribution(logits);
        double stirling = Math.log(alpha0 / (2 * Math.PI)) - 0.5 * Arrays.stream(y).map(Math::log).sum();
        IO.println(String.format(Locale.ROOT, "%6.0f %13.4f %10.4f %10.4f %13.4f %15.4f", distribution.alpha0(), distribution.logDensity(y),
                stirling, distribution.entropy(), Math.sqrt(distribution.variance()[0]), CrossEntropy.loss(logits, y)));
    }
    Dirichlet capped = new DirichletLikelihood(Link.unclampedExp(), new ConcentrationCap(50)).distribution(new double[] {9, 8, 7});
    IO.println(String.format(Locale.ROOT, "capped at 50: alpha0 %.4f", capped.alpha0()));
}
