package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.special.Beta;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.ChiSquareTest;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletSamplerTest {

    private static final int DRAWS = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1, 1.5, 20, 1e4})
    void gammaVariablesFollowTheirDistribution(double shape) {
        Random random = new Random(1);
        double[] draws = random.doubles(DRAWS).map(unused -> Math.exp(DirichletSampler.logGamma(shape, random))).toArray();
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new GammaDistribution(null, shape, 1), draws);
        assertTrue(p > 1e-3, () -> "Kolmogorov–Smirnov p = " + p);
        // Within five standard errors; the fourth central moment is 3 shape² + 6 shape.
        assertEquals(shape, StatUtils.mean(draws), 5 * Math.sqrt(shape / DRAWS));
        assertEquals(shape, StatUtils.variance(draws), 5 * Math.sqrt((2 * shape * shape + 6 * shape) / DRAWS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1 1", "0.1 0.5 3", "40 2 0.01", "2e4 1e4 5e3"})
    void meanVarianceAndMeanLogarithmMatchTheirFormulas(@ConvertWith(Row.class) double[] alpha) {
        Dirichlet distribution = Dirichlet.of(alpha);
        Random random = new Random(2);
        double[] mean = new double[alpha.length];
        double[] square = new double[alpha.length];
        double[] meanScore = new double[alpha.length];
        for (int i = 0; i < DRAWS; i++) {
            double[] logs = DirichletSampler.sampleLog(distribution, random);
            for (int k = 0; k < alpha.length; k++) {
                double y = Math.exp(logs[k]);
                mean[k] += y / DRAWS;
                square[k] += y * y / DRAWS;
                meanScore[k] += logs[k] / DRAWS;
            }
        }
        for (int k = 0; k < alpha.length; k++) {
            double variance = distribution.variance()[k];
            assertEquals(distribution.mean()[k], mean[k], 5 * Math.sqrt(variance / DRAWS));
            assertEquals(variance, square[k] - mean[k] * mean[k], 0.15 * variance);
            // E[log y_k] = ψ(α_k) − ψ(α_0), with variance ψ′(α_k) − ψ′(α_0): what the Hessian holds.
            double spread = -distribution.hessianVectorProduct(Simplex.oneHot(k, alpha.length))[k];
            double[] score = distribution.logDensityGradient(distribution.mean());
            double expected = Math.log(distribution.mean()[k]) - score[k];
            assertEquals(expected, meanScore[k], 5 * Math.sqrt(spread / DRAWS));
        }
    }

    @Test
    void logarithmsStayFiniteWhereSharesUnderflow() {
        Random random = new Random(3);
        Dirichlet distribution = Dirichlet.of(1e-6, 1e-6, 1e-6);
        for (int i = 0; i < 1000; i++) {
            double sum = 0;
            for (double log : DirichletSampler.sampleLog(distribution, random)) {
                assertTrue(Double.isFinite(log) && log <= 1e-12);
                sum += Math.exp(log);
            }
            assertEquals(1, sum, 1e-12);
        }
    }

    /** The first categories as one against the rest: that share is Beta distributed. */
    @ParameterizedTest
    @CsvSource({"1 1 1, 1", "0.3 2 5, 1", "0.3 2 5, 2", "1e-3 2e-3, 1", "1e-3 1e-3 1e-3, 2", "1e-3 1 1e4, 1", "1e-3 1 1e4, 2",
        "1e4 2e4, 1", "1e4 1e4 1e4, 2"})
    void sumsOfSharesFollowTheBetaDistribution(@ConvertWith(Row.class) double[] alpha, int merged) {
        double[] first = Arrays.copyOf(alpha, merged);
        double[] rest = Arrays.copyOfRange(alpha, merged, alpha.length);
        Random random = new Random(5);
        double[] quantiles = new double[2000];
        for (int i = 0; i < quantiles.length; i++) {
            double[] logs = DirichletSampler.sampleLog(Dirichlet.of(alpha), random);
            quantiles[i] = betaQuantile(Arrays.stream(first).sum(), Arrays.stream(rest).sum(),
                    CrossEntropy.logSumExp(Arrays.copyOf(logs, merged)),
                    CrossEntropy.logSumExp(Arrays.copyOfRange(logs, merged, alpha.length)));
        }
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new UniformRealDistribution(null, 0, 1), quantiles);
        assertTrue(p > 1e-3, () -> "Kolmogorov–Smirnov p = " + p);
    }

    /** The distribution function of Beta(a, b) at x, from ln x and ln(1 − x): near 0 it is x^a / (a B(a, b)), however small x is. */
    private static double betaQuantile(double a, double b, double logX, double logRest) {
        if (logX > logRest) {
            return 1 - betaQuantile(b, a, logRest, logX);
        }
        return logX > -30
                ? new BetaDistribution(null, a, b).cumulativeProbability(Math.exp(logX))
                : Math.exp(a * logX - Math.log(a) - Beta.logBeta(a, b));
    }

    /** Neutrality: how the first two shares split says nothing of their sum. */
    @ParameterizedTest
    @ValueSource(strings = {"1 1 1", "0.3 2 5", "20 10 15"})
    void splitOfASumIsIndependentOfTheSum(@ConvertWith(Row.class) double[] alpha) {
        BetaDistribution sum = new BetaDistribution(null, alpha[0] + alpha[1], alpha[2]);
        BetaDistribution split = new BetaDistribution(null, alpha[0], alpha[1]);
        Random random = new Random(6);
        long[][] counts = new long[4][4];
        for (int i = 0; i < DRAWS; i++) {
            double[] y = DirichletSampler.sample(Dirichlet.of(alpha), random);
            int row = (int) (4 * sum.cumulativeProbability(y[0] + y[1]));
            int column = (int) (4 * split.cumulativeProbability(y[0] / (y[0] + y[1])));
            counts[Math.min(row, 3)][Math.min(column, 3)]++;
        }
        double p = new ChiSquareTest().chiSquareTest(counts);
        assertTrue(p > 1e-3, () -> "χ² p = " + p);
        double[] equal = new double[16];
        Arrays.fill(equal, 1);
        double quartiles = new ChiSquareTest().chiSquareTest(equal, Arrays.stream(counts).flatMapToLong(Arrays::stream).toArray());
        assertTrue(quartiles > 1e-3, () -> "χ² p = " + quartiles);
    }

    /** Votes for a drawn mixture have the probabilities of {@link DirichletMultinomial}. */
    @ParameterizedTest
    @ValueSource(strings = {"1 1 1", "0.3 2 5", "0.05 0.1 0.1", "1e3 2e3 1e3"})
    void votesForDrawsHaveTheirProbabilities(@ConvertWith(Row.class) double[] alpha) {
        Dirichlet distribution = Dirichlet.of(alpha);
        Random random = new Random(7);
        long[][] seen = new long[4][4];
        for (int i = 0; i < DRAWS; i++) {
            int[] votes = Votes.draw(DirichletSampler.sample(distribution, random), 3, random);
            seen[votes[0]][votes[1]]++;
        }
        List<Double> expected = new ArrayList<>();
        List<Long> observed = new ArrayList<>();
        for (int i = 0; i <= 3; i++) {
            for (int j = 0; j <= 3 - i; j++) {
                expected.add(DRAWS * Math.exp(DirichletMultinomial.logProbability(distribution, new int[] {i, j, 3 - i - j})));
                observed.add(seen[i][j]);
            }
        }
        double p = new ChiSquareTest().chiSquareTest(expected.stream().mapToDouble(x -> x).toArray(),
                observed.stream().mapToLong(x -> x).toArray());
        assertTrue(p > 1e-3, () -> "χ² p = " + p + ": " + observed + " of " + expected);
    }

    /** H = −E log Dir(y; α), within five standard errors. */
    @ParameterizedTest
    @ValueSource(strings = {"1 1 1.5", "0.3 2 5", "40 2 0.5", "2e4 1e4 5e3"})
    void meanLossOfDrawsIsTheEntropy(@ConvertWith(Row.class) double[] alpha) {
        Dirichlet distribution = Dirichlet.of(alpha);
        Random random = new Random(8);
        double[] losses = IntStream.range(0, DRAWS)
                .mapToDouble(unused -> -distribution.logDensity(DirichletSampler.sample(distribution, random))).toArray();
        double deviation = Math.sqrt(StatUtils.variance(losses) / DRAWS);
        assertEquals(distribution.entropy(), StatUtils.mean(losses), 5 * deviation);
    }

    @Test
    void sameSeedGivesTheSameDraw() {
        Dirichlet distribution = Dirichlet.of(0.5, 2, 7);
        assertArrayEquals(DirichletSampler.sample(distribution, new Random(4)), DirichletSampler.sample(distribution, new Random(4)));
    }
}
