package org.prosodia.pipeline.spectrum;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerSpectrumTest {
    /** Bins of a transform of 512 are 31.25 Hz apart. */
    @ParameterizedTest
    @CsvSource({"1000, 1, 32, 1", "1000, 0.1, 32, 0.01", "250, 0.5, 8, 0.25", "7000, 1, 224, 1"})
    void aSineHasItsPowerInTheBinOfItsFrequency(double hertz, double amplitude, int bin, double power) {
        float[] found = power(Tones.sine(hertz, amplitude, 400), 0);
        int loudest = 0;
        for (int b = 0; b < found.length; b++) {
            loudest = found[b] > found[loudest] ? b : loudest;
        }
        assertEquals(bin, loudest);
        assertEquals(power, found[bin], 3e-3 * power);
    }

    /** Parseval: the energy of the windowed samples is the mean power of the bins of both signs of frequency. */
    @ParameterizedTest
    @CsvSource({"0, 400", "-200, 400", "100, 300", "-399, 150"})
    void theEnergyOfTheWindowIsAllThereAndBeyondTheEndsThereIsSilence(int from, int length) {
        float[] samples = Tones.sine(437, 0.7, length);
        float[] found = power(samples, from);
        double energy = 0;
        for (int i = 0; i < 400; i++) {
            double hann = (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 400)) / 100;
            double x = from + i >= 0 && from + i < length ? samples[from + i] : 0;
            energy += hann * x * hann * x;
        }
        double sum = found[0] + found[256];
        for (int b = 1; b < 256; b++) {
            sum += 2 * found[b];
        }
        assertEquals(energy, sum / 512, 1e-4 * energy + 1e-12);
    }

    @Test
    void manyWindowsGiveTheirMeanBesideWhatWasThere() {
        PowerSpectrum spectrum = new PowerSpectrum(400, 512);
        float[] sound = Tones.sine(1000, 1, 2000);
        float[] sum = new float[2 + spectrum.bins()];
        spectrum.add(sound, 0, 2, sum, 2);
        spectrum.add(sound, 160, 2, sum, 2);
        float[] one = power(sound, 0);
        float[] other = power(sound, 160);
        assertEquals((one[32] + other[32]) / 2, sum[34], 1e-6);
        assertEquals(0, sum[0] + sum[1]);
    }

    @Test
    void binsRiseToHalfTheSampleRate() {
        assertArrayEquals(new double[] {0, 2000, 4000, 6000, 8000}, new PowerSpectrum(8, 8).frequencies(16_000));
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "9, 8", "8, 9"})
    void refusesWhatNoWindowFits(int window, int size) {
        assertThrows(IllegalArgumentException.class, () -> new PowerSpectrum(window, size));
    }

    private static float[] power(float[] samples, long from) {
        PowerSpectrum spectrum = new PowerSpectrum(400, 512);
        float[] power = new float[spectrum.bins()];
        spectrum.add(samples, from, 1, power, 0);
        return power;
    }
}
