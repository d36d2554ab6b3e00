package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.prosodia.dirichlet.Row.assertClose;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.prosodia.dirichlet.Settings.Moderate;
import org.prosodia.tensor.math.Trigamma;

/** With two categories the distribution is Beta(a, b), and with b = 1 everything about it has an elementary form. */
class BetaPropertyTest {

    @Property(seed = "31")
    void withTwoCategoriesIsTheBetaDistribution(@Moderate Setting s) {
        double a = s.alpha()[0];
        double b = s.alpha()[1];
        double[] y = s.firstTwo().y();
        BetaDistribution beta = new BetaDistribution(null, a, b);
        Dirichlet distribution = Dirichlet.of(a, b);
        assertClose(beta.logDensity(y[0]), distribution.logDensity(y), 1e-11);
        assertEquals(beta.getNumericalMean(), distribution.mean()[0], 1e-15);
        assertEquals(beta.getNumericalVariance(), distribution.variance()[0], 1e-15);
        assertEquals(beta.getNumericalVariance(), distribution.variance()[1], 1e-15);
    }

    /** Beta(a, 1) has the density a x^(a − 1): it is the distribution of U^(1/a). */
    @Property(seed = "32")
    void densityOfAPower(@ForAll("concentrations") double a, @ForAll("shares") double x) {
        assertClose(Math.log(a) + (a - 1) * Math.log(x), Dirichlet.of(a, 1).logDensity(new double[] {x, 1 - x}), 4e-14);
    }

    /** ln x has the mean −1/a there, so the slope 1/a + ln x of ln a + (a − 1) ln x is 0 on average. */
    @Property(seed = "33")
    void gradientOfAPower(@ForAll("concentrations") double a, @ForAll("shares") double x) {
        assertClose(1 / a + Math.log(x), Dirichlet.of(a, 1).logDensityGradient(new double[] {x, 1 - x})[0], 4e-14);
    }

    @Property(seed = "34")
    void entropyOfAPower(@ForAll("concentrations") double a) {
        assertClose(1 - 1 / a - Math.log(a), Dirichlet.of(a, 1).entropy(), 4e-14);
        assertClose(1 / a / a - 1 / a, Dirichlet.of(a, 1).entropyGradient()[0], 4e-14);
    }

    @Property(seed = "35")
    void divergenceOfPowers(@ForAll("concentrations") double a, @ForAll("concentrations") double b) {
        assertClose(Math.log(a / b) + b / a - 1, Dirichlet.of(a, 1).klDivergence(Dirichlet.of(b, 1)), 2e-12);
        // The terms of the gradient are about b/a, and cancel to b/a².
        assertEquals((a - b) / a / a, Dirichlet.of(a, 1).klDivergenceGradient(Dirichlet.of(b, 1))[0],
                2e-15 * (1 + Math.abs(a - b) * Trigamma.value(a)));
    }

    @Provide
    Arbitrary<Double> concentrations() {
        return Settings.decimals(-6, 5);
    }

    @Provide
    Arbitrary<Double> shares() {
        return Settings.decimals(-3, -2);
    }
}
