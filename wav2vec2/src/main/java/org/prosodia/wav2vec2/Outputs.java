package org.prosodia.wav2vec2;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What the numbers are that a head gives. */
public enum Outputs {
    /** Logits z of our own heads: concentrations of a Dirichlet distribution are α = g(z). */
    CONCENTRATIONS,
    /** Logits of a published classifier: a softmax makes a mixture of them. */
    CLASSES,
    /** Values on scales of their own, such as arousal, dominance and valence; no mixture. */
    VALUES;

    private static final Set<String> DIMENSIONS = Set.of("arousal", "activation", "dominance", "valence");

    /**
     * What a published head gives: {@code problem_type} decides; without it {@code finetuning_task}, where trainers of the older
     * {@code Wav2Vec2ForSpeechClassification} wrote {@code wav2vec2_reg} or {@code wav2vec2_clf}; without both the labels, which are
     * dimensions or else classes.
     */
    static Outputs ofPublished(JsonObject json, List<String> labels) throws ModelException {
        String problem = json.string("problem_type", "");
        if (!problem.isEmpty()) {
            return problem.equals("regression") ? VALUES : CLASSES;
        }
        String task = json.string("finetuning_task", "");
        if (task.endsWith("_reg") || task.endsWith("_clf")) {
            return task.endsWith("_reg") ? VALUES : CLASSES;
        }
        boolean dimensions = !labels.isEmpty() && labels.stream().allMatch(label -> DIMENSIONS.contains(label.toLowerCase(Locale.ROOT)));
        return dimensions ? VALUES : CLASSES;
    }
}
