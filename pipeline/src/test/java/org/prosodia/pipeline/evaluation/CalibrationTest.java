package org.prosodia.pipeline.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.prosodia.dirichlet.Dirichlet;
import org.prosodia.dirichlet.DirichletSampler;
import org.prosodia.pipeline.timeline.FrameTimes;
import org.prosodia.pipeline.timeline.Timeline;
import org.prosodia.pipeline.timeline.Timelines;

class CalibrationTest {
    private static final int FRAMES = 5000;
    private static final double[] ALPHA = {2, 1, 3, 4, 5, 1.5};

    @Test
    void findsTheModelThatTheTruthWasDrawnFromCalibrated() {
        Calibration calibration = of(1);
        assertEquals(0.50, calibration.coverage(0.5), 0.01);
        assertEquals(0.80, calibration.coverage(0.8), 0.01);
        assertEquals(0.95, calibration.coverage(0.95), 0.005);
        assertEquals(Dirichlet.of(ALPHA).entropy(), calibration.negativeLogLikelihood(), 0.1, "the likelihood of a model's own draws");
        assertEquals(FRAMES * 6L, calibration.transforms().stream().mapToLong(Long::longValue).sum());
    }

    @Test
    void findsTheOverconfidentBelowAndTheUnderconfidentAbove() {
        Calibration sure = of(5);
        Calibration unsure = of(0.2);
        for (double level : new double[] {0.5, 0.8, 0.95}) {
            assertTrue(sure.coverage(level) < level - 0.1, level + ": found " + sure.coverage(level));
        }
        assertTrue(unsure.coverage(0.5) > 0.6, "found " + unsure.coverage(0.5));
        assertTrue(sure.negativeLogLikelihood() > of(1).negativeLogLikelihood() + 1);
        assertTrue(unsure.negativeLogLikelihood() > of(1).negativeLogLikelihood() + 1);
    }

    /** A model of the given certainty against draws from {@link #ALPHA}. */
    private static Calibration of(double certainty) {
        SplittableRandom random = new SplittableRandom(7);
        float[] alpha = new float[FRAMES * 6];
        float[] truth = new float[FRAMES * 6];
        for (int t = 0; t < FRAMES; t++) {
            double[] y = DirichletSampler.sample(Dirichlet.of(ALPHA), random);
            for (int k = 0; k < 6; k++) {
                alpha[t * 6 + k] = (float) (certainty * ALPHA[k]);
                truth[t * 6 + k] = (float) y[k];
            }
        }
        double[] times = FrameTimes.centres(FRAMES);
        return Calibration.of(Timeline.ofAlphas("a.wav", 0.02 * FRAMES, Timelines.SIX, times, alpha),
                Timeline.ofMeans("a.wav", 0.02 * FRAMES, Timelines.SIX, times, truth), 0);
    }

    /** The distribution functions: of Beta(1, 1) y, of Beta(2, 1) y², of Beta(1, 2) 1 − (1 − y)², of Beta(½, ½) the arcsine law. */
    @ParameterizedTest
    @CsvSource({"1, 1, 0.3, 0.3", "2, 1, 0.3, 0.09", "2, 1, 0.9, 0.81", "1, 2, 0.3, 0.51", "0.5, 0.5, 0.25, 0.333333333333", "1, 1, 0, 0",
        "1, 1, 1, 1", "1e6, 1e6, 0.5, 0.5", "1e-6, 1e-6, 0.5, 0.5", "1e6, 1e-6, 0.999, 0", "1e-6, 1e6, 0.001, 1"})
    void transformsByTheBetaMarginal(double alpha, double beta, double y, double expected) {
        assertEquals(expected, Calibration.transform(new double[] {y, 1 - y}, new double[] {alpha, beta}, 0), 1e-9);
        assertEquals(1 - expected, Calibration.transform(new double[] {y, 1 - y}, new double[] {alpha, beta}, 1), 1e-9);
    }

    @Test
    void lumpsTheOtherEmotionsTogetherInTheMarginal() {
        // Of the flat Dirichlet over three, the marginal is Beta(1, 2).
        assertEquals(0.51, Calibration.transform(new double[] {0.3, 0.6, 0.1}, new double[] {1, 1, 1}, 0), 1e-12);
    }

    @Test
    void smoothsTheTruthSoThatCornersCostAFiniteAmount() {
        Timeline predicted = Timeline.ofAlphas("a.wav", 1, List.of("anger", "joy"), new double[] {0.5}, new float[] {3, 2});
        Timeline corner = Timeline.ofMeans("a.wav", 1, List.of("joy", "anger"), new double[] {0.5}, new float[] {0, 1});
        double[] smoothed = {0.975, 0.025};
        assertEquals(-Dirichlet.of(3, 2).logDensity(smoothed), Calibration.of(predicted, corner).negativeLogLikelihood(), 1e-6);
        assertEquals(Double.POSITIVE_INFINITY, Calibration.of(predicted, corner, 0).negativeLogLikelihood());
    }

    @Test
    void poolsClipsFrameByFrame() {
        Timeline truth = Timelines.random("a.wav", Timelines.SIX, 30, 1);
        Timeline predicted = Timelines.random("a.wav", Timelines.SIX, 30, 2);
        Calibration whole = Calibration.of(predicted, truth);
        Calibration parts = Calibration.pooled(List.of(part(predicted, truth, 0, 10), part(predicted, truth, 10, 30)));
        assertEquals(whole.transforms(), parts.transforms());
        assertEquals(whole.negativeLogLikelihood(), parts.negativeLogLikelihood(), 1e-9);
        assertEquals(30, parts.frames());
    }

    private static Calibration part(Timeline predicted, Timeline truth, int from, int to) {
        double[] times = Arrays.copyOfRange(truth.times(), from, to);
        return Calibration.of(predicted, truth.interpolate(times));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 0.93, Double.NaN})
    void hasCoverageOfTheLevelsThatItsBinsCanTell(double level) {
        Calibration calibration = of(1);
        assertThrows(IllegalArgumentException.class, () -> calibration.coverage(level));
    }

    @Test
    void needsConcentrations() {
        Timeline truth = Timelines.random("a.wav", Timelines.SIX, 3, 1);
        assertEquals("a.wav: expected a prediction with concentrations, found means alone", assertThrows(IllegalArgumentException.class,
                () -> Calibration.of(Timelines.meansOf(truth), truth)).getMessage());
    }
}
