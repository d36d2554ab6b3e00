package org.prosodia.pipeline.augment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.prosodia.pipeline.augment.Sounds.RATE;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.tensor.Rng;

class AugmentationTest {
    private static final Augmentation EVERYTHING = new Augmentation(Chance.always(0.8, 1.25), Chance.always(0.5, 1.5),
            Chance.always(-0.3, 0.3), Chance.always(-6, 6), Chance.always(0, 30), 0.5);

    private static Augmentation speed(double min, double max) {
        return new Augmentation(Chance.always(min, max), Chance.NEVER, Chance.NEVER, Chance.NEVER, Chance.NEVER, 0);
    }

    private static Augmentation crop(double min, double max) {
        return new Augmentation(Chance.NEVER, Chance.always(min, max), Chance.NEVER, Chance.NEVER, Chance.NEVER, 0);
    }

    private static Augmentation shift(double min, double max) {
        return new Augmentation(Chance.NEVER, Chance.NEVER, Chance.always(min, max), Chance.NEVER, Chance.NEVER, 0);
    }

    private static Augmentation gain(double min, double max) {
        return new Augmentation(Chance.NEVER, Chance.NEVER, Chance.NEVER, Chance.always(min, max), Chance.NEVER, 0);
    }

    static List<Augmentation> settings() {
        return List.of(Augmentation.NONE, Augmentation.DEFAULT, EVERYTHING, speed(0.5, 2), crop(0.1, 1), shift(-1, 1), gain(-20, 20));
    }

    @Test
    void noneGivesACopy() {
        float[] samples = Sounds.sine(100, 1000);
        Augmented same = Augmentation.NONE.apply(samples, new Rng(1));
        assertArrayEquals(samples, same.samples());
        assertNotSame(samples, same.samples());
        assertEquals(0, same.offset());
        assertEquals(1, same.speed());
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theSeedDecidesEveryBitAndTheClipStaysAsItIs(Augmentation augmentation) {
        float[] samples = Sounds.sine(220, 40_000);
        float[] before = samples.clone();
        for (long seed = 0; seed < 5; seed++) {
            Augmented once = augmentation.apply(samples, new Rng(seed));
            Augmented again = augmentation.apply(samples, new Rng(seed));
            assertArrayEquals(once.samples(), again.samples());
            assertEquals(once.offset(), again.offset());
            assertEquals(once.speed(), again.speed());
        }
        assertArrayEquals(before, samples);
    }

    @ParameterizedTest
    @MethodSource("settings")
    void theGeneratorAdvancesTheSameWhateverIsOn(Augmentation augmentation) {
        Rng none = new Rng(3);
        Augmentation.NONE.apply(new float[500], none);
        Rng some = new Rng(3);
        augmentation.apply(Sounds.sine(100, 40_000), some);
        assertEquals(none.state(), some.state());
    }

    @Test
    void chancesAreWhatTheySay() {
        Augmentation sometimes = new Augmentation(Chance.NEVER, Chance.NEVER, new Chance(0.3, 0.1, 0.2), Chance.NEVER, Chance.NEVER, 0);
        Rng rng = new Rng(4);
        double[] delays = Stream.generate(() -> -sometimes.apply(new float[16_000], rng).offset()).limit(2_000).mapToDouble(d -> d)
                .filter(delay -> delay != 0).toArray();
        assertEquals(600, delays.length, 80); // 4 standard deviations
        assertTrue(Arrays.stream(delays).allMatch(delay -> delay >= 0.1 && delay <= 0.2));
        assertEquals(0.15, Arrays.stream(delays).average().orElseThrow(), 0.005);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.9, 0.95, 1, 1.05, 1.1, 1.234, 2})
    void speedChangesDurationAndPitchByItsFactor(double factor) {
        float[] samples = Sounds.sine(440, 32_000);
        Augmented faster = speed(factor, factor).apply(samples, new Rng(5));
        assertEquals(factor, faster.speed());
        assertEquals(0, faster.offset());
        assertEquals(Math.ceil(32_000 / factor), faster.samples().length, 1);
        assertEquals(440 * factor, Sounds.frequency(faster.samples()), 0.01 * factor);
    }

    @Test
    void speedFoldsNothingBack() {
        float[] whistle = Sounds.sine(6_000, 32_000);
        float[] faster = speed(1.5, 1.5).apply(whistle, new Rng(6)).samples();
        assertTrue(Sounds.power(Arrays.copyOfRange(faster, 1_000, faster.length - 1_000)) < 1e-8); // 9 kHz does not fit below 8 kHz
    }

    @ParameterizedTest
    @ValueSource(doubles = {-20, -6, 0, 3, 12})
    void gainIsExact(double db) {
        float[] samples = Sounds.sine(100, 1_000);
        float[] louder = gain(db, db).apply(samples, new Rng(7)).samples();
        for (int i = 0; i < samples.length; i++) {
            assertEquals((float) (samples[i] * Math.pow(10, db / 20)), louder[i]);
        }
    }

