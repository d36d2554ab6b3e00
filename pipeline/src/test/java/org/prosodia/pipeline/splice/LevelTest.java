package org.prosodia.pipeline.splice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.spectrum.Tones;

class LevelTest {
    @ParameterizedTest
    @CsvSource({"1, 16000, -3.0103", "0.1, 16000, -23.0103", "0.5, 6400, -9.0309", "0.5, 160, -9.0309"})
    void aSineReadsThreeDecibelsBelowItsAmplitude(double amplitude, int length, double db) {
        assertEquals(db, ActiveLevel.of(Tones.sine(1000, amplitude, length)), 1e-3);
    }

    /** A pause as long as the speech would lower the mean power by 3 dB; blocks that are half pause are within the gate. */
    @Test
    void pausesAreKeptOut() {
        float[] speech = Tones.sine(1000, 0.5, 64_000);
        Arrays.fill(speech, 16_000, 48_000, 0);
        assertEquals(-9.03, ActiveLevel.of(speech), 0.8);
    }

    @Test
    void whatNobodyCanHearHasNoLevel() {
        assertEquals(Double.NEGATIVE_INFINITY, ActiveLevel.of(new float[20_000]));
        assertEquals(Double.NEGATIVE_INFINITY, ActiveLevel.of(Tones.sine(1000, 1e-4, 20_000)));
    }

    @ParameterizedTest
    @CsvSource({"0, 0, 3200", "640, 640, 3200", "100, 0, 3200", "3200, 3200, 3200", "0, 960, 3200"})
    void silenceBeforeAndAfterIsCutToTheFrame(int before, int cut, int length) {
        float[] samples = new float[before + length + 1000];
        System.arraycopy(Tones.sine(500, 0.5, length), 0, samples, before, length);
        Arrays.fill(samples, before, Math.max(before, cut), 0);
        float[] trimmed = Trim.apply(samples, 40);
        int end = Math.min(samples.length, (before + length + 319) / 320 * 320);
        assertArrayEquals(Arrays.copyOfRange(samples, cut, end), trimmed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 319, 320, 321, 5000})
    void somethingIsAlwaysLeft(int length) {
        float[] silence = new float[length];
        assertArrayEquals(silence, Trim.apply(silence, 40));
        float[] pulse = new float[length];
        pulse[length - 1] = 1;
        float[] trimmed = Trim.apply(pulse, 40);
        assertEquals(1, trimmed[trimmed.length - 1]);
        assertEquals((length - 1) % 320 + 1, trimmed.length);
    }

    @Test
    void theRangeDecidesWhatIsSilence() {
        float[] samples = Tones.sine(500, 0.5, 6400);
        for (int i = 0; i < 3200; i++) {
            samples[i] *= 0.05f; // −26 dB
        }
        assertEquals(3200, Trim.apply(samples, 20).length);
        assertEquals(6400, Trim.apply(samples, 30).length);
    }
}
