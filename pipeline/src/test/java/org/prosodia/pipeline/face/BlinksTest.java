package org.prosodia.pipeline.face;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlinksTest {
    private static final double FPS = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, -9})
    void eyesCloseWhollyEveryTwoToSixSecondsAndOpenAgain(long seed) {
        double[] lids = lids(60, seed);
        List<Double> starts = new ArrayList<>();
        List<Double> lengths = new ArrayList<>();
        for (int t = 1; t < lids.length; t++) {
            if (lids[t] > 0 && lids[t - 1] == 0) {
                starts.add(t / FPS);
            } else if (lids[t] == 0 && lids[t - 1] > 0) {
                lengths.add(t / FPS - starts.getLast());
            }
        }
        assertTrue(starts.size() >= 60 / 6.3 - 2 && starts.size() <= 60 / 2.2 + 1, starts::toString);
        assertTrue(starts.getFirst() <= 6.01, starts::toString);
        for (int i = 1; i < starts.size(); i++) {
            double rest = starts.get(i) - starts.get(i - 1) - 0.24;
            assertTrue(rest >= 1.98 && rest <= 6.02, starts::toString);
        }
        lengths.forEach(length -> assertEquals(0.24, length, 0.011));
        assertEquals(1, Arrays.stream(lids).max().orElseThrow(), 0.01);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void longerAudioBlinksTheSameAtFirst(long seed) {
        assertArrayEquals(lids(20, seed), Arrays.copyOf(lids(60, seed), (int) (20 * FPS)));
    }

    /** How far the left eye is closed in each frame; the right one is as far. */
    private static double[] lids(double seconds, long seed) {
        double[] faces = new double[(int) (seconds * FPS) * 52];
        Blinks.addTo(faces, FPS, seed);
        double[] lids = new double[faces.length / 52];
        for (int t = 0; t < lids.length; t++) {
            lids[t] = faces[t * 52 + Blendshape.EYE_BLINK_LEFT.ordinal()];
            assertEquals(lids[t], faces[t * 52 + Blendshape.EYE_BLINK_RIGHT.ordinal()]);
            assertEquals(2 * lids[t], Arrays.stream(faces, t * 52, t * 52 + 52).sum(), 1e-12);
        }
        return lids;
    }
}
