package org.prosodia.pipeline.timeline.picture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.spectrum.MelBands;

class SpectrogramTest {
    private static final int RATE = 16_000;

    // 512 is the smallest power of two that holds 400 samples; its bins are 31.25 Hz apart, so that 1 kHz is bin 32.
    @ParameterizedTest
    @CsvSource({"1000, 32, 1, 0", "1000, 32, 0.1, -20", "3000, 96, 0.5, -6.02", "7000, 224, 1, 0"})
    void aSineHasItsLevelInTheBinOfItsFrequency(double hertz, int binOf512, float amplitude, double db) {
        Spectrogram spectrogram = Spectrogram.of(sine(hertz, amplitude, RATE), RATE, 50);
        int expected = binOf512 * (spectrogram.rows() - 1) / 256;
        for (int c = 1; c < 49; c++) {
            assertEquals(expected, loudestRow(spectrogram, c));
            assertEquals(db, spectrogram.db(c, expected), 0.05);
        }
        assertEquals(hertz, spectrogram.frequency(expected));
    }

    @Test
    void tellsTimeByColumns() {
        float[] samples = new float[RATE];
        samples[RATE / 4] = 1;
        Spectrogram spectrogram = Spectrogram.of(samples, RATE, 100);
        int loudest = 0;
        for (int c = 0; c < 100; c++) {
            loudest = spectrogram.db(c, 40) > spectrogram.db(loudest, 40) ? c : loudest;
        }
        assertEquals(0.25, spectrogram.time(loudest), 0.0051);
        assertEquals(Spectrogram.FLOOR_DB, spectrogram.db(80, 40));
    }

    @Test
    void averagesPowerOverLongSlices() {
        float[] samples = sine(1000, 1, 60 * RATE);
        Arrays.fill(samples, 0, samples.length / 2, 0);
        Spectrogram one = Spectrogram.of(samples, RATE, 1);
        assertEquals(-3.01, one.db(0, loudestRow(one, 0)), 0.05);
    }

    @ParameterizedTest
    @CsvSource({"200", "440", "1000", "2500", "6000"})
    void theMelBandOfASineIsTheNearest(double hertz) {
        Spectrogram mel = Spectrogram.of(sine(hertz, 1, RATE), RATE, 10).mel(40);
        int loudest = loudestRow(mel, 5);
        double step = MelBands.mel(RATE / 2.0) / 41;
        assertTrue(Math.abs(MelBands.mel(mel.frequency(loudest)) - MelBands.mel(hertz)) <= step);
    }

    @Test
    void noMelBandIsEmptyHoweverNarrow() {
        float[] click = new float[2000];
        click[1000] = 1;
        Spectrogram mel = Spectrogram.of(click, RATE, 1).mel(128);
        for (int row = 0; row < mel.rows(); row++) {
            assertTrue(mel.db(0, row) > -60, "band " + row);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 399, 400, 401})
    void drawsSoundsShorterThanItsWindow(int length) {
        Spectrogram spectrogram = Spectrogram.of(new float[length], RATE, 5);
        assertEquals(5, spectrogram.columns());
        assertEquals(Spectrogram.FLOOR_DB, spectrogram.db(4, 0));
    }

    @Test
    void refusesNoSoundAtAll() {
        assertThrows(IllegalArgumentException.class, () -> Spectrogram.of(new float[0], RATE, 5));
        assertThrows(IllegalArgumentException.class, () -> Spectrogram.of(new float[5], RATE, 0));
    }

    private static int loudestRow(Spectrogram spectrogram, int column) {
        int loudest = 0;
        for (int row = 0; row < spectrogram.rows(); row++) {
            loudest = spectrogram.db(column, row) > spectrogram.db(column, loudest) ? row : loudest;
        }
        return loudest;
    }

    private static float[] sine(double hertz, float amplitude, int length) {
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (amplitude * Math.sin(2 * Math.PI * hertz * i / RATE));
        }
        return samples;
    }
}
