package org.prosodia.pipeline.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapTest {
    private static final Bootstrap QUICK = new Bootstrap(400, 0.95, 3);
    private static final int TRIALS = 600;

    /** Of 4000 trials; plain percentile intervals covered 0.846, 0.879 and 0.935. */
    @ParameterizedTest
    @CsvSource({"5, 0.921", "8, 0.942", "30, 0.948"})
    void anIntervalOverClipsCoversTheTruthAboutAsOftenAsItSays(int clips, double expected) {
        double coverage = coverage(random -> QUICK.mean(gaussians(clips, random)));
        assertEquals(expected, coverage, 0.03);
    }

    /** How much varies with the seed, with the clip, and with neither alone. */
    @ParameterizedTest
    @CsvSource({"1, 0, 0", "0, 1, 0", "1, 1, 0", "0.3, 1, 0.5"})
    void anIntervalOverSeedsAndClipsCoversTheTruthAboutAsOftenAsItSays(double ofSeed, double ofClip, double ofNeither) {
        double coverage = coverage(random -> {
            double[] seeds = gaussians(5, random);
            double[] clips = gaussians(20, random);
            double[][] values = new double[5][20];
            for (int s = 0; s < 5; s++) {
                for (int c = 0; c < 20; c++) {
                    values[s][c] = ofSeed * seeds[s] + ofClip * clips[c] + ofNeither * random.nextGaussian();
                }
            }
            return QUICK.hierarchicalMean(values);
        });
        assertTrue(coverage > 0.9 && coverage < 0.985, "found " + coverage);
    }

    @Test
    void ofNothingButNoiseTheIntervalOverSeedsAndClipsIsWiderThanItSays() {
        double coverage = coverage(random -> QUICK.hierarchicalMean(
                new double[][] {gaussians(20, random), gaussians(20, random), gaussians(20, random), gaussians(20, random)}));
        assertTrue(coverage > 0.97, "found " + coverage);
    }

    @Test
    void anIntervalOfAFunctionOfMeansIsThatOfTheMeanWhereItIsOne() {
        double[] clips = gaussians(20, new SplittableRandom(5));
        double[][] rows = Arrays.stream(clips).mapToObj(clip -> new double[] {clip, 1}).toArray(double[][]::new);
        Interval mean = QUICK.mean(clips);
        Interval ratio = QUICK.ofMeans(rows, means -> means[0] / means[1]);
        assertEquals(mean.estimate(), ratio.estimate(), 1e-12);
        assertEquals(mean.low(), ratio.low(), 1e-12);
        assertEquals(mean.high(), ratio.high(), 1e-12);
    }

    /** Of 40 clips with a numerator that goes with its denominator; the truth is 2. */
    @Test
    void anIntervalOfARatioCoversTheTruthAboutAsOftenAsItSays() {
        double coverage = coverage(random -> {
            double[][] clips = new double[40][];
            for (int c = 0; c < clips.length; c++) {
                double size = 1 + random.nextDouble();
                clips[c] = new double[] {2 * size + random.nextGaussian(), size};
            }
            return QUICK.ofMeans(clips, means -> means[0] / means[1] - 2);
        });
        assertEquals(0.95, coverage, 0.03);
    }

    @Test
    void aFunctionThatSomeResamplesHaveNoValueOfHasNoInterval() {
        double[][] clips = {{1, 0}, {1, 1}, {1, 0}};
        Interval interval = QUICK.ofMeans(clips, means -> means[0] / means[1]);
        assertEquals(3, interval.estimate(), 1e-12);
        assertTrue(Double.isNaN(interval.low()) && Double.isNaN(interval.high()));
        assertEquals(Optional.empty(), Figure.ofMeans(clips, means -> means[0] / means[1], QUICK).interval());
        assertEquals(new Figure(2, Optional.empty()), Figure.ofMeans(new double[][] {{4, 2}}, means -> means[0] / means[1], QUICK));
    }

    @Test
    void rowsOfFunctionsOfMeansAreChecked() {
        refused("clips: expected at least 2, found 1", () -> QUICK.ofMeans(new double[][] {{1, 2}}, means -> 0));
        refused("numbers of clip 1: expected 2, found 3", () -> QUICK.ofMeans(new double[][] {{1, 2}, {1, 2, 3}}, means -> 0));
        refused("numbers of clip 1: expected finite numbers, found NaN at position 0",
                () -> QUICK.ofMeans(new double[][] {{1, 2}, {Double.NaN, 3}}, means -> 0));
    }

    private static double coverage(Function<RandomGenerator, Interval> experiment) {
        RandomGenerator random = new SplittableRandom(11);
        int covered = 0;
        for (int trial = 0; trial < TRIALS; trial++) {
            covered += experiment.apply(random).excludesZero() ? 0 : 1;
        }
        return (double) covered / TRIALS;
    }

    private static double[] gaussians(int count, RandomGenerator random) {
        return random.doubles(count).map(_ -> random.nextGaussian()).toArray();
    }

    @Test
    void pairsTakeOutWhatClipsHaveInCommon() {
        RandomGenerator random = new SplittableRandom(5);
        double[] hard = gaussians(40, random);
        double[] noise = gaussians(40, random);
        double[] a = new double[40];
        double[] b = new double[40];
        for (int c = 0; c < 40; c++) {
            a[c] = 10 * hard[c] + 1;
            b[c] = 10 * hard[c] + noise[c];
        }
        Interval paired = QUICK.pairedDifference(a, b);
        assertTrue(paired.excludesZero(), paired.toString());
        assertTrue(QUICK.mean(a).high() - QUICK.mean(a).low() > 5 * (paired.high() - paired.low()));
        assertEquals(-paired.estimate(), QUICK.pairedDifference(b, a).estimate(), 1e-12);
    }

    @Test
    void seedsThatHeardTheSameClipsShareTheirResampling() {
        // Both seeds find clip 1 harder: independent draws of clips for each seed would average that away.
        double[][] values = {{0, 1, 0, 1, 0, 1}, {0, 1, 0, 1, 0, 1}};
        Interval common = QUICK.hierarchicalMean(values);
        Interval clips = QUICK.mean(values[0]);
        assertEquals(clips.high() - clips.low(), common.high() - common.low(), 0.1);
        assertEquals(0.5, common.estimate());
    }

    @Test
    void theHierarchicalDifferenceIsThatOfTheSameSeedAndClip() {
        double[][] a = {{1, 2, 3}, {4, 5, 6}};
        double[][] b = {{0.5, 1.5, 2.5}, {3.5, 4.5, 5.5}};
        assertEquals(new Interval(0.5, 0.5, 0.5), QUICK.hierarchicalDifference(a, b));
    }

    @Test
    void isDecidedByItsSeed() {
        double[] values = gaussians(20, new SplittableRandom(1));
        assertEquals(Bootstrap.DEFAULT.mean(values), Bootstrap.DEFAULT.mean(values));
        assertNotEquals(Bootstrap.DEFAULT.mean(values), new Bootstrap(10_000, 0.95, 1).mean(values));
    }

    /** From the tables of Student's distribution. */
    @ParameterizedTest
    @CsvSource({"1, 0.95, 12.7062", "4, 0.95, 2.7764", "9, 0.99, 3.2498", "29, 0.9, 1.6991", "1e6, 0.95, 1.95997"})
    void knowsStudentsQuantiles(double degreesOfFreedom, double level, double expected) {
        assertEquals(expected, ExpandedPercentile.quantile(degreesOfFreedom, level), 1e-4);
    }

    @Test
    void expandsLittleOverManyUnitsAndByTheScarcerSourceOverFew() {
        assertEquals(0.025, ExpandedPercentile.tail(0.95, new ExpandedPercentile.Source(1, 100_000)), 1e-5);
        double few = ExpandedPercentile.tail(0.95, new ExpandedPercentile.Source(1, 5));
        assertEquals(few, ExpandedPercentile.tail(0.95, new ExpandedPercentile.Source(1, 5), new ExpandedPercentile.Source(0, 99)), 1e-12);
        assertTrue(few < ExpandedPercentile.tail(0.95, new ExpandedPercentile.Source(1, 5), new ExpandedPercentile.Source(1, 99)));
    }

    @Test
    void saysWhetherZeroIsOutsideAndPrintsItselfShort() {
        assertTrue(new Interval(1, 0.5, 2).excludesZero());
        assertTrue(new Interval(-1, -2, -0.5).excludesZero());
        assertFalse(new Interval(0.1, 0, 0.2).excludesZero());
        assertEquals("0.195 [0.190, 0.201]", new Interval(0.195, 0.19, 0.2012).toString());
    }

    @Test
    void refusesTooLittleAndWhatIsNoNumber() {
        refused("clips: expected at least 2, found 1", () -> QUICK.mean(new double[] {1}));
        refused("clips: expected finite numbers, found NaN at position 1", () -> QUICK.mean(new double[] {1, Double.NaN}));
        refused("clips: expected the same of both, found 2 and 3", () -> QUICK.pairedDifference(new double[2], new double[3]));
        refused("seeds: expected at least 2, found 1", () -> QUICK.hierarchicalMean(new double[1][5]));
        refused("seeds: expected at least 2, found 0", () -> QUICK.hierarchicalMean(new double[0][]));
        refused("clips of seed 1: expected 3, found 2", () -> QUICK.hierarchicalMean(new double[][] {{1, 2, 3}, {1, 2}}));
        refused("seeds: expected the same of both, found 2 and 3", () -> QUICK.hierarchicalDifference(new double[2][2], new double[3][2]));
        refused("resamples", () -> new Bootstrap(99, 0.95, 0));
        refused("level", () -> new Bootstrap(1000, 95, 0));
    }

    private static void refused(String message, Executable code) {
        String found = assertThrows(IllegalArgumentException.class, code).getMessage();
        assertTrue(found.contains(message), () -> "expected \"" + message + "\" in \"" + found + "\"");
    }
}
