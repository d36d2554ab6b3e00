package org.prosodia.pipeline.baseline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.pipeline.spectrum.MelBands;
import org.prosodia.pipeline.spectrum.Tones;

class DescriptorsTest {
    private static final double LOG_FLOOR = Math.log(1e-8);

    @ParameterizedTest
    @CsvSource({"1, 1", "399, 1", "400, 1", "559, 1", "560, 2", "16000, 98"})
    void aRowIsAWindowThatLiesWithinTheSamples(int samples, int rows) {
        assertEquals(rows, Descriptors.of(new float[samples]).length);
    }

    @ParameterizedTest
    @CsvSource({"300", "440", "1000", "2500", "6000"})
    void theLoudestBandIsTheOneNearestToATone(double hertz) {
        float[] row = Descriptors.of(Tones.sine(hertz, 0.5, 4000))[5];
        int loudest = 0;
        for (int b = 0; b < Descriptors.BANDS; b++) {
            loudest = row[b] > row[loudest] ? b : loudest;
        }
        double step = MelBands.mel(8000) / (Descriptors.BANDS + 1);
        assertTrue(Math.abs((loudest + 1) * step - MelBands.mel(hertz)) <= step, "band " + loudest);
    }

    @Test
    void cepstralCoefficientsAreTheOrthonormalCosineTransformOfTheBands() {
        float[] row = Descriptors.of(noise(4000))[7];
        int bands = Descriptors.BANDS;
        for (int j = 0; j < Descriptors.COEFFICIENTS; j++) {
            double expected = 0;
            for (int b = 0; b < bands; b++) {
                expected += Math.sqrt((j == 0 ? 1.0 : 2.0) / bands) * row[b] * Math.cos(Math.PI * j * (b + 0.5) / bands);
            }
            assertEquals(expected, row[bands + j], 1e-4, "coefficient " + j);
        }
    }

    @Test
    void tenTimesQuieterMovesEveryBandByAsMuchAndTheFirstCoefficientAlone() {
        float[] loud = noise(4000);
        float[] quiet = new float[loud.length];
        for (int i = 0; i < loud.length; i++) {
            quiet[i] = loud[i] / 10;
        }
        float[] a = Descriptors.of(loud)[3];
        float[] b = Descriptors.of(quiet)[3];
        double moved = -2 * Math.log(10);
        for (int d = 0; d < Descriptors.SIZE; d++) {
            double expected = d < Descriptors.BANDS ? moved : d == Descriptors.BANDS ? moved * Math.sqrt(Descriptors.BANDS) : 0;
            assertEquals(expected, b[d] - a[d], 1e-3, "descriptor " + d);
        }
    }

    @Test
    void silenceIsAtTheFloor() {
        float[] row = Descriptors.of(new float[400])[0];
        for (int b = 0; b < Descriptors.BANDS; b++) {
            assertEquals(LOG_FLOOR, row[b], 1e-5);
        }
        assertEquals(LOG_FLOOR * Math.sqrt(Descriptors.BANDS), row[Descriptors.BANDS], 1e-3);
        assertEquals(0, row[Descriptors.BANDS + 1], 1e-4);
    }

    @Test
    void theDeltaOfARampIsItsSlopeAndLessWhereTheEndsGoOn() {
        float[][] ramp = new float[6][2];
        for (int t = 0; t < 6; t++) {
            ramp[t][0] = 3 * t;
            ramp[t][1] = 7;
        }
        float[][] deltas = Descriptors.deltas(ramp);
        // (near + 2 far) / 10 with 3·{1, 2}, {2, 3}, {2, 4}
        double[] expected = {1.5, 2.4, 3, 3, 2.4, 1.5};
        for (int t = 0; t < 6; t++) {
            assertEquals(expected[t], deltas[t][0], 1e-6);
            assertEquals(0, deltas[t][1]);
        }
        assertEquals(0, Descriptors.deltas(new float[][] {{5}})[0][0]);
    }

    private static float[] noise(int length) {
        Random random = new Random(1);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (0.2 * random.nextGaussian());
        }
        return samples;
    }
}
