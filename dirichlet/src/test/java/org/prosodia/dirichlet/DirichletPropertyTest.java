package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertClose;

import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.prosodia.tensor.math.LogGamma;

/** Identities that hold for every distribution, on random ones of 2 to 8 categories. */
class DirichletPropertyTest {

    /** Two distributions, a point and a direction, all of one size. */
    record Setting(double[] alpha, double[] beta, double[] y, double[] v) {

        @Override
        public String toString() {
            return "α " + Arrays.toString(alpha) + " β " + Arrays.toString(beta) + " y " + Arrays.toString(y);
        }
    }

    @Property(seed = "1")
    void gradientOfTheLogDensityIsItsSlope(@ForAll("moderate") Setting s) {
        double[] gradient = Dirichlet.of(s.alpha).logDensityGradient(s.y);
        assertSlope(alpha -> Dirichlet.of(alpha).logDensity(s.y), s.alpha, gradient);
    }

    @Property(seed = "2")
    void hessianVectorProductIsTheSlopeOfTheGradientAlongTheVector(@ForAll("moderate") Setting s) {
        double h = 1e-5;
        double[] above = Dirichlet.of(step(s.alpha, s.v, h)).logDensityGradient(s.y);
        double[] below = Dirichlet.of(step(s.alpha, s.v, -h)).logDensityGradient(s.y);
        double[] slope = new double[above.length];
        for (int k = 0; k < slope.length; k++) {
            slope[k] = (above[k] - below[k]) / (2 * h);
        }
        assertClose(slope, Dirichlet.of(s.alpha).hessianVectorProduct(s.v), 1e-6);
    }

    @Property(seed = "3")
    void hessianIsNegativeDefinite(@ForAll("moderate") Setting s) {
        double[] product = Dirichlet.of(s.alpha).hessianVectorProduct(s.v);
        double form = 0;
        for (int k = 0; k < product.length; k++) {
            form += s.v[k] * product[k];
        }
        assertTrue(form < 0, "vᵀ H v = " + form);
    }

    @Property(seed = "4")
    void gradientOfTheEntropyIsItsSlope(@ForAll("moderate") Setting s) {
        assertSlope(alpha -> Dirichlet.of(alpha).entropy(), s.alpha, Dirichlet.of(s.alpha).entropyGradient());
    }

    @Property(seed = "5")
    void gradientOfTheDivergenceIsItsSlope(@ForAll("moderate") Setting s) {
        Dirichlet other = Dirichlet.of(s.beta);
        assertSlope(alpha -> Dirichlet.of(alpha).klDivergence(other), s.alpha, Dirichlet.of(s.alpha).klDivergenceGradient(other));
    }

    @Property(seed = "6")
    void divergenceIsNotNegative(@ForAll("extreme") Setting s) {
        double divergence = Dirichlet.of(s.alpha).klDivergence(Dirichlet.of(s.beta));
        assertTrue(divergence >= -1e-12, "KL = " + divergence);
    }

    @Property(seed = "7")
    void noDistributionIsMoreSpreadOutThanTheFlatOne(@ForAll("extreme") Setting s) {
        assertTrue(Dirichlet.of(s.alpha).entropy() <= -LogGamma.value(s.alpha.length) + 1e-12);
    }

    @Property(seed = "8")
    void densityAndEntropyDoNotDependOnTheOrderOfTheCategories(@ForAll("extreme") Setting s) {
        Dirichlet distribution = Dirichlet.of(s.alpha);
        Dirichlet reversed = Dirichlet.of(reverse(s.alpha));
        assertClose(distribution.logDensity(s.y), reversed.logDensity(reverse(s.y)), 4e-14);
        assertClose(distribution.entropy(), reversed.entropy(), 4e-14);
        assertClose(distribution.logDensityGradient(s.y), reverse(reversed.logDensityGradient(reverse(s.y))), 4e-14);
    }

