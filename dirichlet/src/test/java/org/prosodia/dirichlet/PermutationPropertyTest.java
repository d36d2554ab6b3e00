package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.prosodia.dirichlet.Row.assertClose;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Property;
import org.prosodia.dirichlet.Settings.Extreme;
import org.prosodia.dirichlet.Settings.Moderate;
import org.prosodia.tensor.math.Trigamma;

/** The order of the emotions is a convention: scalars do not depend on it, and vectors follow it. */
class PermutationPropertyTest {

    @Property(seed = "11")
    void ofTheDensity(@Extreme Setting s) {
        Setting t = s.reordered();
        double[] y = follow(s, s.y());
        assertClose(s.distribution().logDensity(s.y()), t.distribution().logDensity(y), 4e-14);
        assertClose(follow(s, s.distribution().logDensityGradient(s.y())), t.distribution().logDensityGradient(y), 4e-14);
        assertFollows(s, s.distribution().hessianVectorProduct(s.z()), t.distribution().hessianVectorProduct(t.z()), t.z());
    }

    @Property(seed = "12")
    void ofTheMoments(@Extreme Setting s) {
        Setting t = s.reordered();
        assertClose(follow(s, s.distribution().mean()), t.distribution().mean(), 1e-15);
        assertClose(follow(s, s.distribution().variance()), t.distribution().variance(), 1e-15);
        assertEquals(s.distribution().alpha0(), t.distribution().alpha0(), 1e-15 * t.distribution().alpha0());
        assertEquals(s.distribution().mode().isPresent(), t.distribution().mode().isPresent());
        s.distribution().mode().ifPresent(mode -> assertClose(follow(s, mode), t.distribution().mode().orElseThrow(), 1e-15));
    }

    @Property(seed = "13")
    void ofEntropyAndDivergence(@Extreme Setting s) {
        Setting t = s.reordered();
        assertClose(s.distribution().entropy(), t.distribution().entropy(), 4e-14);
        assertClose(follow(s, s.distribution().entropyGradient()), t.distribution().entropyGradient(), 4e-14);
        assertClose(s.distribution().klDivergence(s.other()), t.distribution().klDivergence(t.other()), 2e-12);
        assertFollows(s, s.distribution().klDivergenceGradient(s.other()), t.distribution().klDivergenceGradient(t.other()),
                Slopes.moved(t.alpha(), t.beta(), -1));
    }

    @Property(seed = "14")
    void ofVotes(@Extreme Setting s) {
        Setting t = s.reordered();
        assertClose(DirichletMultinomial.logProbability(s.distribution(), s.votes()),
                DirichletMultinomial.logProbability(t.distribution(), t.votes()), 1e-13);
        assertClose(follow(s, DirichletMultinomial.logProbabilityGradient(s.distribution(), s.votes())),
                DirichletMultinomial.logProbabilityGradient(t.distribution(), t.votes()), 1e-13);
    }

    @Property(seed = "15")
    void ofTheLosses(@Moderate Setting s) {
        Setting t = s.reordered();
        double[] y = follow(s, s.y());
        DirichletLikelihood likelihood = new DirichletLikelihood(Link.exp(), new ConcentrationCap(20));
        assertClose(likelihood.loss(s.z(), s.y()), likelihood.loss(t.z(), y), 4e-14);
        assertClose(follow(s, likelihood.lossGradient(s.z(), s.y())), likelihood.lossGradient(t.z(), y), 1e-13);
        assertClose(CrossEntropy.loss(s.z(), s.y()), CrossEntropy.loss(t.z(), y), 1e-14);
        assertClose(follow(s, CrossEntropy.lossGradient(s.z(), s.y())), CrossEntropy.lossGradient(t.z(), y), 1e-14);
    }

    @Property(seed = "16")
    void ofSmoothedTargets(@Moderate Setting s) {
        assertArrayEquals(follow(s, Simplex.smooth(s.y(), 0.1)), Simplex.smooth(follow(s, s.y()), 0.1));
    }

    /** Both are products of the Hessian with a vector v, of which the terms ψ′(α_k) v_k and ψ′(α_0) Σ_j v_j may cancel. */
    private static void assertFollows(Setting s, double[] product, double[] reordered, double[] v) {
        double[] expected = follow(s, product);
        double[] alpha = s.reordered().alpha();
        for (int k = 0; k < alpha.length; k++) {
            assertEquals(expected[k], reordered[k], 4e-14 * (1 + Math.abs(expected[k]) + Math.abs(v[k]) * Trigamma.value(alpha[k])));
        }
    }

    /** The vector in the order that the reordered setting has. */
    private static double[] follow(Setting s, double[] vector) {
        List<Integer> order = IntStream.range(0, s.size()).boxed()
                .sorted(Comparator.comparingInt(k -> s.categories().get(k).rank())).toList();
        return order.stream().mapToDouble(k -> vector[k]).toArray();
    }
}
