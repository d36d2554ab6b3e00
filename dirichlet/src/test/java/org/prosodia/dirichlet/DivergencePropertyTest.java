package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.prosodia.dirichlet.Settings.Extreme;
import org.prosodia.dirichlet.Settings.Moderate;
import org.prosodia.tensor.math.LogGamma;

/** The signs, the bounds and the zeros of divergence and entropy. */
class DivergencePropertyTest {

    @Property(seed = "51")
    void divergenceIsNotNegative(@Extreme Setting s) {
        double divergence = s.distribution().klDivergence(s.other());
        assertTrue(divergence >= -1e-12, () -> "KL = " + divergence);
    }

    @Property(seed = "52")
    void divergenceFromItselfIsExactlyZero(@Extreme Setting s) {
        assertEquals(0, s.distribution().klDivergence(s.distribution()));
        assertArrayEquals(new double[s.size()], s.distribution().klDivergenceGradient(s.distribution()));
    }

    /** A change of one concentration by a thousandth is seen. */
    @Property(seed = "53")
    void divergenceFromAnythingElseIsPositive(@Moderate Setting s) {
        double[] changed = s.alpha();
        changed[0] *= 1.001;
        assertTrue(s.distribution().klDivergence(Dirichlet.of(changed)) > 0);
        assertTrue(Dirichlet.of(changed).klDivergence(s.distribution()) > 0);
    }

    /** Pinsker: KL ≥ 2 TV², and the total variation is at least a difference of means of a function in [0, 1], such as y_k. */
    @Property(seed = "54")
    void divergenceBoundsHowFarMeansAreApart(@Extreme Setting s) {
        double divergence = s.distribution().klDivergence(s.other());
        for (int k = 0; k < s.size(); k++) {
            double apart = s.distribution().mean()[k] - s.other().mean()[k];
            assertTrue(divergence >= 2 * apart * apart - 1e-12, () -> "KL = " + divergence + " with means " + apart + " apart");
        }
    }

    /** From the flat distribution, the divergence is all of the entropy that is missing: KL(α ‖ 1) = −lnΓ(K) − H(α). */
    @Property(seed = "55")
    void divergenceFromTheFlatIsTheMissingEntropy(@Extreme Setting s) {
        double[] ones = new double[s.size()];
        Arrays.fill(ones, 1);
        Row.assertClose(-LogGamma.value(s.size()) - s.distribution().entropy(), s.distribution().klDivergence(Dirichlet.of(ones)), 2e-12);
    }

    @Property(seed = "56")
    void noDistributionIsMoreSpreadOutThanTheFlatOne(@Extreme Setting s) {
        double entropy = s.distribution().entropy();
        assertTrue(entropy <= -LogGamma.value(s.size()) + 1e-12, () -> "H = " + entropy);
        assertTrue(entropy <= s.distribution().crossEntropy(s.other()) + 1e-12 * (1 + Math.abs(entropy)));
    }

    /** Among distributions of one mean above the flat one, more concentration is less entropy. */
    @Property(seed = "57")
    void entropyFallsWithTheConcentrationOfAFixedMean(@Moderate Setting s, @ForAll("factors") double factor) {
        double least = Arrays.stream(s.alpha()).min().orElseThrow();
        double[] wide = Arrays.stream(s.alpha()).map(a -> a / least).toArray();
        double[] narrow = Arrays.stream(wide).map(a -> a * factor).toArray();
        assertTrue(Dirichlet.of(narrow).entropy() < Dirichlet.of(wide).entropy());
        assertTrue(Dirichlet.of(narrow).variance()[0] < Dirichlet.of(wide).variance()[0]);
    }

    /** Of all densities of K − 1 coordinates with given variances, independent normal ones are the most spread out: ½ ln(2πe Var) each. */
    @Property(seed = "58")
    void entropyIsAtMostThatOfIndependentNormalsWithTheSameVariances(@Moderate Setting s) {
        double[] variance = s.distribution().variance();
        double bound = 0;
        for (int k = 1; k < variance.length; k++) {
            bound += Math.log(2 * Math.PI * Math.E * variance[k]) / 2;
        }
        double limit = bound;
        assertTrue(s.distribution().entropy() <= limit, () -> s.distribution().entropy() + " > " + limit);
    }

    @Property(seed = "59")
    void meanIsOnTheSimplexAndVariancesAreBelowThatOfAnIndicator(@Extreme Setting s) {
        double[] mean = s.distribution().mean();
        assertEquals(1, Arrays.stream(mean).sum(), 1e-14);
        for (int k = 0; k < mean.length; k++) {
            double variance = s.distribution().variance()[k];
            assertTrue(variance >= 0 && variance <= mean[k] && variance <= 0.25);
        }
    }

    @Property(seed = "60")
    void modeIsWhereTheDensityIsGreatest(@Moderate Setting s) {
        Dirichlet distribution = Dirichlet.of(Arrays.stream(s.alpha()).map(a -> a + 1).toArray());
        double[] mode = distribution.mode().orElseThrow();
        assertEquals(1, Arrays.stream(mode).sum(), 1e-14);
        assertTrue(distribution.logDensity(mode) >= distribution.logDensity(s.y()) - 1e-12);
        assertArrayEquals(s.distribution().mean(), mode, 1e-12, "α / α_0 with α one less");
    }

    @Provide
    Arbitrary<Double> factors() {
        return Arbitraries.integers().between(11, 1000).map(i -> i / 10.0);
    }
}
