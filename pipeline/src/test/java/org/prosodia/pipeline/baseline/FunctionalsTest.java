package org.prosodia.pipeline.baseline;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.spectrum.Tones;

class FunctionalsTest {
    private static final int PER_DESCRIPTOR = Functionals.SIZE / (2 * Descriptors.SIZE);

    @ParameterizedTest
    @CsvSource({"0, 1", "0.05, 1.2", "0.25, 2", "0.5, 3", "0.75, 4", "1, 5"})
    void quantilesLieBetweenOrderStatistics(double p, double expected) {
        assertEquals(expected, Functionals.quantile(new double[] {1, 2, 3, 4, 5}, p), 1e-12);
        assertEquals(9, Functionals.quantile(new double[] {9}, p));
    }

    /** 1 kHz repeats every 16 samples, and rows are 160 apart. */
    @Test
    void ofASteadyToneAllRowsAreAlike() {
        float[] tone = Tones.sine(1000, 0.5, 8000);
        double[] features = Functionals.of(tone);
        float[] row = Descriptors.of(tone)[0];
        int band = 14;
        assertEquals(row[band], features[band * PER_DESCRIPTOR], 1e-3, "mean");
        assertEquals(0, features[band * PER_DESCRIPTOR + 1], 1e-3, "deviation");
        for (int q = 2; q < PER_DESCRIPTOR; q++) {
            assertEquals(row[band], features[band * PER_DESCRIPTOR + q], 1e-3, "quantile");
        }
        assertEquals(0, features[Functionals.SIZE / 2 + band * PER_DESCRIPTOR], 1e-3, "mean delta");
    }

    @Test
    void halfSilenceAndHalfToneShowInDeviationAndQuantiles() {
        float[] samples = Tones.sine(1000, 0.5, 32_000);
        Arrays.fill(samples, 0, 16_000, 0);
        int at = 14 * PER_DESCRIPTOR;
        double[] features = Functionals.of(samples);
        double silent = Math.log(1e-8);
        assertEquals(silent, features[at + 2], 1e-4, "5 %");
        double loud = features[at + 6];
        assertTrue(loud > -10, "95 %");
        assertEquals((silent + loud) / 2, features[at], 0.3, "mean");
        assertEquals((loud - silent) / 2, features[at + 1], 0.3, "deviation");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 400, 16_000})
    void everyClipHasAsManyNumbersAndAllAreFinite(int samples) {
        double[] features = Functionals.of(Tones.sine(200, 0.1, samples));
        assertEquals(Functionals.SIZE, features.length);
        assertTrue(Arrays.stream(features).allMatch(Double::isFinite));
        assertArrayEquals(features, Functionals.of(Tones.sine(200, 0.1, samples)));
    }

    @Test
    void refusesNoSoundAtAll() {
        assertThrows(IllegalArgumentException.class, () -> Functionals.of(new float[0]));
    }
}
