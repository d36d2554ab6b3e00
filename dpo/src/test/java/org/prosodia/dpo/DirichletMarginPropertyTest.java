package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.Link;

/** From logits to the margin of a Dirichlet policy. */
class DirichletMarginPropertyTest {

    /** One frame: what the network says, and two points of the simplex given by weights. */
    record Frame(List<Double> logits, List<Double> chosenWeights, List<Double> rejectedWeights) {
        double[] z() {
            return logits.stream().mapToDouble(v -> v).toArray();
        }

        double[] chosen() {
            return normalized(chosenWeights);
        }

        double[] rejected() {
            return normalized(rejectedWeights);
        }

        private static double[] normalized(List<Double> weights) {
            double sum = weights.stream().mapToDouble(w -> w).sum();
            return weights.stream().mapToDouble(w -> w / sum).toArray();
        }
    }

    /** ∂ margin / ∂z_k = g′(z_k) (log y_w,k − log y_l,k). */
    @Property(seed = "1")
    void digammasCancelInTheGradient(@ForAll("frames") Frame frame, @ForAll("links") Link link) {
        double[] z = frame.z();
        DirichletLikelihood likelihood = new DirichletLikelihood(link);
        double[] towards = likelihood.logDensityGradient(z, frame.chosen());
        double[] away = likelihood.logDensityGradient(z, frame.rejected());
        for (int k = 0; k < z.length; k++) {
            double expected = link.derivative(z[k]) * (Math.log(frame.chosen()[k]) - Math.log(frame.rejected()[k]));
            assertEquals(expected, towards[k] - away[k], 1e-12 * (1 + Math.abs(towards[k]) + Math.abs(away[k])));
        }
    }

    /** The normalising constants cancel as well: margin of the policy = Σ (α_k − 1) (log y_w,k − log y_l,k). */
    @Property(seed = "2")
    void normalisingConstantsCancelInTheMargin(@ForAll("frames") Frame frame, @ForAll("links") Link link) {
        DirichletLikelihood likelihood = new DirichletLikelihood(link);
        double[] z = frame.z();
        double expected = 0;
        for (int k = 0; k < z.length; k++) {
            expected += (link.value(z[k]) - 1) * (Math.log(frame.chosen()[k]) - Math.log(frame.rejected()[k]));
        }
        double chosen = likelihood.logDensity(z, frame.chosen());
        double rejected = likelihood.logDensity(z, frame.rejected());
        PreferencePair pair = new PreferencePair(new double[] {chosen}, new double[] {rejected}, new double[1], new double[1],
                new boolean[] {true});
        assertEquals(expected, pair.margin(0), 1e-12 * (1 + Math.abs(chosen) + Math.abs(rejected)));
    }

    /** What the network says of one emotion moves the loss as far as it says: the whole chain against central differences. */
    @Property(seed = "3")
    void theGradientReachesTheLogits(@ForAll("frames") Frame frame, @ForAll("links") Link link, @ForAll Reduction reduction) {
        DpoLoss dpo = new DpoLoss(PreferenceLoss.sigmoid(0.5), reduction);
        DirichletLikelihood likelihood = new DirichletLikelihood(link);
        double[] z = frame.z();
        double[] towards = likelihood.logDensityGradient(z, frame.chosen());
        double[] away = likelihood.logDensityGradient(z, frame.rejected());
        double upstream = dpo.gradient(pair(likelihood, z, frame))[0];
        double h = 1e-5;
        for (int k = 0; k < z.length; k++) {
            double[] above = z.clone();
            double[] below = z.clone();
            above[k] += h;
            below[k] -= h;
            double slope = (dpo.value(pair(likelihood, above, frame)) - dpo.value(pair(likelihood, below, frame))) / (2 * h);
            assertEquals(slope, upstream * (towards[k] - away[k]), 1e-6 * (1 + Math.abs(slope)));
        }
    }

    private static PreferencePair pair(DirichletLikelihood policy, double[] z, Frame frame) {
        DirichletLikelihood reference = new DirichletLikelihood(Link.softplus());
        double[] flat = new double[z.length];
        return new PreferencePair(new double[] {policy.logDensity(z, frame.chosen())},
                new double[] {policy.logDensity(z, frame.rejected())}, new double[] {reference.logDensity(flat, frame.chosen())},
                new double[] {reference.logDensity(flat, frame.rejected())}, new boolean[] {true});
    }

    @Provide
    Arbitrary<Frame> frames() {
        return Arbitraries.integers().between(2, 6).flatMap(k -> {
            Arbitrary<List<Double>> logits = Arbitraries.doubles().between(-2.9, 2.9).list().ofSize(k);
            Arbitrary<List<Double>> weights = Arbitraries.doubles().between(0.01, 1).shrinkTowards(1).list().ofSize(k);
            return Combinators.combine(logits, weights, weights).as(Frame::new);
        });
    }

    @Provide
    Arbitrary<Link> links() {
        return Arbitraries.of(Link.exp(), Link.softplus(), Link.onePlusSoftplus());
    }
}
