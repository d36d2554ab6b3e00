package org.prosodia.pipeline.evaluation;

import java.util.Optional;
import org.prosodia.pipeline.timeline.EmotionVector;

/**
 * What a model said of one labelled clip.
 *
 * @param clip name of the clip
 * @param speaker who speaks, where that is known
 * @param truth index of the true label, 0 … K − 1
 * @param mixture the model's answer [K]
 */
public record ClipPrediction(String clip, Optional<String> speaker, int truth, EmotionVector mixture) {

    /** Requires a mixture and a label that it has. */
    public ClipPrediction {
        if (!mixture.isMixture()) {
            throw new IllegalArgumentException(clip + ": expected a mixture of emotions, found " + mixture);
        }
        if (truth < 0 || truth >= mixture.size()) {
            throw new IllegalArgumentException(clip + ": truth: expected a label from 0 to " + (mixture.size() - 1) + ", found " + truth);
        }
    }

    /** The label with the greatest share; of several such the first. */
    public int predicted() {
        int best = 0;
        for (int k = 1; k < mixture.size(); k++) {
            best = mixture.value(k) > mixture.value(best) ? k : best;
        }
        return best;
    }

    /** The share of {@link #predicted}. */
    public double confidence() {
        return mixture.value(predicted());
    }

    /** Whether the greatest share is that of the true label. */
    public boolean correct() {
        return predicted() == truth;
    }
}
