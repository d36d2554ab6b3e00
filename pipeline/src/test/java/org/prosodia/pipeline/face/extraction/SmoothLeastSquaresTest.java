package org.prosodia.pipeline.face.extraction;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothLeastSquaresTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 0.3", "30, 0.01", "30, 5", "100, 1000"})
    void theSolutionMeetsTheConditionsOfTheMinimum(int length, double w) {
        NormalEquations[] frames = frames(length);
        requireMinimum(frames, w, SmoothLeastSquares.solve(frames, w).shares());
    }

    /** Of 60 frames a second. */
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.1, 0.3, 1, 3, 10})
    void everySmoothingIsReachedInTime(double seconds) {
        NormalEquations[] frames = frames(100);
        double w = NormalEquations.scale(frames[0].h()) * seconds * seconds * 3600;
        SmoothLeastSquares.Solution found = SmoothLeastSquares.solve(frames, w);
        assertTrue(found.rounds() < 3000, found.rounds() + " rounds");
        requireMinimum(frames, w, found.shares());
    }

    private static void requireMinimum(NormalEquations[] frames, double w, double[][] e) {
        int length = frames.length;
        for (int t = 0; t < length; t++) {
            assertEquals(1, Arrays.stream(e[t]).sum(), 1e-9);
            double[] gradient = SimplexLeastSquaresTest.gradient(frames[t], e[t]);
            for (int i = 0; i < 6; i++) {
                gradient[i] += w * ((t > 0 ? e[t][i] - e[t - 1][i] : 0) + (t < length - 1 ? e[t][i] - e[t + 1][i] : 0));
            }
            double least = Arrays.stream(gradient).min().orElseThrow();
            for (int i = 0; i < 6; i++) {
                assertTrue(e[t][i] >= 0);
                assertTrue(e[t][i] == 0 || gradient[i] < least + 1e-5 * (1 + w), "frame " + t + ": " + Arrays.toString(e[t]));
            }
        }
    }

    @Test
    void withoutAWeightToSpeakOfEveryFrameIsSolvedByItself() {
        NormalEquations[] frames = frames(20);
        double[][] e = SmoothLeastSquares.solve(frames, 1e-9).shares();
        for (int t = 0; t < frames.length; t++) {
            assertArrayEquals(SimplexLeastSquares.solve(frames[t]), e[t], 1e-6);
        }
    }

    @Test
    void underAGreatWeightAllFramesAreAlike() {
        double[][] e = SmoothLeastSquares.solve(frames(20), 1e6).shares();
        for (double[] shares : e) {
            assertArrayEquals(e[0], shares, 1e-3);
        }
    }

    @Test
    void theNearestSharesAreAtTheFootOfThePerpendicular() {
        assertArrayEquals(new double[] {0.5, 0.5, 0}, SmoothLeastSquares.nearestShares(new double[] {2, 2, -5}), 1e-15);
        assertArrayEquals(new double[] {0, 1}, SmoothLeastSquares.nearestShares(new double[] {-3, 0}), 1e-15);
        assertArrayEquals(new double[] {0.2, 0.3, 0.5}, SmoothLeastSquares.nearestShares(new double[] {0.2, 0.3, 0.5}), 1e-15);
        assertArrayEquals(new double[] {1.0 / 3, 1.0 / 3, 1.0 / 3}, SmoothLeastSquares.nearestShares(new double[3]), 1e-15);
    }

    private static NormalEquations[] frames(int length) {
        Random random = new Random(5);
        NormalEquations[] frames = new NormalEquations[length];
        for (int t = 0; t < length; t++) {
            frames[t] = SimplexLeastSquaresTest.random(6, 30, 1, random);
        }
        return frames;
    }
}
