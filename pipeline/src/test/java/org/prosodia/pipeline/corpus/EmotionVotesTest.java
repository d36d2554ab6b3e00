package org.prosodia.pipeline.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmotionVotesTest {

    private static EmotionVotes votes(double... counts) {
        return new EmotionVotes(Arrays.stream(counts).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"7, 0, 0, 0, 0", "2, 2, 0, 0.6931471805599453, 0.8181471805599453", "1, 1, 2, 1.0397207708399179, 1.2897207708399179",
        "1, 0, 0, 0, 0", "4, 4, 4, 1.0986122886681098, 1.1819456220014431"})
    void entropyIsThatOfTheSharesAndItsCorrectionCountsTheEmotionsHeard(double a, double b, double c, double entropy, double corrected) {
        assertEquals(entropy, votes(a, b, c).entropy(), 1e-15);
        assertEquals(corrected, votes(a, b, c).correctedEntropy(), 1e-15);
    }

    /** Nine votes each, as in CREMA-D, from one mixture whose entropy is known. */
    @Test
    void theCorrectedEntropyIsNearerToThatOfTheMixtureBehindTheVotes() {
        double[] mixture = {0.6, 0.25, 0.15};
        double truth = -0.6 * Math.log(0.6) - 0.25 * Math.log(0.25) - 0.15 * Math.log(0.15);
        SplittableRandom random = new SplittableRandom(8);
        double plugIn = 0;
        double corrected = 0;
        int clips = 4000;
        for (int clip = 0; clip < clips; clip++) {
            double[] counts = new double[3];
            for (int vote = 0; vote < 9; vote++) {
                double u = random.nextDouble();
                counts[u < mixture[0] ? 0 : u < mixture[0] + mixture[1] ? 1 : 2]++;
            }
            plugIn += votes(counts).entropy() / clips;
            corrected += votes(counts).correctedEntropy() / clips;
        }
        assertTrue(plugIn < truth - 0.1, "too low: " + plugIn + " of " + truth);
        assertEquals(truth, corrected, 0.03);
    }
}
