package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.ValueSource;

class DirichletMultinomialTest {

    @Test
    void probabilitiesOfAllVotesSumToOne() {
        Dirichlet distribution = Dirichlet.of(0.3, 2, 5);
        double sum = 0;
        for (int i = 0; i <= 7; i++) {
            for (int j = 0; j <= 7 - i; j++) {
                sum += Math.exp(DirichletMultinomial.logProbability(distribution, new int[] {i, j, 7 - i - j}));
            }
        }
        assertEquals(1, sum, 1e-13);
    }

    @Test
    void oneVoteHasTheProbabilityOfItsMean() {
        Dirichlet distribution = Dirichlet.of(0.3, 2, 5);
        assertEquals(Math.log(2 / 7.3), DirichletMultinomial.logProbability(distribution, new int[] {0, 1, 0}), 1e-15);
    }

    @Test
    void manyVotesContinueTheTermByTermSums() {
        for (double a : new double[] {1e-3, 1, 50}) {
            assertEquals(RisingFactorial.log(a, 1000) + Math.log(a + 1000), RisingFactorial.log(a, 1001), 1e-10);
            assertEquals(RisingFactorial.derivative(a, 1000) + 1 / (a + 1000), RisingFactorial.derivative(a, 1001), 1e-10);
            assertEquals(RisingFactorial.secondDerivative(a, 1000), RisingFactorial.secondDerivative(a, 1001), 2e-6);
        }
    }

    @Test
    void gradientIsTheSlopeOfTheLogProbability() {
        double[] alpha = {0.3, 2, 5};
        int[] counts = {1, 0, 4};
        double[] gradient = DirichletMultinomial.logProbabilityGradient(Dirichlet.of(alpha), counts);
        for (int k = 0; k < 3; k++) {
            double h = 1e-6;
            double[] above = alpha.clone();
            double[] below = alpha.clone();
            above[k] += h;
            below[k] -= h;
            double slope = (DirichletMultinomial.logProbability(Dirichlet.of(above), counts)
                    - DirichletMultinomial.logProbability(Dirichlet.of(below), counts)) / (2 * h);
            assertEquals(slope, gradient[k], 1e-8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1 1", "0.2 0.5 3", "10 2 0.3", "0.05 0.05 0.1 0.02"})
    void recoversTheDistributionBehindTheVotes(@ConvertWith(Row.class) double[] alpha) {
        Dirichlet fit = DirichletMultinomial.fit(votes(Dirichlet.of(alpha), 5000, 10, 31));
        for (int k = 0; k < alpha.length; k++) {
            assertEquals(alpha[k], fit.alpha()[k], 0.15 * alpha[k]);
        }
    }

    @Test
    void fitEndsWhereTheGradientVanishes() {
        int[][] votes = votes(Dirichlet.of(0.5, 1, 4), 60, 8, 32);
        Dirichlet fit = DirichletMultinomial.fit(votes);
        double[] sum = new double[3];
        for (int[] row : votes) {
            double[] gradient = DirichletMultinomial.logProbabilityGradient(fit, row);
            for (int k = 0; k < 3; k++) {
                sum[k] += gradient[k];
            }
        }
        assertArrayEquals(new double[3], sum, 1e-9);
    }

    @Test
    void categoryWithoutVotesEndsAtTheLowerBound() {
        Dirichlet fit = DirichletMultinomial.fit(new int[][] {{3, 1, 0}, {0, 4, 0}, {2, 2, 0}, {4, 0, 0}});
        assertEquals(1e-6, fit.alpha()[2]);
        assertTrue(fit.alpha()[0] > 0.1 && fit.alpha()[0] < 100);
    }

    @Test
    void votesThatAgreeMoreThanAMixtureExplainsEndAtTheUpperBound() {
        Dirichlet fit = DirichletMultinomial.fit(new int[][] {{2, 2}, {2, 2}, {2, 2}});
        assertArrayEquals(new double[] {1e6, 1e6}, fit.alpha());
    }

    @Test
    void refusesVotesThatSayNothingOfTheSpread() {
        assertThrows(IllegalArgumentException.class, () -> DirichletMultinomial.fit(new int[][] {{1, 0}, {0, 1}}));
        assertThrows(IllegalArgumentException.class, () -> DirichletMultinomial.fit(new int[0][]));
        String message = assertThrows(IllegalArgumentException.class,
                () -> DirichletMultinomial.fit(new int[][] {{3, -1}})).getMessage();
        assertEquals("votes for category 1 must not be negative but are -1", message);
    }

    private static int[][] votes(Dirichlet distribution, int items, int votesPerItem, long seed) {
        Random random = new Random(seed);
        int[][] counts = new int[items][distribution.size()];
        for (int[] row : counts) {
            double[] y = DirichletSampler.sample(distribution, random);
            for (int vote = 0; vote < votesPerItem; vote++) {
                double u = random.nextDouble();
                int k = 0;
                while (k < y.length - 1 && u >= y[k]) {
                    u -= y[k++];
                }
                row[k]++;
            }
        }
        return counts;
    }
}
