package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.apache.commons.math3.distribution.GammaDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletSamplerTest {

    private static final int DRAWS = 20_000;

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.5, 1, 1.5, 20, 1e4})
    void gammaVariablesFollowTheirDistribution(double shape) {
        Random random = new Random(1);
        double[] draws = random.doubles(2000).map(unused -> Math.exp(DirichletSampler.logGamma(shape, random))).toArray();
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new GammaDistribution(null, shape, 1), draws);
        assertTrue(p > 1e-3, () -> "Kolmogorov–Smirnov p = " + p);
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

    @Test
    void sameSeedGivesTheSameDraw() {
        Dirichlet distribution = Dirichlet.of(0.5, 2, 7);
        assertArrayEquals(DirichletSampler.sample(distribution, new Random(4)), DirichletSampler.sample(distribution, new Random(4)));
    }
}
