package org.prosodia.pipeline.face;

import java.util.random.RandomGenerator;
import org.prosodia.tensor.Rng;

/**
 * Both eyes close and open at random moments, {@value #SHORTEST_REST} to {@value #LONGEST_REST} s of rest apart. A lid closes in
 * {@value #CLOSING} s and opens in {@value #OPENING} s, along half a cosine each. One seed gives the same moments at every frame rate, and
 * for audio that goes on the same ones before.
 */
final class Blinks {
    static final double SHORTEST_REST = 2;
    static final double LONGEST_REST = 6;
    static final double CLOSING = 0.08;
    static final double OPENING = 0.16;

    private Blinks() {}

    /** Adds the blinks to faces [T, 52], frame t at t / fps seconds. */
    static void addTo(double[] faces, double fps, long seed) {
        Expression blink = Expression.NEUTRAL.with(ActionUnit.BLINK, 1);
        RandomGenerator random = new Rng(seed);
        double start = random.nextDouble(LONGEST_REST);
        for (int t = 0; t < faces.length / Blendshape.COUNT; t++) {
            double seconds = t / fps;
            while (seconds >= start + CLOSING + OPENING) {
                start += CLOSING + OPENING + random.nextDouble(SHORTEST_REST, LONGEST_REST);
            }
            blink.addTo(faces, t * Blendshape.COUNT, closed(seconds - start));
        }
    }

    /** How far the lids are closed, so long after they begin to: {@code ½ − ½ cos(π x)} there and back. */
    private static double closed(double seconds) {
        double x = seconds < CLOSING ? seconds / CLOSING : 1 - (seconds - CLOSING) / OPENING;
        return 0.5 - 0.5 * Math.cos(Math.PI * Math.clamp(x, 0, 1));
    }
}
