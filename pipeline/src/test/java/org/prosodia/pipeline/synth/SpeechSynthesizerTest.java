package org.prosodia.pipeline.synth;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.timeline.picture.Spectrogram;

class SpeechSynthesizerTest {
    private static final int RATE = SpeechSynthesizer.SAMPLE_RATE;
    /** Checksum of two seconds of speech: changes only when the synthesiser is meant to sound otherwise. */
    private static final long GOLDEN = 3_968_034_068L;
    private static final Prosody STEADY = new Prosody(160, 0, 4, -24, -6, 0, 0);

    @Test
    void sameSeedSameSamplesAndOtherwiseNot() {
        assertArrayEquals(speak(Prosody.NEUTRAL, 2, 5), speak(Prosody.NEUTRAL, 2, 5));
        assertFalse(Arrays.equals(speak(Prosody.NEUTRAL, 2, 5), speak(Prosody.NEUTRAL, 2, 6)));
    }

    @Test
    void theSamplesAreTheSameOnEveryJvm() {
        CRC32 crc = new CRC32();
        for (float sample : speak(Prosody.NEUTRAL, 2, 42)) {
            int bits = Float.floatToIntBits(sample);
            crc.update(new byte[] {(byte) bits, (byte) (bits >> 8), (byte) (bits >> 16), (byte) (bits >> 24)});
        }
        assertEquals(GOLDEN, crc.getValue());
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0.00003, 0", "0.025, 400", "1, 16000", "3.00004, 48001"})
    void givesAsManySamplesAsAsked(double seconds, int samples) {
        assertEquals(samples, speak(Prosody.NEUTRAL, seconds, 1).length);
    }

    @Test
    void neverClipsHoweverLoud() {
        for (float sample : speak(new Prosody(250, 12, 6, -12, 0, 0.03, 0), 10, 3)) {
            assertTrue(Math.abs(sample) < 1);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {-42, -30, -24})
    void energySetsTheLevel(double energy) {
        Prosody prosody = new Prosody(160, 0, 4, energy, -6, 0, 0);
        // Consonants and the gaps between syllables cost some decibels, stress gives some.
        assertEquals(energy, 10 * Math.log10(meanSquare(speak(prosody, 20, 4))), 3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {80, 125, 200, 320})
    void thePitchIsTheOneAskedFor(double pitch) {
        float[] samples = speak(new Prosody(pitch, 0, 4, -24, -6, 0, 0), 5, 2);
        assertEquals(pitch, RATE / (double) strongestPeriod(samples, (int) (RATE / (1.5 * pitch)), (int) (1.5 * RATE / pitch)),
                0.02 * pitch);
    }

    @Test
    void aWiderRangeSpreadsThePitch() {
        Contour contour = new Contour(0.5, 0, 0);
        Prosody wide = new Prosody(100, 12, 4, -24, -6, 0, 0);
        assertEquals(100 * Math.sqrt(2), contour.pitch(wide, 0), 1e-9);
        assertEquals(100, contour.pitch(wide, 1), 1e-9);
    }

    @Test
    void aSteeperTiltIsDarker() {
        double pressed = brightness(speak(new Prosody(160, 0, 4, -24, -3, 0, 0), 10, 4));
        double soft = brightness(speak(new Prosody(160, 0, 4, -24, -14, 0, 0), 10, 4));
        assertTrue(pressed > soft + 6, () -> pressed + " dB against " + soft + " dB");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.6})
    void pausesTakeTheirShare(double share) {
        float[] samples = speak(new Prosody(160, 4, 4, -20, -6, 0, share), 120, 8);
        int longest = 0;
        int quiet = 0;
        int run = 0;
        int block = RATE / 50;
        for (int from = 0; from + block <= samples.length; from += block) {
            boolean silent = meanSquare(Arrays.copyOfRange(samples, from, from + block)) < 1e-6;
            run = silent ? run + 1 : 0;
            longest = Math.max(longest, run);
            quiet += silent ? 1 : 0;
        }
        assertTrue(longest >= 4);
        // The closures of stops are silent too.
        assertEquals(share + 0.05, quiet / (samples.length / (double) block), 0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {2, 4, 7})
    void syllablesComeAtTheRateAskedFor(double rate) {
        Prosody prosody = new Prosody(160, 4, rate, -24, -6, 0, 0);
        int count = SpeechPlan.of(ProsodyCurve.constant(prosody), 60, new SplittableRandom(1)).size();
        assertEquals(rate, count / 60.0, 0.12 * rate);
    }

    @Test
    void prosodyFollowsItsCurve() {
        Prosody quiet = new Prosody(100, 4, 4, -40, -6, 0, 0);
        Prosody loud = new Prosody(200, 4, 4, -20, -6, 0, 0);
        ProsodyCurve curve = ProsodyCurve.through(Map.of(1.0, quiet, 9.0, loud));
        assertEquals(quiet, curve.at(0));
        assertEquals(loud, curve.at(10));
        assertEquals(-30, curve.at(5).energy(), 1e-9);
        assertEquals(100 * Math.sqrt(2), curve.at(5).pitch(), 1e-9);
        float[] samples = SpeechSynthesizer.synthesize(curve, Voice.HIGH, 10, 1);
        double before = meanSquare(Arrays.copyOfRange(samples, 0, 2 * RATE));
        double after = meanSquare(Arrays.copyOfRange(samples, 8 * RATE, 10 * RATE));
        assertTrue(after > 10 * before);
    }

    @Test
    void anUnbrokenVowelHasItsFormants() {
        SyllableRenderer renderer = new SyllableRenderer(new Voice(1, 0, 0), new SplittableRandom(1));
        Syllable syllable = new Syllable(0, 1, Consonant.NONE, Vowel.I, false, new Contour(0, 0, 0));
        double[] samples = renderer.render(syllable, new Prosody(100, 0, 1, -24, -6, 0, 0));
        // An i has little between its first formant (270 Hz) and its second (2290 Hz).
        assertTrue(level(samples, 300) > level(samples, 1200) + 20);
        assertTrue(level(samples, 2300) > level(samples, 1200) + 10);
    }

    @Test
    void theSourceFallsByItsTilt() {
        GlottalSource source = new GlottalSource(new SplittableRandom(1));
        source.tune(100, -12);
        double[] samples = new double[RATE];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = source.next(0, 0);
        }
        assertEquals(-12, level(samples, 200) - level(samples, 100), 0.1);
        assertEquals(-36, level(samples, 800) - level(samples, 100), 0.1);
    }

    @Test
    void refusesWhatNoVoiceCanDo() {
        String message = assertThrows(IllegalArgumentException.class, () -> new Prosody(10, 4, 4, -24, -6, 0, 0)).getMessage();
        assertEquals("pitch: expected 50.0 to 600.0, found 10.0", message);
        assertThrows(IllegalArgumentException.class, () -> new Prosody(100, 4, 4, -24, -6, Double.NaN, 0));
        assertThrows(IllegalArgumentException.class, () -> new Voice(3, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> speak(STEADY, -1, 1));
        assertThrows(IllegalArgumentException.class, () -> ProsodyCurve.through(Map.of()));
    }

    private static float[] speak(Prosody prosody, double seconds, long seed) {
        return SpeechSynthesizer.synthesize(ProsodyCurve.constant(prosody), Voice.LOW, seconds, seed);
    }

    private static double meanSquare(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += sample * sample;
        }
        return sum / samples.length;
    }

    /** The lag with the highest autocorrelation. */
    private static int strongestPeriod(float[] samples, int from, int to) {
        int best = from;
        double highest = Double.NEGATIVE_INFINITY;
        for (int lag = from; lag <= to; lag++) {
            double sum = 0;
            for (int i = lag; i < samples.length; i++) {
                sum += samples[i] * samples[i - lag];
            }
            if (sum > highest) {
                highest = sum;
                best = lag;
            }
        }
        return best;
    }

    /** Power from 1.5 to 4 kHz over power below 1 kHz, dB: where voice, not consonants, rules. */
    private static double brightness(float[] samples) {
        Spectrogram spectrogram = Spectrogram.of(samples, RATE, 500);
        double high = 0;
        double low = 0;
        for (int c = 0; c < spectrogram.columns(); c++) {
            for (int row = 0; row < spectrogram.rows(); row++) {
                double power = Math.pow(10, spectrogram.db(c, row) / 10);
                double hertz = spectrogram.frequency(row);
                high += hertz > 1500 && hertz < 4000 ? power : 0;
                low += hertz < 1000 ? power : 0;
            }
        }
        return 10 * Math.log10(high / low);
    }

    /** Level of one frequency, dB, by its Fourier sum. */
    private static double level(double[] samples, double hertz) {
        double re = 0;
        double im = 0;
        for (int i = 0; i < samples.length; i++) {
            re += samples[i] * Math.cos(2 * Math.PI * hertz * i / RATE);
            im += samples[i] * Math.sin(2 * Math.PI * hertz * i / RATE);
        }
        return 10 * Math.log10(re * re + im * im);
    }
}
