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

    /** Shares far below the smallest double, from which Newton's first steps overshoot by far. */
    @ParameterizedTest
    @ValueSource(doubles = {-1e7, -1e20, -1e300})
    void shareThatVanishesEndsAtTheLowerBound(double log) {
        Dirichlet fit = DirichletFit.fitLogs(new double[][] {{log, 0}, {log, 0}});
        assertEquals(1e-6, fit.alpha()[0]);
    }

    @Test
    void refusesPointsThatNoLikelihoodFits() {
        assertThrows(IllegalArgumentException.class, () -> DirichletFit.fit(new double[0][]));
        String message = assertThrows(IllegalArgumentException.class,
                () -> DirichletFit.fit(new double[][] {{0.5, 0.5}, {1, 0}})).getMessage();
        assertTrue(message.startsWith("share 1 of point 1 is 0"), message);
    }

    @Test
    void namesTheLogarithmThatIsNotFinite() {
        double half = Math.log(0.5);
        assertEquals("the logarithm of share 1 of point 1 must be finite but is -Infinity", refusal(new double[][] {
            {half, half}, {0, Double.NEGATIVE_INFINITY}}));
        assertEquals("the logarithm of share 0 of point 0 must be finite but is NaN", refusal(new double[][] {{Double.NaN, half}}));
        assertEquals("expected 2 logarithms of shares for point 1 but found 3", refusal(new double[][] {{half, half}, {-1, -1, -1}}));
    }

    private static String refusal(double[][] logs) {
        return assertThrows(IllegalArgumentException.class, () -> DirichletFit.fitLogs(logs)).getMessage();
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
