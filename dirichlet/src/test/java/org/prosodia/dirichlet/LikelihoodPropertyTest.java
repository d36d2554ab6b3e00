package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertClose;

import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.prosodia.dirichlet.Settings.Extreme;
import org.prosodia.dirichlet.Settings.Moderate;

/** From logits through link and cap to the loss, for every link and for caps of all sizes. */
class LikelihoodPropertyTest {

    @Property(seed = "71")
    void linksArePositiveIncreasingAndHaveTheirDerivativeForSlope(@ForAll("links") Link link, @ForAll("logits") double z) {
        assertTrue(link.value(z) > 0);
        assertTrue(link.value(z) <= link.value(z + 0.01));
        Slopes.assertGradient(x -> link.value(x[0]), new double[] {z}, new double[] {link.derivative(z)});
    }

    @Property(seed = "72")
    void gradientOfTheLossIsItsSlope(@Moderate Setting s, @ForAll("links") Link link, @ForAll("caps") ConcentrationCap cap) {
        DirichletLikelihood likelihood = new DirichletLikelihood(link, cap);
        Slopes.assertGradient(z -> likelihood.loss(z, s.y()), s.z(), likelihood.lossGradient(s.z(), s.y()));
    }

    @Property(seed = "73")
    void lossIsTheNegativeLogDensityOfTheDistribution(@Moderate Setting s, @ForAll("links") Link link,
            @ForAll("caps") ConcentrationCap cap) {
        DirichletLikelihood likelihood = new DirichletLikelihood(link, cap);
        assertEquals(-likelihood.distribution(s.z()).logDensity(s.y()), likelihood.loss(s.z(), s.y()));
        assertEquals(likelihood.logDensity(s.z(), s.y()), -likelihood.loss(s.z(), s.y()));
        double[] ascent = likelihood.logDensityGradient(s.z(), s.y());
        assertArrayEquals(Arrays.stream(ascent).map(g -> -g).toArray(), likelihood.lossGradient(s.z(), s.y()));
    }

    /** exp(z_k) / Σ_j exp(z_j): with the exponential link the mean is the softmax, whatever the cap, and does not see a common shift. */
    @Property(seed = "74")
    void meanOfTheExponentialLinkIsTheSoftmax(@Moderate Setting s, @ForAll("caps") ConcentrationCap cap, @ForAll("logits") double shift) {
        DirichletLikelihood likelihood = new DirichletLikelihood(Link.unclampedExp(), cap);
        double[] softmax = CrossEntropy.softmax(s.z());
        assertClose(softmax, likelihood.distribution(s.z()).mean(), 1e-14);
        double[] shifted = Arrays.stream(s.z()).map(z -> z + shift).toArray();
        assertClose(softmax, likelihood.distribution(shifted).mean(), 1e-14);
        if (cap.equals(ConcentrationCap.NONE)) {
            double grown = Math.exp(shift) * likelihood.distribution(s.z()).alpha0();
            assertEquals(grown, likelihood.distribution(shifted).alpha0(), 1e-14 * grown);
        }
    }

    /** The slope along a common shift of all logits is the sum of the gradient. */
    @Property(seed = "75")
    void sumOfTheGradientIsTheSlopeAlongACommonShift(@Moderate Setting s, @ForAll("caps") ConcentrationCap cap) {
        DirichletLikelihood likelihood = new DirichletLikelihood(Link.unclampedExp(), cap);
        Slopes.assertGradient(shift -> likelihood.loss(Arrays.stream(s.z()).map(z -> z + shift[0]).toArray(), s.y()),
                new double[1], new double[] {Arrays.stream(likelihood.lossGradient(s.z(), s.y())).sum()});
    }

    /** 1/α̃_0 = 1/α_0 + 1/C. */
    @Property(seed = "76")
    void capKeepsTheMeanAndAddsToTheInverseOfTheTotal(@Extreme Setting s, @ForAll("caps") ConcentrationCap cap) {
        Dirichlet capped = Dirichlet.of(cap.apply(s.alpha()));
        assertClose(s.distribution().mean(), capped.mean(), 1e-15);
        double inverse = 1 / s.distribution().alpha0() + 1 / cap.limit();
        assertEquals(inverse, 1 / capped.alpha0(), 1e-14 * inverse);
        assertTrue(capped.alpha0() <= cap.limit() && capped.alpha0() <= s.distribution().alpha0());
    }

    @Property(seed = "77")
    void gradientThroughTheCapIsItsSlope(@Extreme Setting s, @ForAll("caps") ConcentrationCap cap) {
        double[] weights = Arrays.stream(s.z()).map(Math::abs).toArray();
        Slopes.assertGradientInConcentrations(alpha -> {
            double[] capped = cap.apply(alpha);
            double sum = 0;
            for (int k = 0; k < capped.length; k++) {
                sum += weights[k] * capped[k];
            }
            return sum;
        }, s.alpha(), cap.gradient(s.alpha(), weights));
    }

    @Property(seed = "78")
    void noCapChangesNothing(@Extreme Setting s) {
        assertArrayEquals(s.alpha(), ConcentrationCap.NONE.apply(s.alpha()));
        assertArrayEquals(s.z(), ConcentrationCap.NONE.gradient(s.alpha(), s.z()));
    }

    @Provide
    Arbitrary<Link> links() {
        return Arbitraries.of(Link.exp(), Link.unclampedExp(), Link.softplus(), Link.onePlusSoftplus(),
                new Link.Exp(-1, 2), new Link.SoftplusPlus(0.1));
    }

    @Provide
    Arbitrary<ConcentrationCap> caps() {
        return Arbitraries.oneOf(Arbitraries.just(ConcentrationCap.NONE), Settings.decimals(-1, 3).map(ConcentrationCap::new));
    }

    @Provide
    Arbitrary<Double> logits() {
        return Settings.logits();
    }
}
