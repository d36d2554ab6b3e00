package org.prosodia.pipeline.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplerTest {
    private static final double SECONDS = 0.5;
    private static final double PHASE = 0.3;

    private static float[] tone(double frequency, int sampleRate) {
        float[] x = new float[(int) (SECONDS * sampleRate)];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) Math.sin(2 * Math.PI * frequency * i / sampleRate + PHASE);
        }
        return x;
    }

    /** The largest |y - amplitude · tone| away from both ends, in dB. */
    private static double worstError(float[] y, double amplitude, double frequency, int sampleRate) {
        double worst = 0;
        for (int j = y.length / 3; j < 2 * y.length / 3; j++) {
            double expected = amplitude * Math.sin(2 * Math.PI * frequency * j / sampleRate + PHASE);
            worst = Math.max(worst, Math.abs(y[j] - expected));
        }
        return 20 * Math.log10(worst);
    }

    /** Error against the same tone at the new rate bounds ripple, images and delay at once: −80 dB is a ripple of 0.001 dB. */
    @ParameterizedTest
    @CsvSource({"44100, 16000", "48000, 16000", "96000, 16000", "32000, 16000", "22050, 16000", "11025, 16000", "8000, 16000",
        "12345, 16000", "44101, 16000", "16000, 44100"})
    void tonesUpToNineTenthsOfTheLowerNyquistFrequencyPassUnchanged(int in, int out) {
        double nyquist = Math.min(in, out) / 2.0;
        for (int i = 0; i <= 18; i++) {
            double frequency = nyquist * (0.01 + 0.89 * i / 18);
            double error = worstError(Resampler.resample(tone(frequency, in), in, out), 1, frequency, out);
            assertTrue(error < -80, frequency + " Hz: " + error + " dB");
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 16000", "48000, 16000", "96000, 16000", "32000, 16000", "22050, 16000", "44101, 16000", "16000, 8000"})
    void tonesAboveTheNewNyquistFrequencyVanish(int in, int out) {
        double from = out / 2.0;
        for (int i = 0; i <= 18; i++) {
            double frequency = from + (in / 2.0 - from) * i / 18.5;
            double level = worstError(Resampler.resample(tone(frequency, in), in, out), 0, frequency, out);
            assertTrue(level < -80, frequency + " Hz: " + level + " dB");
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 16000", "8000, 16000", "12345, 16000", "96000, 16000", "16001, 16000"})
    void lengthIsRoundedUp(int in, int out) {
        for (int n : new int[] {0, 1, 2, 3, 5, 399, 400, 401, 12345}) {
            int expected = (int) ((n * (long) out + in - 1) / in);
            assertEquals(expected, Resampler.resample(new float[n], in, out).length, n + " samples");
        }
    }

    @ParameterizedTest
    @CsvSource({"44100, 16000", "8000, 16000", "44101, 16000", "384000, 1000"})
    void blocksOfAnySizeGiveTheSameSamples(int in, int out) {
        Random random = new Random(1);
        float[] x = new float[50_000];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.nextFloat() - 0.5f;
        }
        float[] whole = Resampler.resample(x, in, out);
        float[] joined = new float[whole.length];
        Resampler resampler = new Resampler(in, out);
        int filled = 0;
        for (int from = 0; from < x.length; ) {
            int to = Math.min(x.length, from + random.nextInt(700));
            float[] part = resampler.process(x, from, to);
            System.arraycopy(part, 0, joined, filled, part.length);
            filled += part.length;
            from = to;
        }
        float[] tail = resampler.finish();
        System.arraycopy(tail, 0, joined, filled, tail.length);
        assertEquals(whole.length, filled + tail.length);
        assertArrayEquals(whole, joined);
    }

    @Test
    void anImpulseSpreadsEvenlyToBothSides() {
        float[] x = new float[4410];
        x[2205] = 1;
        float[] y = Resampler.resample(x, 44100, 16000);
        for (int d = 1; d < 100; d++) {
            assertEquals(y[800 - d], y[800 + d], 1e-7f, "distance " + d);
        }
        assertTrue(y[800] > 0.3);
    }

    @Test
    void equalRatesPassTheSamplesAsTheyAre() {
        float[] x = {0.1f, -0.2f, 1e-30f};
        assertArrayEquals(x, Resampler.resample(x, 16000, 16000));
    }

    @Test
    void constantSoundStaysConstant() {
        float[] x = new float[44100];
        Arrays.fill(x, 0.25f);
        float[] y = Resampler.resample(x, 44100, 16000);
        for (int j = 1000; j < 15000; j++) {
            assertEquals(0.25f, y[j], 1e-5f);
        }
    }

    @Test
    void ratesMustBePositive() {
        assertEquals("sample rates: expected positive ones, found 0 and 16000",
            assertThrows(IllegalArgumentException.class, () -> new Resampler(0, 16000)).getMessage());
    }
}
