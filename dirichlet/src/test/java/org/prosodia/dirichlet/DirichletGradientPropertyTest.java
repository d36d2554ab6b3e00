package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertClose;

import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.prosodia.dirichlet.Settings.Extreme;
import org.prosodia.dirichlet.Settings.Moderate;

/** Every analytic gradient is the slope of its function, over the whole range of concentrations. */
class DirichletGradientPropertyTest {

    @Property(seed = "1")
    void ofTheLogDensity(@Extreme Setting s) {
        Slopes.assertGradientInConcentrations(
                alpha -> Dirichlet.of(alpha).logDensity(s.y()), s.alpha(), s.distribution().logDensityGradient(s.y()));
    }

    @Property(seed = "2")
    void ofTheEntropy(@Extreme Setting s) {
        Slopes.assertGradientInConcentrations(alpha -> Dirichlet.of(alpha).entropy(), s.alpha(), s.distribution().entropyGradient());
    }

    @Property(seed = "3")
    void ofTheDivergence(@Moderate Setting s) {
        Slopes.assertGradientInConcentrations(
                alpha -> Dirichlet.of(alpha).klDivergence(s.other()), s.alpha(), s.distribution().klDivergenceGradient(s.other()));
    }

    @Property(seed = "4")
    void ofTheProbabilityOfVotes(@Moderate Setting s) {
        Slopes.assertGradientInConcentrations(alpha -> DirichletMultinomial.logProbability(Dirichlet.of(alpha), s.votes()),
                s.alpha(), DirichletMultinomial.logProbabilityGradient(s.distribution(), s.votes()));
    }

    @Property(seed = "5")
    void hessianVectorProductIsTheSlopeOfTheGradientAlongTheVector(@Moderate Setting s) {
        double[] slope = Slopes.along(alpha -> Dirichlet.of(alpha).logDensityGradient(s.y()), s.alpha(), s.z(), 1e-5);
        assertClose(slope, s.distribution().hessianVectorProduct(s.z()), 1e-7);
    }

    @Property(seed = "6")
    void hessianIsNegativeDefinite(@Moderate Setting s) {
        double[] product = s.distribution().hessianVectorProduct(s.z());
        double form = 0;
        for (int k = 0; k < product.length; k++) {
            form += s.z()[k] * product[k];
        }
        assertTrue(form < 0, "zᵀ H z = " + form);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "densities.csv", numLinesToSkip = 1, maxCharsPerColumn = 1000)
    void slopesOfTheLogDensityAreTheEightyDigitGradients(
            @ConvertWith(Row.class) double[] alpha, @ConvertWith(Row.class) double[] y,
            double logDensity, @ConvertWith(Row.class) double[] gradient) {
        Slopes.assertGradientInConcentrations(a -> Dirichlet.of(a).logDensity(y), alpha, gradient);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "moments.csv", numLinesToSkip = 1, maxCharsPerColumn = 1000)
    void slopesOfTheEntropyAreTheEightyDigitGradients(
            @ConvertWith(Row.class) double[] alpha, @ConvertWith(Row.class) double[] beta,
            @ConvertWith(Row.class) double[] mean, @ConvertWith(Row.class) double[] variance,
            double entropy, @ConvertWith(Row.class) double[] gradient) {
        Slopes.assertGradientInConcentrations(a -> Dirichlet.of(a).entropy(), alpha, gradient);
    }
}
