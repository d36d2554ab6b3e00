package org.prosodia.pipeline.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MelBandsTest {
    private static final double[] BINS = new PowerSpectrum(400, 512).frequencies(16_000);

    @ParameterizedTest
    @CsvSource({"0, 0", "700, 781.173", "1000, 999.986", "8000, 2840.023"})
    void theMelOfAFrequencyIsOShaughnessys(double hertz, double mel) {
        assertEquals(mel, MelBands.mel(hertz), 5e-4);
        assertEquals(hertz, MelBands.hertz(MelBands.mel(hertz)), 1e-9);
    }

    @Test
    void centresAreEvenlySpacedInMel() {
        double[] centres = new MelBands(40, BINS).centres();
        for (int b = 0; b < 40; b++) {
            assertEquals((b + 1) * MelBands.mel(8000) / 41, MelBands.mel(centres[b]), 1e-9);
        }
    }

    /** Each is a mean, so that its level does not depend on its width. */
    @ParameterizedTest
    @CsvSource({"10", "40", "128"})
    void aFlatSpectrumGivesFlatBands(int bands) {
        float[] power = new float[BINS.length];
        Arrays.fill(power, 0.3f);
        float[] out = new float[bands];
        new MelBands(bands, BINS).apply(power, 0, out, 0);
        for (float band : out) {
            assertEquals(0.3, band, 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({"16", "32", "100", "200"})
    void aBinIsHeardByTheBandsWhoseCentresAreAroundIt(int bin) {
        MelBands mel = new MelBands(20, BINS);
        float[] power = new float[BINS.length + 3];
        power[3 + bin] = 1;
        float[] out = new float[22];
        mel.apply(power, 3, out, 2);
        double step = MelBands.mel(8000) / 21;
        for (int b = 0; b < 20; b++) {
            double away = Math.abs(MelBands.mel(mel.centres()[b]) - MelBands.mel(BINS[bin]));
            assertTrue(out[2 + b] > 0 == away < step, "band " + b);
        }
    }

    @Test
    void thereIsABandAtLeast() {
        assertThrows(IllegalArgumentException.class, () -> new MelBands(0, BINS));
    }
}
