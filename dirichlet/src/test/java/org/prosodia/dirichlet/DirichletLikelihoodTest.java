package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertClose;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletLikelihoodTest {

    @ParameterizedTest
    @CsvFileSource(resources = "likelihoods.csv", numLinesToSkip = 1)
    void lossAndGradientAgreeWithEightyDigitValues(String link,
            @ConvertWith(Row.class) double[] z, @ConvertWith(Row.class) double[] y,
            @ConvertWith(Row.class) double[] alpha, double loss, @ConvertWith(Row.class) double[] gradient) {
        DirichletLikelihood likelihood = new DirichletLikelihood(switch (link) {
            case "exp" -> Link.unclampedExp();
            case "softplus" -> Link.softplus();
            case "one_plus_softplus" -> Link.onePlusSoftplus();
            default -> throw new IllegalArgumentException(link);
        });
        assertClose(alpha, likelihood.distribution(z).alpha(), 1e-15);
        assertClose(loss, likelihood.loss(z, y), 2e-14);
        assertClose(gradient, likelihood.lossGradient(z, y), 5e-14);
    }

    @Test
    void defaultLinkClampsTheLogConcentration() {
        Link link = Link.exp();
        assertEquals(Math.exp(-4), link.value(-100));
        assertEquals(Math.exp(3), link.value(100));
        assertEquals(Math.exp(3), link.derivative(3), "the bound itself still learns");
        assertEquals(Math.exp(-4), link.derivative(-4), "the bound itself still learns");
        assertEquals(0, link.derivative(3.001));
        assertEquals(0, link.derivative(-4.001));
    }

    @Test
    void capLeavesTheMeanAndBoundsTheTotal() {
        double[] alpha = {100, 300, 600};
        Dirichlet capped = Dirichlet.of(new ConcentrationCap(500).apply(alpha));
        assertClose(Dirichlet.of(alpha).mean(), capped.mean(), 1e-15);
        assertEquals(1 / (1.0 / 1000 + 1.0 / 500), capped.alpha0(), 1e-12);
    }

    @Test
    void capStillPullsBackAnOverconfidentTotalThatIsFarAboveIt() {
        DirichletLikelihood likelihood = new DirichletLikelihood(Link.unclampedExp(), new ConcentrationCap(100));
        double[] gradient = likelihood.lossGradient(new double[] {9, 9}, new double[] {0.2, 0.8});
        assertTrue(gradient[0] + gradient[1] > 0.1, "lowering both logits alike must lower the loss");
    }

    @Test
    void lossMayBeNegativeBecauseADensityMayExceedOne() {
        assertTrue(new DirichletLikelihood(Link.unclampedExp()).loss(new double[] {6, 6}, new double[] {0.5, 0.5}) < 0);
    }

    @Test
    void namesTheConcentrationOfALogitThatIsNotANumber() {
        DirichletLikelihood likelihood = new DirichletLikelihood(Link.exp());
        String message = assertThrows(IllegalArgumentException.class,
                () -> likelihood.loss(new double[] {0, Double.NaN}, new double[] {0.5, 0.5})).getMessage();
        assertEquals("concentration 1 must be positive and finite but is NaN", message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void refusesACapThatIsNotPositive(double limit) {
        assertThrows(IllegalArgumentException.class, () -> new ConcentrationCap(limit));
    }

    @Test
    void refusesLinksWithoutARange() {
        assertThrows(IllegalArgumentException.class, () -> new Link.Exp(3, -4));
        assertThrows(IllegalArgumentException.class, () -> new Link.Exp(3, 3));
        assertThrows(IllegalArgumentException.class, () -> new Link.SoftplusPlus(0));
        assertThrows(IllegalArgumentException.class, () -> new Link.SoftplusPlus(Double.POSITIVE_INFINITY));
    }
}
