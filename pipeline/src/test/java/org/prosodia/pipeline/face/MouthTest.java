package org.prosodia.pipeline.face;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MouthTest {
    private static final int SECOND = 16_000;

    /** Formants of textbook vowels, the second one as much weaker as its frequency makes it. */
    @ParameterizedTest
    @CsvSource({"730, 1090, -6, OPEN", "300, 870, -20, ROUND", "270, 2290, -18, SPREAD", "550, 1500, -6, HALF_OPEN"})
    void aVowelIsSeenByItsFormants(double first, double second, double decibels, MouthShape shape) {
        float[] vowel = new float[SECOND];
        for (int i = 0; i < vowel.length; i++) {
            vowel[i] = (float) (0.2 * Math.sin(2 * Math.PI * first * i / SECOND)
                    + 0.2 * Math.pow(10, decibels / 20) * Math.sin(2 * Math.PI * second * i / SECOND));
        }
        assertEquals(shape, strongest(Mouth.weights(vowel)[50]));
    }

    @Test
    void hissShowsTheTeeth() {
        assertEquals(MouthShape.TEETH, strongest(Mouth.weights(noise(SECOND, 0.1))[50]));
    }

    private static MouthShape strongest(double[] weights) {
        int best = 0;
        for (int i = 1; i < weights.length; i++) {
            best = weights[i] > weights[best] ? i : best;
        }
        return MouthShape.values()[best];
    }

    @Test
    void lipsMeetInAShortGapOfSpeechAndNotInSilence() {
        float[] speech = noise(2 * SECOND, 0.2);
        Arrays.fill(speech, SECOND, SECOND + SECOND / 10, 0);
        double[][] weights = Mouth.weights(speech);
        int closed = MouthShape.CLOSED.ordinal();
        assertTrue(weights[105][closed] > 0.3, "in the gap");
        assertTrue(weights[50][closed] < 0.05, "in speech");
        for (double[] row : Mouth.weights(new float[SECOND])) {
            assertEquals(0, Arrays.stream(row).sum());
        }
    }

    @Test
    void lipsMoveBeforeTheSoundAndAfterIt() {
        float[] word = new float[2 * SECOND];
        System.arraycopy(noise(SECOND / 2, 0.2), 0, word, SECOND, SECOND / 2);
        double[][] weights = Mouth.weights(word);
        int teeth = MouthShape.TEETH.ordinal();
        assertEquals(0, weights[90][teeth]);
        assertTrue(weights[97][teeth] > 0 && weights[97][teeth] < weights[100][teeth] && weights[100][teeth] < weights[110][teeth]);
        assertTrue(weights[152][teeth] > 0 && weights[152][teeth] < weights[145][teeth]);
        assertEquals(0, weights[160][teeth]);
    }

    @Test
    void quietRecordingsSpeakAsWell() {
        float[] loud = Faces.speech(2);
        float[] quiet = loud.clone();
        for (int i = 0; i < quiet.length; i++) {
            quiet[i] /= 2;
        }
        double[][] a = Mouth.weights(loud);
        double[][] b = Mouth.weights(quiet);
        for (int r = 0; r < a.length; r++) {
            assertTrue(Math.abs(a[r][1] - b[r][1]) < 0.02, "row " + r);
        }
    }

    @Test
    void noiseOfAQuietRoomHardlyMovesTheMouth() {
        for (double[] row : Mouth.weights(noise(SECOND, 2e-4))) {
            assertTrue(Arrays.stream(row).sum() < 0.1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 159, 160, 161, 5000, 64000})
    void weightsAreSharesOfOneFaceAtMost(int samples) {
        double[][] weights = Mouth.weights(Arrays.copyOf(Faces.speech(4), samples));
        for (double[] row : weights) {
            assertTrue(Arrays.stream(row).min().orElseThrow() >= 0);
            assertTrue(Arrays.stream(row).sum() <= 1 + 1e-9);
        }
    }

    private static float[] noise(int length, double deviation) {
        Random random = new Random(1);
        float[] samples = new float[length];
        for (int i = 0; i < length; i++) {
            samples[i] = (float) (deviation * random.nextGaussian());
        }
        return samples;
    }
}
