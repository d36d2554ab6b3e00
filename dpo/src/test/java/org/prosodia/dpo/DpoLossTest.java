package org.prosodia.dpo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.dirichlet.DirichletLikelihood;
import org.prosodia.dirichlet.Link;

class DpoLossTest {

    private static final double[] NONE = {0, 0, 0};

    @ParameterizedTest
    @ValueSource(strings = {"A_softplus", "A_exp", "B_softplus", "B_exp"})
    void logDensitiesOfTheRecordedLogitsAreTheRecordedOnes(String name) {
        DirichletLikelihood likelihood = likelihood(name);
        for (int i = 0; i < 2; i++) {
            DpoFixture fixture = DpoFixture.read(name, i);
            for (String model : List.of("policy", "reference")) {
                for (String side : List.of("chosen", "rejected")) {
                    double[][] logits = fixture.rows(model + "_logits");
                    double[][] targets = fixture.rows(side);
                    double[] expected = fixture.numbers(model + "_" + side);
                    for (int t = 0; t < expected.length; t++) {
                        assertEquals(expected[t], likelihood.logDensity(logits[t], targets[t]), 2e-6 * (1 + Math.abs(expected[t])));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvFileSource(resources = "losses.csv", numLinesToSkip = 1)
    void lossAndMarginsAreTheRecordedOnes(String name, Reduction reduction, double loss, double margin0, double margin1) {
        DpoLoss dpo = new DpoLoss(PreferenceLoss.sigmoid(0.5), reduction);
        PreferencePair first = DpoFixture.read(name, 0).pair();
        PreferencePair second = DpoFixture.read(name, 1).pair();
        assertEquals(loss, dpo.value(List.of(first, second)), 2e-6 * loss);
        assertEquals(margin0, dpo.margin(first), 2e-5);
        assertEquals(margin1, dpo.margin(second), 2e-5);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "losses.csv", numLinesToSkip = 1)
    void gradientReachesTheRecordedLogits(String name, Reduction reduction) {
        DpoLoss dpo = new DpoLoss(PreferenceLoss.sigmoid(0.5), reduction);
        DirichletLikelihood likelihood = likelihood(name);
        for (int i = 0; i < 2; i++) {
            DpoFixture fixture = DpoFixture.read(name, i);
            double[][] logits = fixture.rows("policy_logits");
            double[][] chosen = fixture.rows("chosen");
            double[][] rejected = fixture.rows("rejected");
            double[][] expected = fixture.rows("gradient_" + reduction.name().toLowerCase(Locale.ROOT));
            double[] upstream = dpo.gradient(fixture.pair());
            for (int t = 0; t < upstream.length; t++) {
                double[] towards = likelihood.logDensityGradient(logits[t], chosen[t]);
                double[] away = likelihood.logDensityGradient(logits[t], rejected[t]);
                for (int k = 0; k < towards.length; k++) {
                    double gradient = upstream[t] * (towards[k] - away[k]) / 2;
                    assertEquals(expected[t][k], gradient, 1e-5 * Math.abs(expected[t][k]) + 1e-7);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 'policy, chosen'", "1, 'policy, rejected'", "2, 'reference, chosen'", "3, 'reference, rejected'"})
    void namesWhatIsWrongWithAPair(int side, String name) {
        boolean[] valid = {true, true, false};
        assertMessage("log-density (" + name + ") of frame 1 must be finite but is NaN", side, new double[] {0, Double.NaN, 0}, valid);
        assertMessage("log-density (" + name + ") of frame 0 must be finite but is Infinity", side,
                new double[] {Double.POSITIVE_INFINITY, 0, 0}, valid);
        assertMessage("expected 3 log-densities (" + name + "), one per frame, but found 2", side, new double[2], valid);
        assertMessage("a preference pair needs at least one valid frame but none of its 3 is", side, NONE, new boolean[3]);
    }

    @Test
    void refusesAnEmptyBatch() {
        DpoLoss dpo = new DpoLoss(PreferenceLoss.sigmoid(0.1), Reduction.FRAME);
        assertThrows(IllegalArgumentException.class, () -> dpo.value(List.of()));
    }

    private static void assertMessage(String expected, int side, double[] logDensities, boolean[] valid) {
        double[][] sides = {NONE, NONE, NONE, NONE};
        sides[side] = logDensities;
        assertEquals(expected, assertThrows(IllegalArgumentException.class,
                () -> new PreferencePair(sides[0], sides[1], sides[2], sides[3], valid)).getMessage());
    }

    private static DirichletLikelihood likelihood(String name) {
        return new DirichletLikelihood(name.endsWith("exp") ? Link.unclampedExp() : Link.softplus());
    }
}
