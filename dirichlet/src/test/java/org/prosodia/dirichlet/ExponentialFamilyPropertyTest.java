package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertClose;

import java.util.Arrays;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.prosodia.dirichlet.Settings.Extreme;
import org.prosodia.dirichlet.Settings.Moderate;

/**
 * The Dirichlet distribution is an exponential family with the natural parameter α and the statistics log y: with the log-normaliser
 * {@code A(α) = ln B(α)}, {@code −log Dir(y; α) = A(α) − Σ_k (α_k − 1) log y_k}. So the loss is convex in α, and entropy, divergences and
 * all their gradients follow from A. Here each is computed from the others.
 */
class ExponentialFamilyPropertyTest {

    /** Jensen: −log Dir(y; λα + (1 − λ)β) ≤ −λ log Dir(y; α) − (1 − λ) log Dir(y; β). */
    @Property(seed = "41")
    void lossIsConvex(@Extreme Setting s, @ForAll @DoubleRange(min = 0, max = 1) double lambda) {
        double[] between = new double[s.size()];
        for (int k = 0; k < between.length; k++) {
            between[k] = lambda * s.alpha()[k] + (1 - lambda) * s.beta()[k];
        }
        double first = -lambda * s.distribution().logDensity(s.y());
        double second = -(1 - lambda) * s.other().logDensity(s.y());
        double middle = -Dirichlet.of(between).logDensity(s.y());
        assertTrue(middle <= first + second + 4e-14 * (1 + Math.abs(first) + Math.abs(second)), () -> middle + " > " + (first + second));
    }

    /** Away from the ends, and for distributions that differ, strictly. */
    @Property(seed = "42")
    void lossIsStrictlyConvex(@Moderate Setting s) {
        Assume.that(apart(s));
        double[] middle = Slopes.moved(s.alpha(), difference(s.beta(), s.alpha()), 0.5);
        double mean = (s.distribution().logDensity(s.y()) + s.other().logDensity(s.y())) / 2;
        assertTrue(Dirichlet.of(middle).logDensity(s.y()) > mean);
    }

    /** The gradient is monotone, (∇L(α) − ∇L(β)) · (α − β) ≥ 0; that product is KL(α ‖ β) + KL(β ‖ α). */
    @Property(seed = "43")
    void gradientIsMonotoneByTheSymmetricDivergence(@Moderate Setting s) {
        double[] change = Slopes.moved(s.other().logDensityGradient(s.y()), s.distribution().logDensityGradient(s.y()), -1);
        double symmetric = s.distribution().klDivergence(s.other()) + s.other().klDivergence(s.distribution());
        assertIsLinear(symmetric, 1e-12, change, difference(s.alpha(), s.beta()));
        assertTrue(symmetric > 0 || !apart(s));
    }

    /** KL(α ‖ β) = A(β) − A(α) − ∇A(α) · (β − α), how far A lies above its tangent; y drops out. */
    @Property(seed = "44")
    void divergenceIsHowFarTheLossLiesAboveItsTangent(@Extreme Setting s) {
        assertIsLinear(s.distribution().klDivergence(s.other()), 1e-12,
                s.distribution().logDensityGradient(s.y()), difference(s.beta(), s.alpha()),
                s.distribution().logDensity(s.y()), -s.other().logDensity(s.y()));
    }

    /** H(α) = −log Dir(y; α) + Σ_k (α_k − 1) (log y_k − E log y_k): the loss, moved from y to the mean of log y. */
    @Property(seed = "45")
    void entropyIsTheMeanLoss(@Extreme Setting s) {
        assertIsLinear(s.distribution().entropy(), 4e-14,
                s.distribution().logDensityGradient(s.y()), difference(s.alpha(), ones(s)), -s.distribution().logDensity(s.y()));
    }

    /** −E log Dir(y; β) for y from Dir(α), in the same way. */
    @Property(seed = "46")
    void crossEntropyIsTheMeanLossOfTheOther(@Extreme Setting s) {
        assertIsLinear(s.distribution().crossEntropy(s.other()), 1e-12,
                s.distribution().logDensityGradient(s.y()), difference(s.beta(), ones(s)), -s.other().logDensity(s.y()));
    }

    /** ∇H(α) = −∇²A(α) (α − 1): the most spread-out distribution is the flat one. */
    @Property(seed = "47")
    void gradientOfTheEntropyIsTheHessianTimesTheWayFromTheFlat(@Moderate Setting s) {
        assertClose(s.distribution().hessianVectorProduct(difference(s.alpha(), ones(s))), s.distribution().entropyGradient(), 1e-12);
    }

    /** ∇_α KL(α ‖ β) = ∇²A(α) (α − β). */
    @Property(seed = "48")
    void gradientOfTheDivergenceIsTheHessianTimesTheWayFromTheOther(@Moderate Setting s) {
        assertClose(s.distribution().hessianVectorProduct(difference(s.beta(), s.alpha())),
                s.distribution().klDivergenceGradient(s.other()), 1e-12);
    }

    /** KL(α ‖ α + εv) = ½ ε² vᵀ ∇²A(α) v + O(ε³): the Fisher information is the negative Hessian. */
    @Property(seed = "49")
    void nearbyDistributionsDivergeByTheFisherInformation(@Moderate Setting s) {
        double[] v = s.categories().stream().mapToDouble(c -> c.alpha() * c.z() / 8).toArray();
        double[] product = s.distribution().hessianVectorProduct(v);
        double information = 0;
        for (int k = 0; k < v.length; k++) {
            information -= v[k] * product[k];
        }
        double epsilon = 1e-4;
        double above = s.distribution().klDivergence(Dirichlet.of(Slopes.moved(s.alpha(), v, epsilon)));
        double below = s.distribution().klDivergence(Dirichlet.of(Slopes.moved(s.alpha(), v, -epsilon)));
        // The cubic terms of the two cancel.
        assertEquals(information, (above + below) / (epsilon * epsilon), 1e-5 * (1 + information));
    }

    /** value = Σ_k gradient_k way_k + Σ constants, up to the rounding of each term: gradients are exact to 2·10^−14 of 1 + |gradient|. */
    private static void assertIsLinear(double value, double bound, double[] gradient, double[] way, double... constants) {
        double sum = Arrays.stream(constants).sum();
        double scale = 1 + Arrays.stream(constants).map(Math::abs).sum();
        for (int k = 0; k < way.length; k++) {
            sum += gradient[k] * way[k];
            scale += (1 + Math.abs(gradient[k])) * Math.abs(way[k]);
        }
        assertEquals(sum, value, bound * scale);
    }

    private static double[] difference(double[] to, double[] from) {
        return Slopes.moved(to, from, -1);
    }

    private static double[] ones(Setting s) {
        double[] ones = new double[s.size()];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Whether some concentration differs by more than a tenth. */
    private static boolean apart(Setting s) {
        return s.categories().stream().anyMatch(c -> Math.abs(Math.log(c.alpha() / c.beta())) > 0.1);
    }
}
