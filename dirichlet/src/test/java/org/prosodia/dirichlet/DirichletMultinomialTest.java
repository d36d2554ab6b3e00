package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Each vote is drawn from the mean of what the votes before it leave: here 2/7, then 3/8, then 5/9. */
    @Test
    void votesInOrderAreDrawnOneAfterTheOther() {
        Dirichlet distribution = Dirichlet.of(2, 5);
        assertEquals(Math.log(2 / 7.0 * 3 / 8 * 5 / 9), DirichletMultinomial.logProbabilityInOrder(distribution, new int[] {2, 1}), 1e-15);
        assertEquals(Math.log(3) + Math.log(2 / 7.0 * 3 / 8 * 5 / 9),
                DirichletMultinomial.logProbability(distribution, new int[] {2, 1}), 1e-15);
    }

    /**
     * Boys among the first 12 children of 6115 families of 13 (A. Geissler, Saxony 1876 to 1885). Textbooks fit α = 34.09558 and
     * β = 31.5715 with log-likelihood −12492.9, and stop short of the maximum, where both derivatives vanish to 10^−12.
     */
    @Test
    void agreesWithTheKnownFitToGeisslersFamilies() {
        int[] families = {3, 24, 104, 286, 670, 1033, 1343, 1112, 829, 478, 181, 45, 7};
        int[][] votes = IntStream.rangeClosed(0, 12).boxed()
                .flatMap(boys -> Collections.nCopies(families[boys], new int[] {boys, 12 - boys}).stream()).toArray(int[][]::new);
        Dirichlet fit = DirichletMultinomial.fit(votes);
        assertArrayEquals(new double[] {34.09558, 31.5715}, fit.alpha(), 0.01);
        assertArrayEquals(new double[] {34.102857616, 31.578234155}, fit.alpha(), 1e-5);
        double sum = Arrays.stream(votes).mapToDouble(row -> DirichletMultinomial.logProbability(fit, row)).sum();
        assertEquals(-12492.871359, sum, 1e-6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1 1", "0.2 0.5 3", "10 2 0.3", "0.05 0.05 0.1 0.02"})
    void recoversTheDistributionBehindTheVotes(@ConvertWith(Row.class) double[] alpha) {
        Dirichlet fit = DirichletMultinomial.fit(Votes.draw(Dirichlet.of(alpha), 5000, 10, 31));
        for (int k = 0; k < alpha.length; k++) {
            assertEquals(alpha[k], fit.alpha()[k], 0.15 * alpha[k]);
        }
    }

    /** In categories that were voted for; one without votes rests at its bound. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void fitEndsWhereTheGradientVanishes(int size) {
        int[][] votes = Arrays.stream(Votes.draw(Dirichlet.of(0.5, 1, 4), 60, 8, 32))
                .map(row -> Arrays.copyOf(row, size)).toArray(int[][]::new);
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

    /** At the upper bound items have one mixture, the share of all votes, also where some categories are at the lower bound. */
    @Test
    void votesOfOneMixtureEndAtTheUpperBoundWithTheirShares() {
        Dirichlet fit = DirichletMultinomial.fit(new int[][] {{9, 1, 0, 0, 0, 1}, {5, 0, 1, 0, 0, 5}});
        assertEquals(1e6, fit.alpha()[0]);
        assertArrayEquals(new double[] {14 / 22.0, 1 / 22.0, 1 / 22.0, 0, 0, 6 / 22.0}, fit.mean(), 1e-5);
    }

    @Test
    void refusesVotesThatSayNothingOfTheSpread() {
        assertThrows(IllegalArgumentException.class, () -> DirichletMultinomial.fit(new int[][] {{1, 0}, {0, 1}}));
        assertThrows(IllegalArgumentException.class, () -> DirichletMultinomial.fit(new int[0][]));
        String message = assertThrows(IllegalArgumentException.class,
                () -> DirichletMultinomial.fit(new int[][] {{3, -1}})).getMessage();
        assertEquals("votes for category 1 must not be negative but are -1", message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "2 1   | expected votes for 3 categories but found 2",
        "2 1 -3 | votes for category 2 must not be negative but are -3",
    })
    void namesWhatIsWrongWithVotes(@ConvertWith(Row.class) double[] votes, String message) {
        int[] counts = Arrays.stream(votes).mapToInt(count -> (int) count).toArray();
        Dirichlet distribution = Dirichlet.of(1, 2, 3);
        assertEquals(message, refusal(() -> DirichletMultinomial.logProbability(distribution, counts)));
        assertEquals(message, refusal(() -> DirichletMultinomial.logProbabilityInOrder(distribution, counts)));
        assertEquals(message, refusal(() -> DirichletMultinomial.logProbabilityGradient(distribution, counts)));
        assertEquals(message, refusal(() -> DirichletMultinomial.fit(new int[][] {{1, 1, 1}, counts})));
    }

    private static String refusal(Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }

    /** Each item is of one category alone: mixtures are corners, which only concentrations near 0 explain. */
    @Test
    void votesThatNeverDifferWithinAnItemEndNearTheLowerBound() {
        Dirichlet fit = DirichletMultinomial.fit(new int[][] {{0, 13, 0}, {13, 0, 0}, {13, 0, 0}, {0, 0, 13}});
        assertTrue(fit.alpha0() < 1e-5, fit::toString);
        assertArrayEquals(new double[] {0.5, 0.25, 0.25}, fit.mean(), 1e-3);
        Dirichlet slow = DirichletMultinomial.fit(new int[][] {{8, 0}, {0, 8}, {0, 8}, {0, 8}});
        assertTrue(slow.alpha0() < 1e-5, slow::toString);
        assertArrayEquals(new double[] {0.25, 0.75}, slow.mean(), 1e-3);
    }

    @Test
    void oneCategoryThatTookAllVotesEndsAtTheUpperBoundAndTheOthersAtTheLower() {
        assertArrayEquals(new double[] {1e6, 1e-6, 1e-6}, DirichletMultinomial.fit(new int[][] {{13, 0, 0}}).alpha());
        assertArrayEquals(new double[] {1e-6, 1e6, 1e-6}, DirichletMultinomial.fit(new int[][] {{0, 3, 0}, {0, 9, 0}}).alpha());
    }
}
