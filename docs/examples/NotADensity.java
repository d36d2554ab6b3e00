// ./prosodia run docs/examples/NotADensity.java
import org.prosodia.dirichlet.*;

/** ∫ f(y, 1 − y) dy over the simplex of two shares, by the midpoint rule. */
double integral(ToDoubleFunction<double[]> f) {
    int n = 100_000;
    return IntStream.range(0, n).mapToDouble(i -> (i + 0.5) / n).map(y -> f.applyAsDouble(new double[] {y, 1 - y}) / n).sum();
}

void main() {
    for (double p : new double[] {0.6, 0.9, 0.99}) {
        double[] z = {Math.log(p), Math.log(1 - p)};
        double sum = integral(y -> Math.exp(-CrossEntropy.loss(z, y)));
        double mean = integral(y -> y[0] * Math.exp(-CrossEntropy.loss(z, y))) / sum;
        double formula = (2 * p - 1) / Math.log(p / (1 - p));
        IO.println(String.format(Locale.ROOT, "exp(-CE), p = %.2f:  integral %.4f (%.4f)   normalised, its mean %.4f",
                p, sum, formula, mean));
    }
    for (Dirichlet d : List.of(Dirichlet.of(1.5, 1), Dirichlet.of(9, 1), Dirichlet.of(19.8, 2.2))) {
        double sum = integral(y -> Math.exp(d.logDensity(y)));
        double mean = integral(y -> y[0] * Math.exp(d.logDensity(y)));
        IO.println(String.format(Locale.ROOT, "%-22s integral %.4f   mean %.4f", d, sum, mean));
    }
}
