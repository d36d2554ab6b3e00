package org.prosodia.pipeline.baseline;

import org.prosodia.dirichlet.Simplex;

/**
 * A clip to learn from.
 *
 * @param features of {@link Functionals}
 * @param mixture shares of the emotions [K]; a label is a corner
 */
public record LabelledFeatures(double[] features, double[] mixture) {
    /** Requires features of our making and a mixture. */
    public LabelledFeatures {
        if (features.length != Functionals.SIZE) {
            throw new IllegalArgumentException("features: expected [" + Functionals.SIZE + "], found [" + features.length + "]");
        }
        Simplex.check(mixture, mixture.length);
    }

    /** @param samples mono at 16 kHz, at least one */
    public static LabelledFeatures of(float[] samples, double[] mixture) {
        return new LabelledFeatures(Functionals.of(samples), mixture);
    }

    /** The emotion with the greatest share, the first of equals. */
    int dominant() {
        return Simplex.dominant(mixture);
    }
}
