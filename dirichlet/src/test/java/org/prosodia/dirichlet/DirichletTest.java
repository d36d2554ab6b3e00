package org.prosodia.dirichlet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.dirichlet.Row.assertClose;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.converter.ConvertWith;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

class DirichletTest {

    @ParameterizedTest
    @CsvFileSource(resources = "moments.csv", numLinesToSkip = 1, maxCharsPerColumn = 1000)
    void momentsEntropyAndDivergenceKeepTheirStatedAccuracy(
            @ConvertWith(Row.class) double[] alpha, @ConvertWith(Row.class) double[] beta,
            @ConvertWith(Row.class) double[] mean, @ConvertWith(Row.class) double[] variance,
            double entropy, @ConvertWith(Row.class) double[] entropyGradient,
            double divergence, @ConvertWith(Row.class) double[] divergenceGradient) {
        Dirichlet distribution = Dirichlet.of(alpha);
        Dirichlet other = Dirichlet.of(beta);
        for (int k = 0; k < alpha.length; k++) {
            assertEquals(mean[k], distribution.mean()[k], 1e-15 * mean[k]);
            assertEquals(variance[k], distribution.variance()[k], 2e-15 * variance[k]);
        }
        assertClose(entropy, distribution.entropy(), 2e-14);
        assertClose(entropyGradient, distribution.entropyGradient(), 2e-14);
        assertClose(divergence, distribution.klDivergence(other), 1e-12);
        assertClose(divergenceGradient, distribution.klDivergenceGradient(other), 2e-14);
        assertClose(entropy + divergence, distribution.crossEntropy(other), 1e-12);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "densities.csv", numLinesToSkip = 1, maxCharsPerColumn = 1000)
    void logDensityAndItsGradientKeepTheirStatedAccuracy(
            @ConvertWith(Row.class) double[] alpha, @ConvertWith(Row.class) double[] y,
            double logDensity, @ConvertWith(Row.class) double[] gradient) {
        Dirichlet distribution = Dirichlet.of(alpha);
        assertClose(logDensity, distribution.logDensity(y), 2e-14);
        assertClose(gradient, distribution.logDensityGradient(y), 2e-14);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0.5, 0.1", "2, 3, 0.9", "1, 1, 0.3", "100, 0.01, 0.999", "1e-3, 7, 1e-6", "500, 400, 0.55"})
    void withTwoCategoriesIsTheBetaDistribution(double a, double b, double x) {
        BetaDistribution beta = new BetaDistribution(null, a, b);
        Dirichlet distribution = Dirichlet.of(a, b);
        assertClose(beta.logDensity(x), distribution.logDensity(new double[] {x, 1 - x}), 1e-11);
        assertEquals(beta.getNumericalMean(), distribution.mean()[0], 1e-15);
        assertEquals(beta.getNumericalVariance(), distribution.variance()[0], 1e-15);
    }

    @Test
    void flatDistributionHasTheDensityOfTheSimplexVolume() {
        assertEquals(Math.log(120), Dirichlet.of(1, 1, 1, 1, 1, 1).logDensity(new double[] {0.1, 0.2, 0.3, 0.2, 0.1, 0.1}), 1e-14);
    }

    @Test
    void modeExistsOnlyWhereAllConcentrationsExceedOne() {
        assertArrayEquals(new double[] {0.25, 0.75}, Dirichlet.of(2, 4).mode().orElseThrow(), 1e-16);
        assertTrue(Dirichlet.of(1, 4).mode().isEmpty());
        assertTrue(Dirichlet.of(0.5, 4).mode().isEmpty());
    }

    @Test
    void logDensityAtTheEdgeHasItsLimits() {
        double[] edge = {0, 0.4, 0.6};
        assertEquals(Double.NEGATIVE_INFINITY, Dirichlet.of(2, 1, 1).logDensity(edge));
        assertEquals(Double.POSITIVE_INFINITY, Dirichlet.of(0.5, 1, 1).logDensity(edge));
        assertEquals(Double.NaN, Dirichlet.of(0.5, 2, 2).logDensity(new double[] {0, 0, 1}));
        Dirichlet unaffected = Dirichlet.of(1, 2, 3);
        assertEquals(unaffected.logDensity(new double[] {1e-16, 0.4, 0.6}), unaffected.logDensity(edge), 1e-14);
    }

    @Test
    void divergenceFromItselfIsExactlyZero() {
        Dirichlet distribution = Dirichlet.of(1e6, 0.3, 1e-6, 17.2);
        assertEquals(0, distribution.klDivergence(distribution));
        assertArrayEquals(new double[4], distribution.klDivergenceGradient(distribution));
    }

    @Test
    void isAValue() {
        double[] alpha = {1, 2};
        Dirichlet distribution = Dirichlet.of(alpha);
        alpha[0] = 5;
        distribution.alpha()[1] = 7;
        assertEquals(Dirichlet.of(1, 2), distribution);
        assertEquals(Dirichlet.of(1, 2).hashCode(), distribution.hashCode());
        assertEquals("Dirichlet[1.0, 2.0]", distribution.toString());
        assertNotEquals(Dirichlet.of(2, 1), distribution);
        assertNotEquals(Dirichlet.of(1, 2, 3), distribution);
        assertNotEquals(distribution, Arrays.asList(1.0, 2.0));
        Set<Integer> hashes = IntStream.range(1, 100).mapToObj(a -> Dirichlet.of(a, 1).hashCode()).collect(Collectors.toSet());
        assertTrue(hashes.size() > 90, "hash codes tell values apart");
    }

    @ParameterizedTest
    @CsvSource({
        "1 0, concentration 1 must be positive and finite but is 0.0",
        "NaN 1, concentration 0 must be positive and finite but is NaN",
        "1 Infinity, concentration 1 must be positive and finite but is Infinity",
        "1, a Dirichlet distribution needs at least 2 concentrations but has 1",
    })
    void refusesConcentrationsThatAreNotPositiveNumbers(@ConvertWith(Row.class) double[] alpha, String message) {
        assertEquals(message, assertThrows(IllegalArgumentException.class, () -> Dirichlet.of(alpha)).getMessage());
    }

    @Test
    void refusesRowsOfAnotherSize() {
        Dirichlet distribution = Dirichlet.of(1, 2, 3);
        assertThrows(IllegalArgumentException.class, () -> distribution.logDensity(new double[] {0.5, 0.5}));
        assertThrows(IllegalArgumentException.class, () -> distribution.logDensityGradient(new double[] {0.2, 0.2, 0.2, 0.4}));
        assertThrows(IllegalArgumentException.class, () -> distribution.klDivergence(Dirichlet.of(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> distribution.klDivergenceGradient(Dirichlet.of(1, 2, 3, 4)));
        assertThrows(IllegalArgumentException.class, () -> distribution.hessianVectorProduct(new double[2]));
    }
}
