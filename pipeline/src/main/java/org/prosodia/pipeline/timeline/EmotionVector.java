package org.prosodia.pipeline.timeline;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a model says of one moment, or of a whole clip: a mixture of emotions (a point of the simplex, with the Dirichlet concentrations
 * behind it when the model gives them) or, for dimensional models, raw values such as arousal, dominance and valence.
 */
public final class EmotionVector {
    private final float[] values;
    private final float[] alpha;
    private final boolean mixture;

    private EmotionVector(float[] values, float[] alpha, boolean mixture) {
        this.values = values;
        this.alpha = alpha;
        this.mixture = mixture;
    }

    /** From Dirichlet concentrations [K], each positive: the mean is {@code E[y] = α / α₀} (spec eq. 6). */
    public static EmotionVector ofAlpha(float... alpha) {
        float[] mean = new float[alpha.length];
        Simplex.meanOf(alpha, 0, alpha.length, mean, "alpha");
        return new EmotionVector(mean, alpha.clone(), true);
    }

    /** From a mean [K] on the simplex: non-negative, summing to 1 within {@value Simplex#TOLERANCE}. */
    public static EmotionVector ofMean(float... mean) {
        Simplex.checkMean(mean, 0, mean.length, "mean");
        return new EmotionVector(mean.clone(), null, true);
    }

    /** From raw values [K] of a dimensional model, each finite. */
    public static EmotionVector ofValues(float... values) {
        Simplex.checkFinite(values, 0, values.length, "values");
        return new EmotionVector(values.clone(), null, false);
    }

    /** Whether this is a mixture of emotions; if not, the values are on scales of their own. */
    public boolean isMixture() {
        return mixture;
    }

    /** K, the number of emotions or dimensions. */
    public int size() {
        return values.length;
    }

    /** The mean of emotion {@code k}, or the raw value of dimension {@code k}. */
    public float value(int k) {
        return values[k];
    }

    /** The mean [K], or the raw values [K]. */
    public float[] values() {
        return values.clone();
    }

    /** The Dirichlet concentrations α [K], when the model gives them. */
    public Optional<float[]> alpha() {
        return alpha == null ? Optional.empty() : Optional.of(alpha.clone());
    }

    /** The certainty {@code α₀ = Σ α_k}, when the model gives concentrations. */
    public OptionalDouble certainty() {
        return alpha == null ? OptionalDouble.empty() : OptionalDouble.of(Simplex.sum(alpha, 0, alpha.length));
    }

    @Override
    public String toString() {
        return alpha == null ? (mixture ? "mean " : "values ") + Arrays.toString(values) : "alpha " + Arrays.toString(alpha);
    }
}
