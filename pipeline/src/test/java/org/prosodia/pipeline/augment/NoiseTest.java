package org.prosodia.pipeline.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jtransforms.fft.DoubleFFT_1D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.prosodia.tensor.Rng;

class NoiseTest {
    @ParameterizedTest
    @CsvSource({"-10, false", "0, false", "7.5, false", "20, false", "60, false", "-10, true", "0, true", "20, true", "60, true"})
    void theRatioIsExact(double snr, boolean pink) {
        for (int length : new int[] {1, 2, 400, 48_000}) {
            float[] clean = Sounds.sine(300, length);
            clean[0] = 0.1f;
            float[] noisy = clean.clone();
            Noise.add(noisy, snr, pink, new Rng(length));
            double noise = 0;
            for (int i = 0; i < length; i++) {
                noise += ((double) noisy[i] - clean[i]) * ((double) noisy[i] - clean[i]);
            }
            assertEquals(snr, 10 * Math.log10(Sounds.power(clean) * length / noise), 0.01, length + " samples");
        }
    }

    @Test
    void silenceStays() {
        float[] silence = new float[1_000];
        Noise.add(silence, -20, true, new Rng(1));
        assertArrayEquals(new float[1_000], silence);
    }

    /** Mean power per Hz of each octave from 31 Hz to 8 kHz, in dB. */
    private static double[] octaves(double[] noise) {
        int n = noise.length;
        double[] spectrum = noise.clone();
        new DoubleFFT_1D(n).realForward(spectrum);
        double[] octaves = new double[8];
        for (int octave = 0; octave < octaves.length; octave++) {
            int from = (int) (31.25 * (1 << octave) * n / Sounds.RATE);
            double sum = 0;
            for (int k = from; k < 2 * from; k++) {
                sum += spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1];
            }
            octaves[octave] = 10 * Math.log10(sum / from);
        }
        return octaves;
    }

    @Test
    void whiteNoiseIsFlat() {
        double[] octaves = octaves(Noise.white(1 << 18, new Rng(2)));
        for (double octave : octaves) {
            assertEquals(octaves[7], octave, 0.8);
        }
    }

    @Test
    void pinkNoiseFallsByThreeDecibelsAnOctave() {
        double[] octaves = octaves(Noise.pink(1 << 18, new Rng(3)));
        for (int i = 1; i < octaves.length; i++) {
            double slope = octaves[i] - octaves[i - 1];
            assertTrue(slope < -2.4 && slope > -3.5, "octave " + i + ": " + slope + " dB");
        }
        assertEquals(7 * -3.01, octaves[7] - octaves[0], 1.5);
    }
}
