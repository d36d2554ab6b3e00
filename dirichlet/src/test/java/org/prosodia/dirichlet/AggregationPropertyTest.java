package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertIsSum;

import net.jqwik.api.Assume;
import net.jqwik.api.Property;
import org.prosodia.dirichlet.Settings.Extreme;

/**
 * Two categories counted as one: (y_1 + y_2, y_3, …) follows the Dirichlet distribution of (α_1 + α_2, α_3, …), and how the sum is split,
 * y_1 / (y_1 + y_2), follows Beta(α_1, α_2) whatever the sum is. So a logarithm of a density or a probability is the sum of those of the
 * two parts.
 */
class AggregationPropertyTest {

    @Property(seed = "21")
    void meansAdd(@Extreme Setting s) {
        double[] mean = s.distribution().mean();
        Assume.that(s.size() > 2);
        assertEquals(mean[0] + mean[1], s.merged().distribution().mean()[0], 1e-15);
    }

    /** Var[y_1 + y_2] = Var[y_1] + Var[y_2] + 2 Cov[y_1, y_2] with Cov[y_1, y_2] = −m_1 m_2 / (α_0 + 1). */
    @Property(seed = "22")
    void variancesAddWithTheirCovariance(@Extreme Setting s) {
        Assume.that(s.size() > 2);
        double[] mean = s.distribution().mean();
        double[] variance = s.distribution().variance();
        double covariance = -mean[0] * mean[1] / (s.distribution().alpha0() + 1);
        assertEquals(variance[0] + variance[1] + 2 * covariance, s.merged().distribution().variance()[0],
                1e-14 * (variance[0] + variance[1]));
    }

    /** The shares of all but one category are what is left of that one: the covariances of y_k sum to 0. */
    @Property(seed = "23")
    void covariancesOfACategorySumToZero(@Extreme Setting s) {
        Dirichlet distribution = s.distribution();
        double[] mean = distribution.mean();
        for (int k = 0; k < s.size(); k++) {
            double sum = 0;
            for (int j = 0; j < s.size(); j++) {
                sum += j == k ? 0 : mean[k] * mean[j] / (distribution.alpha0() + 1);
            }
            assertEquals(sum, distribution.variance()[k], 1e-14 * sum);
        }
    }

    /** log Dir(y; α) = log Dir(merged) + log Beta(y_1 / (y_1 + y_2); α_1, α_2) − log(y_1 + y_2), the last for the change of variables. */
    @Property(seed = "24")
    void logDensitiesAddUp(@Extreme Setting s) {
        Assume.that(s.size() > 2);
        double merged = s.merged().distribution().logDensity(s.merged().y());
        double split = s.firstTwo().distribution().logDensity(s.firstTwo().y());
        // The shares themselves are rounded, which α multiplies.
        double tolerance = 1e-15 * s.distribution().alpha0();
        assertIsSum(s.distribution().logDensity(s.y()), 4e-14 + tolerance, merged, split, -Math.log(s.merged().y()[0]));
    }

    /** H = H(merged) + H(split) + E log(y_1 + y_2), and E log y_k = log y_k − ∂ log Dir / ∂α_k at any y, as that slope is 0 on average. */
    @Property(seed = "25")
    void entropiesAddUp(@Extreme Setting s) {
        Assume.that(s.size() > 2);
        Dirichlet merged = s.merged().distribution();
        double[] y = s.merged().y();
        assertIsSum(s.distribution().entropy(), 4e-14,
                merged.entropy(), s.firstTwo().distribution().entropy(), Math.log(y[0]), -merged.logDensityGradient(y)[0]);
    }

    /** The chain rule of divergences; in particular, what forgets the split cannot tell distributions apart better. */
    @Property(seed = "26")
    void divergencesAddUpAndMergingLosesTheOneOfTheSplit(@Extreme Setting s) {
        Assume.that(s.size() > 2);
        double whole = s.distribution().klDivergence(s.other());
        double merged = s.merged().distribution().klDivergence(s.merged().other());
        assertIsSum(whole, 2e-12, merged, s.firstTwo().distribution().klDivergence(s.firstTwo().other()));
        assertTrue(merged <= whole + 2e-12 * (1 + whole), () -> "divergence " + whole + " rose to " + merged);
    }

    @Property(seed = "27")
    void logProbabilitiesOfVotesAddUp(@Extreme Setting s) {
        Assume.that(s.size() > 2);
        assertIsSum(DirichletMultinomial.logProbability(s.distribution(), s.votes()), 1e-13,
                DirichletMultinomial.logProbability(s.merged().distribution(), s.merged().votes()),
                DirichletMultinomial.logProbability(s.firstTwo().distribution(), s.firstTwo().votes()));
    }
}
