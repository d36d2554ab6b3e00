package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.DirichletSampler;
import org.prosodia.dirichlet.Link;

/** Identities that hold for every pair, on random ones of 1 to 12 frames. */
class DpoPropertyTest {

    private static final List<PreferenceLoss> LOSSES = List.of(PreferenceLoss.sigmoid(0.5), new PreferenceLoss.Sigmoidal(0.3, 0.1),
            new PreferenceLoss.Robust(0.4, 0.2), new PreferenceLoss.Ipo(0.5));

    @Property(seed = "1")
    void policyEqualToItsReferenceCostsLogTwo(@ForAll("pairs") PreferencePair pair, @ForAll Reduction reduction) {
        PreferencePair equal = new PreferencePair(pair.policyChosen(), pair.policyRejected(), pair.policyChosen(), pair.policyRejected(),
                pair.valid());
        assertEquals(Math.log(2), new DpoLoss(PreferenceLoss.sigmoid(0.5), reduction).value(equal), 1e-15);
    }

    @Property(seed = "2")
    void swappingTheSequencesNegatesTheMargin(@ForAll("pairs") PreferencePair pair, @ForAll Reduction reduction) {
        PreferencePair swapped = new PreferencePair(pair.policyRejected(), pair.policyChosen(), pair.referenceRejected(),
                pair.referenceChosen(), pair.valid());
        DpoLoss dpo = new DpoLoss(PreferenceLoss.sigmoid(0.5), reduction);
        assertEquals(-dpo.margin(pair), dpo.margin(swapped), 1e-13);
        if (reduction != Reduction.FRAME) {
            // −log σ(x) + log σ(−x) = −x
            assertEquals(-0.5 * dpo.margin(pair), dpo.value(pair) - dpo.value(swapped), 1e-12);
        }
    }

    @Property(seed = "3")
    void gradientIsTheSlopeAndItsNegativeThatOfTheRejected(@ForAll("pairs") PreferencePair pair, @ForAll Reduction reduction) {
        double h = 1e-5;
        for (PreferenceLoss loss : LOSSES) {
            DpoLoss dpo = new DpoLoss(loss, reduction);
            double[] gradient = dpo.gradient(pair);
            for (int t = 0; t < pair.length(); t++) {
                double chosen = (dpo.value(moved(pair, t, h, 0)) - dpo.value(moved(pair, t, -h, 0))) / (2 * h);
                double rejected = (dpo.value(moved(pair, t, 0, h)) - dpo.value(moved(pair, t, 0, -h))) / (2 * h);
                assertEquals(chosen, gradient[t], 1e-7 * (1 + Math.abs(chosen)));
                assertEquals(-rejected, gradient[t], 1e-7 * (1 + Math.abs(rejected)));
            }
        }
    }

    @Property(seed = "4")
    void lossOfMarginsIsAtMostTheMeanOfTheLossesOfFrames(@ForAll("pairs") PreferencePair pair) {
        // −log σ is convex (Jensen).
        PreferenceLoss loss = PreferenceLoss.sigmoid(0.5);
        assertTrue(new DpoLoss(loss, Reduction.MEAN).value(pair) <= new DpoLoss(loss, Reduction.FRAME).value(pair) + 1e-13);
    }

    @Property(seed = "5")
    void reductionsAgreeOnOneFrame(@ForAll("frames") PreferencePair frame) {
        PreferenceLoss loss = PreferenceLoss.sigmoid(0.5);
        double expected = new DpoLoss(loss, Reduction.FRAME).value(frame);
        assertEquals(expected, new DpoLoss(loss, Reduction.MEAN).value(frame));
        assertEquals(expected, new DpoLoss(loss, Reduction.SUM).value(frame));
    }

    @Property(seed = "6")
    void rewardMarginIsBetaTimesTheMargin(@ForAll("pairs") PreferencePair pair, @ForAll Reduction reduction) {
        DpoLoss dpo = new DpoLoss(PreferenceLoss.sigmoid(0.5), reduction);
        DpoMetrics metrics = DpoMetrics.of(dpo, pair, new double[pair.length()], new double[pair.length()]);
        assertEquals(0.5 * dpo.margin(pair), metrics.rewardsMargins(), 1e-12);
        assertEquals(metrics.rewardsMargins() > 0 ? 1 : 0, metrics.rewardsAccuracies());
    }

    @Property(seed = "7")
    void digammasCancelInTheGradientOfADirichletMargin(@ForAll Random random) {
        double[] z = random.doubles(6, -3, 3).toArray();
        Dirichlet flat = Dirichlet.of(1, 1, 1, 1, 1, 1);
        double[] chosen = DirichletSampler.sample(flat, random);
        double[] rejected = DirichletSampler.sample(flat, random);
        for (Link link : List.of(Link.exp(), Link.softplus(), Link.onePlusSoftplus())) {
            DirichletLikelihood likelihood = new DirichletLikelihood(link);
            double[] towards = likelihood.logDensityGradient(z, chosen);
            double[] away = likelihood.logDensityGradient(z, rejected);
            for (int k = 0; k < 6; k++) {
                double expected = link.derivative(z[k]) * (Math.log(chosen[k]) - Math.log(rejected[k]));
                assertEquals(expected, towards[k] - away[k], 1e-12 * (1 + Math.abs(towards[k]) + Math.abs(away[k])));
            }
        }
    }

    @Provide
    Arbitrary<PreferencePair> pairs() {
        return pairs(12);
    }

    @Provide
    Arbitrary<PreferencePair> frames() {
        return pairs(1);
    }

    private static Arbitrary<PreferencePair> pairs(int maxFrames) {
        return Combinators.combine(Arbitraries.integers().between(1, maxFrames), Arbitraries.longs()).as((frames, seed) -> {
            Random random = new Random(seed);
            boolean[] valid = new boolean[frames];
            for (int t = 0; t < frames; t++) {
                valid[t] = t == 0 || random.nextInt(4) > 0;
            }
            return new PreferencePair(random.doubles(frames, -5, 5).toArray(), random.doubles(frames, -5, 5).toArray(),
                    random.doubles(frames, -5, 5).toArray(), random.doubles(frames, -5, 5).toArray(), valid);
        });
    }

    private static PreferencePair moved(PreferencePair pair, int t, double chosen, double rejected) {
        double[] policyChosen = pair.policyChosen().clone();
        double[] policyRejected = pair.policyRejected().clone();
        policyChosen[t] += chosen;
        policyRejected[t] += rejected;
        return new PreferencePair(policyChosen, policyRejected, pair.referenceChosen(), pair.referenceRejected(), pair.valid());
    }
}
