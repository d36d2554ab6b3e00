package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertIsSum;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Assume;
import net.jqwik.api.Property;
import org.prosodia.dirichlet.Setting.Category;
import org.prosodia.dirichlet.Settings.Extreme;
import org.prosodia.dirichlet.Settings.Moderate;

/** Extreme concentrations, and points at the edge of the simplex: infinite where the mathematics is, and nowhere else. */
class EdgePropertyTest {

    @Property(seed = "61")
    void everythingIsFiniteInsideTheSimplex(@Extreme Setting s) {
        Dirichlet distribution = s.distribution();
        assertFinite(distribution.logDensity(s.y()), distribution.entropy(), distribution.klDivergence(s.other()),
                DirichletMultinomial.logProbability(distribution, s.votes()));
        assertFinite(distribution.logDensityGradient(s.y()));
        assertFinite(distribution.entropyGradient());
        assertFinite(distribution.klDivergenceGradient(s.other()));
        assertFinite(DirichletMultinomial.logProbabilityGradient(distribution, s.votes()));
    }

    /** y_k^(α_k − 1) at y_k = 0 is 0 for α_k > 1 and infinite for α_k < 1. */
    @Property(seed = "62")
    void densityWhereAShareVanishesIsZeroOrInfinite(@Extreme Setting s) {
        Setting edge = s.withWeight(0, 0);
        double alpha = s.alpha()[0];
        Assume.that(alpha != 1);
        assertEquals(alpha > 1 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY, s.distribution().logDensity(edge.y()));
    }

    /** Two shares vanish: one tells the limit where both agree, and there is none where one power is 0 and the other infinite. */
    @Property(seed = "63")
    void densityWhereTwoSharesVanishIsTheirCommonLimit(@Extreme Setting s) {
        Assume.that(s.size() > 2 && s.alpha()[0] != 1 && s.alpha()[1] != 1);
        Setting edge = s.withWeight(0, 0).withWeight(1, 0);
        boolean zero = s.alpha()[0] > 1;
        double common = zero ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        assertEquals(zero == s.alpha()[1] > 1 ? common : Double.NaN, s.distribution().logDensity(edge.y()));
    }

    /** With α_1 = 1 the density does not see y_1, and at y_1 = 0 is that of the rest times Γ(α_0) / Γ(α_0 − 1) = α_0 − 1. */
    @Property(seed = "64")
    void densityWhereAFlatShareVanishesIsThatOfTheRest(@Moderate Setting s) {
        Assume.that(s.size() > 2);
        List<Category> categories = new ArrayList<>(s.withWeight(0, 0).categories());
        categories.set(0, new Category(1, 1, 0, 0, 0, 0));
        Setting flat = new Setting(categories);
        Setting rest = new Setting(categories.subList(1, categories.size()));
        assertIsSum(flat.distribution().logDensity(flat.y()), 1e-13,
                rest.distribution().logDensity(rest.y()), Math.log(rest.distribution().alpha0()));
    }

    /** ∂ log Dir / ∂α_k = ψ(α_0) − ψ(α_k) + log y_k: only the slope along a share that is 0 is infinite. */
    @Property(seed = "65")
    void gradientIsInfiniteOnlyAlongSharesThatVanish(@Extreme Setting s) {
        double[] gradient = s.distribution().logDensityGradient(s.withWeight(0, 0).y());
        assertEquals(Double.NEGATIVE_INFINITY, gradient[0]);
        assertFinite(Arrays.copyOfRange(gradient, 1, gradient.length));
    }

    @Property(seed = "66")
    void gradientOfTheUncappedLossIsInfiniteOnlyAlongSharesThatVanish(@Moderate Setting s) {
        double[] gradient = new DirichletLikelihood(Link.softplus()).lossGradient(s.z(), s.withWeight(0, 0).y());
        assertEquals(Double.POSITIVE_INFINITY, gradient[0]);
        assertFinite(Arrays.copyOfRange(gradient, 1, gradient.length));
    }

    @Property(seed = "67")
    void smoothedTargetsAreOffTheEdge(@Extreme Setting s) {
        double[] smoothed = Simplex.smooth(s.withWeight(0, 0).y(), 0.05);
        assertEquals(1, Arrays.stream(smoothed).sum(), 1e-14);
        assertTrue(Arrays.stream(smoothed).allMatch(share -> share >= 0.05 / s.size() && share <= 1));
        assertFinite(s.distribution().logDensity(smoothed));
    }

    private static void assertFinite(double... values) {
        assertTrue(Arrays.stream(values).allMatch(Double::isFinite), () -> Arrays.toString(values));
    }
}
