package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletFitTest {

    @ParameterizedTest
    @ValueSource(strings = {"1 1 1", "0.1 0.5 3", "40 2 0.05", "200 1000 500 50", "1e-3 1e-3", "2e-5 1e-4 3e-5", "3e4 1e5"})
    void recoversTheDistributionThatDrewThePoints(@ConvertWith(Row.class) double[] alpha) {
        double[][] logs = draw(Dirichlet.of(alpha), 4000, 11);
        Dirichlet fit = DirichletFit.fitLogs(logs);
        for (int k = 0; k < alpha.length; k++) {
            assertEquals(alpha[k], fit.alpha()[k], 0.15 * alpha[k]);
        }
    }

    @Test
    void endsWhereTheMeanScoreVanishes() {
        double[][] points = points(Dirichlet.of(0.7, 3, 1.5), 50, 12);
        Dirichlet fit = DirichletFit.fit(points);
        double[] score = new double[3];
        for (double[] y : points) {
            double[] gradient = fit.logDensityGradient(y);
            for (int k = 0; k < 3; k++) {
                score[k] += gradient[k] / points.length;
            }
        }
        assertArrayEquals(new double[3], score, 1e-12);
    }

    @Test
    void identicalPointsEndAtTheUpperBoundWithTheirMean() {
        double[] y = {0.2, 0.3, 0.5};
        Dirichlet fit = DirichletFit.fit(new double[][] {y, y, y});
        assertEquals(1e6, fit.alpha()[2]);
        assertArrayEquals(y, fit.mean(), 1e-4);
    }

    @Test
    void refusesPointsThatNoLikelihoodFits() {
        assertThrows(IllegalArgumentException.class, () -> DirichletFit.fit(new double[0][]));
        String message = assertThrows(IllegalArgumentException.class,
                () -> DirichletFit.fit(new double[][] {{0.5, 0.5}, {1, 0}})).getMessage();
        assertTrue(message.startsWith("share 1 of point 1 is 0"), message);
    }

    private static double[][] draw(Dirichlet distribution, int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> DirichletSampler.sampleLog(distribution, random)).limit(count).toArray(double[][]::new);
    }

    private static double[][] points(Dirichlet distribution, int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> DirichletSampler.sample(distribution, random)).limit(count).toArray(double[][]::new);
    }
}