    @Property(seed = "9")
    void meanIsOnTheSimplexAndVariancesAreBelowThatOfAnIndicator(@ForAll("extreme") Setting s) {
        double[] mean = Dirichlet.of(s.alpha).mean();
        assertEquals(1, Arrays.stream(mean).sum(), 1e-14);
        double[] variance = Dirichlet.of(s.alpha).variance();
        for (int k = 0; k < mean.length; k++) {
            assertTrue(variance[k] >= 0 && variance[k] <= 0.25);
        }
    }

    @Property(seed = "10")
    void modeIsWhereTheDensityIsGreatest(@ForAll("moderate") Setting s) {
        Dirichlet distribution = Dirichlet.of(Arrays.stream(s.alpha).map(a -> a + 1).toArray());
        assertTrue(distribution.logDensity(distribution.mode().orElseThrow()) >= distribution.logDensity(s.y) - 1e-12);
    }

    @Property(seed = "11")
    void gradientOfTheLossIsItsSlopeForEveryLinkAndCap(@ForAll("moderate") Setting s) {
        double[] z = s.v;
        for (Link link : new Link[] {Link.exp(), Link.unclampedExp(), Link.softplus(), Link.onePlusSoftplus()}) {
            for (ConcentrationCap cap : new ConcentrationCap[] {ConcentrationCap.NONE, new ConcentrationCap(3)}) {
                DirichletLikelihood likelihood = new DirichletLikelihood(link, cap);
                assertSlope(x -> likelihood.loss(x, s.y), z, likelihood.lossGradient(z, s.y));
            }
        }
    }

    @Property(seed = "12")
    void gradientOfTheCrossEntropyIsItsSlope(@ForAll("moderate") Setting s) {
        assertSlope(z -> CrossEntropy.loss(z, s.y), s.v, CrossEntropy.lossGradient(s.v, s.y));
        assertSlope(z -> CrossEntropy.loss(z, 1), s.v, CrossEntropy.lossGradient(s.v, 1));
    }

    @Property(seed = "13")
    void smoothedTargetsStayOnTheSimplexAndOffItsEdge(@ForAll("extreme") Setting s) {
        double[] smoothed = Simplex.smooth(Simplex.oneHot(0, s.y.length), 0.1);
        assertEquals(1, Arrays.stream(smoothed).sum(), 1e-14);
        assertTrue(Double.isFinite(Dirichlet.of(s.alpha).logDensity(smoothed)));
    }

    /** Concentrations in 0.1 … 20, where finite differences are to be trusted. */
    @Provide
    Arbitrary<Setting> moderate() {
        return settings(-1, 1.3);
    }

    /** The whole stated range, 10^−6 … 10^6. */
    @Provide
    Arbitrary<Setting> extreme() {
        return settings(-6, 6);
    }

    private static Arbitrary<Setting> settings(double lowest, double highest) {
        return Combinators.combine(Arbitraries.integers().between(2, 8), Arbitraries.longs()).as((size, seed) -> {
            Random random = new Random(seed);
            double[] y = random.doubles(size, 1e-3, 1).toArray();
            double sum = Arrays.stream(y).sum();
            return new Setting(
                    random.doubles(size, lowest, highest).map(e -> Math.pow(10, e)).toArray(),
                    random.doubles(size, lowest, highest).map(e -> Math.pow(10, e)).toArray(),
                    Arrays.stream(y).map(share -> share / sum).toArray(),
                    random.doubles(size, -2, 2).toArray());
        });
    }

    private static void assertSlope(ToDoubleFunction<double[]> f, double[] x, double[] gradient) {
        for (int k = 0; k < x.length; k++) {
            double h = 1e-5 * Math.min(1, Math.abs(x[k]));
            double[] axis = Simplex.oneHot(k, x.length);
            double slope = (f.applyAsDouble(step(x, axis, h)) - f.applyAsDouble(step(x, axis, -h))) / (2 * h);
            assertClose(slope, gradient[k], 1e-6);
        }
    }

    private static double[] step(double[] x, double[] direction, double h) {
        double[] moved = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            moved[k] = x[k] + h * direction[k];
        }
        return moved;
    }

    private static double[] reverse(double[] x) {
        double[] reversed = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            reversed[k] = x[x.length - 1 - k];
        }
        return reversed;
    }
}
