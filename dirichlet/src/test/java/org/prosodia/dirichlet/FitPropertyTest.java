package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.prosodia.dirichlet.Settings.Moderate;

/** What holds of the two fits whatever the data are, and how close to the truth they come. */
class FitPropertyTest {

    /**
     * Data to fit to, drawn anew from their seed.
     *
     * @param count of points, or of items that were voted on
     */
    record Data(List<Double> alpha, int count, long seed) {

        Dirichlet distribution() {
            return Dirichlet.of(alpha.stream().mapToDouble(a -> a).toArray());
        }

        double[][] logs() {
            Random random = new Random(seed);
            return Stream.generate(() -> DirichletSampler.sampleLog(distribution(), random)).limit(count).toArray(double[][]::new);
        }

        int[][] votes() {
            return Votes.draw(distribution(), count, 12, seed);
        }
    }

    /** Wilks: twice the gain of likelihood over the truth, here 2 N KL, is distributed as χ² with K degrees of freedom. */
    @Property(seed = "121", tries = 50)
    void fitToPointsIsAsCloseToTheTruthAsChance(@ForAll("samples") Data data) {
        Dirichlet fit = DirichletFit.fitLogs(data.logs());
        double statistic = 2 * data.count * fit.klDivergence(data.distribution());
        double p = 1 - new ChiSquaredDistribution(null, data.alpha.size()).cumulativeProbability(statistic);
        assertTrue(p > 1e-5, () -> fit + " with p = " + p);
    }

    /** The mean of the gradient vanishes at the maximum, up to the last Newton step. */
    @Property(seed = "122", tries = 50)
    void meanScoreVanishesAtTheFitToPoints(@ForAll("samples") Data data) {
        Dirichlet fit = DirichletFit.fitLogs(data.logs());
        double[] score = new double[fit.size()];
        // ∂ log Dir / ∂α_k = log y_k − E log y_k: at y the mean of the fit, which gives E log y_k.
        double[] mean = fit.mean();
        double[] gradient = fit.logDensityGradient(mean);
        for (double[] log : data.logs()) {
            for (int k = 0; k < score.length; k++) {
                score[k] += (gradient[k] - Math.log(mean[k]) + log[k]) / data.count;
            }
        }
        for (int k = 0; k < score.length; k++) {
            assertEquals(0, relativeStep(fit, k, score[k]), 1e-6);
        }
    }

    /** One point has no spread: its largest share meets the upper bound, and the score vanishes along the shares that meet none. */
    @Property(seed = "125")
    void fitToOnePointIsTheMaximumWithinTheBounds(@Moderate Setting s) {
        Dirichlet fit = DirichletFit.fit(new double[][] {s.y()});
        double[] score = fit.logDensityGradient(s.y());
        assertEquals(1e6, Arrays.stream(fit.alpha()).max().orElseThrow());
        for (int k = 0; k < score.length; k++) {
            double step = relativeStep(fit, k, score[k]);
            assertTrue(Math.abs(step) < 1e-5 || step > 0 && fit.alpha()[k] == 1e6, () -> fit + " would go on by " + step);
        }
    }

    /** How far a score would still move α_k, relative to it: by Newton's method in this coordinate alone. */
    private static double relativeStep(Dirichlet fit, int k, double score) {
        double curvature = -fit.hessianVectorProduct(Simplex.oneHot(k, fit.size()))[k];
        return score / curvature / fit.alpha()[k];
    }

    @Property(seed = "123", tries = 30)
    void fitsSeeNeitherTheOrderOfTheDataNorHowOftenTheyAreRepeated(@ForAll("samples") Data data) {
        double[][] logs = data.logs();
        double[] fit = DirichletFit.fitLogs(logs).alpha();
        assertRelative(fit, DirichletFit.fitLogs(twiceReversed(logs)).alpha(), 1e-6);
        int[][] votes = data.votes();
        double[] voted = DirichletMultinomial.fit(votes).alpha();
        assertRelative(voted, DirichletMultinomial.fit(twiceReversed(votes)).alpha(), 1e-4);
    }

    /** Moving any concentration of the fit makes the votes no more likely, and nor does the truth. */
    @Property(seed = "124", tries = 30)
    void fitToVotesIsAMaximum(@ForAll("samples") Data data) {
        int[][] votes = data.votes();
        Dirichlet fit = DirichletMultinomial.fit(votes);
        double best = logLikelihood(fit, votes);
        List<Dirichlet> others = new ArrayList<>(List.of(data.distribution()));
        for (double factor : new double[] {0.9, 0.99, 1.01, 1.1}) {
            for (int k = 0; k < fit.size(); k++) {
                double[] moved = fit.alpha();
                moved[k] = Math.clamp(moved[k] * factor, 1e-6, 1e6);
                others.add(Dirichlet.of(moved));
            }
        }
        for (Dirichlet other : others) {
            assertTrue(logLikelihood(other, votes) <= best + 1e-9 * (1 + Math.abs(best)), () -> other + " is better than " + fit);
        }
    }

    private static double logLikelihood(Dirichlet distribution, int[][] votes) {
        return Arrays.stream(votes).mapToDouble(row -> DirichletMultinomial.logProbability(distribution, row)).sum();
    }

    private static <T> T[] twiceReversed(T[] data) {
        T[] result = Arrays.copyOf(data, 2 * data.length);
        for (int i = 0; i < data.length; i++) {
            result[data.length - 1 - i] = data[i];
            result[data.length + i] = data[i];
        }
        return result;
    }

    private static void assertRelative(double[] expected, double[] actual, double bound) {
        for (int k = 0; k < expected.length; k++) {
            assertTrue(Math.abs(actual[k] / expected[k] - 1) <= bound,
                    () -> "expected " + Arrays.toString(expected) + " but was " + Arrays.toString(actual));
        }
    }

    @Provide
    Arbitrary<Data> samples() {
        return Combinators.combine(Settings.decimals(-2, 1).list().ofMinSize(2).ofMaxSize(6), Arbitraries.integers().between(300, 600),
                Arbitraries.longs()).as(Data::new);
    }
}