    @Test
    void shiftsPadWithSilence() {
        float[] samples = {1, 2, 3, 4, 5, 6, 7, 8};
        double twoSamples = 2.0 / RATE;
        Augmented later = shift(twoSamples, twoSamples).apply(samples, new Rng(8));
        assertArrayEquals(new float[] {0, 0, 1, 2, 3, 4, 5, 6}, later.samples());
        assertEquals(-twoSamples, later.offset());
        Augmented earlier = shift(-twoSamples, -twoSamples).apply(samples, new Rng(8));
        assertArrayEquals(new float[] {3, 4, 5, 6, 7, 8, 0, 0}, earlier.samples());
        assertEquals(twoSamples, earlier.offset());
        assertArrayEquals(new float[] {0, 0, 0, 0, 1, 2, 3, 4}, shift(1, 1).apply(samples, new Rng(8)).samples());
    }

    @Test
    void cropsAreAnywhereInTheClip() {
        float[] samples = new float[2_000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i;
        }
        double[] starts = new double[500];
        for (int seed = 0; seed < starts.length; seed++) {
            Augmented part = crop(0.05, 0.1).apply(samples, new Rng(seed));
            int length = part.samples().length;
            assertTrue(length >= 800 && length <= 1_600, length + " samples");
            int from = (int) part.samples()[0];
            assertArrayEquals(Arrays.copyOfRange(samples, from, from + length), part.samples());
            assertEquals((double) from / RATE, part.offset());
            starts[seed] = (double) from / (2_000 - length);
        }
        assertEquals(0.5, Arrays.stream(starts).average().orElseThrow(), 0.05);
        assertTrue(Arrays.stream(starts).min().orElseThrow() < 0.02 && Arrays.stream(starts).max().orElseThrow() > 0.98);
        assertEquals(700, crop(0.05, 0.1).apply(new float[700], new Rng(9)).samples().length);
    }

    @Test
    void aClickLandsWhereTheMappingSays() {
        Augmentation silent = new Augmentation(Chance.always(0.7, 1.4), Chance.always(1, 1.9), Chance.always(-0.2, 0.2), Chance.NEVER,
                Chance.NEVER, 0);
        int seen = 0;
        for (int seed = 0; seed < 50; seed++) {
            Augmented changed = silent.apply(Sounds.click(32_000, 15_000), new Rng(seed));
            if (Sounds.power(changed.samples()) * changed.samples().length > 5) { // not cut off
                assertEquals(15_000.0 / RATE, changed.originalTime(Sounds.centre(changed.samples())), 1e-4, "seed " + seed);
                seen++;
            }
        }
        assertTrue(seen > 30, seen + " clicks");
    }

    @Test
    void timelinesFollow() {
        Timeline ramp = Timeline.ofMeans("a.wav", 2, List.of("joy", "anger"), new double[] {0, 2}, new float[] {0, 1, 1, 0});
        Augmented changed = new Augmented(new float[100], 0.5, 1.25);
        Timeline followed = ramp.interpolate(changed.originalTimes(new double[] {0, 0.4}));
        assertEquals(0.25f, followed.value(0, 0));
        assertEquals(0.5f, followed.value(1, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 399, 400, 401, 450})
    void veryShortClipsSurviveAndStayLongEnoughForTheModel(int length) {
        for (int seed = 0; seed < 20; seed++) {
            float[] changed = EVERYTHING.apply(Sounds.sine(1_000, length), new Rng(seed)).samples();
            assertTrue(changed.length >= Math.min(length, 400), changed.length + " samples");
            for (float sample : changed) {
                assertTrue(Float.isFinite(sample));
            }
        }
    }

    @Test
    void silenceSurvives() {
        float[] changed = EVERYTHING.apply(new float[20_000], new Rng(10)).samples();
        assertArrayEquals(new float[changed.length], changed);
    }

    @Test
    void nothingAndImpossibleSettingsAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> EVERYTHING.apply(new float[0], new Rng(1)));
        assertThrows(IllegalArgumentException.class, () -> speed(0, 1));
        assertThrows(IllegalArgumentException.class, () -> speed(1, 5));
        assertThrows(IllegalArgumentException.class, () -> crop(0.01, 1));
        assertThrows(IllegalArgumentException.class, () -> gain(0, Double.POSITIVE_INFINITY));
        assertThrows(IllegalArgumentException.class, () -> gain(Double.NaN, 1));
        assertThrows(IllegalArgumentException.class, () -> new Chance(1.1, 0, 1));
        assertThrows(IllegalArgumentException.class, () -> new Chance(0.5, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> new Augmentation(Chance.NEVER, Chance.NEVER, Chance.NEVER, Chance.NEVER,
                Chance.NEVER, 2));
    }
}
