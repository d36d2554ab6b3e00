package org.prosodia.pipeline.face;

import static org.prosodia.pipeline.face.ActionUnit.*;

import java.util.List;
import org.prosodia.pipeline.corpus.EmotionNames;

/**
 * The face of each emotion at full strength: the units that EMFACS lists for it (Friesen and Ekman, 1983; Ekman, Friesen and Hager, 2002),
 * with strengths of our own, chosen for faces that are told apart and leave room for speech. Which units there are is science, how strong
 * they are is taste.
 */
public final class EmotionExpressions {
    private static final EmotionNames NAMES =
            new EmotionNames(List.of("anger", "disgust", "fear", "joy", "neutral", "sadness", "surprise"));

    private static final List<Expression> EXPRESSIONS = List.of(
            Expression.NEUTRAL.with(BROW_LOWERER, 0.9).with(UPPER_LID_RAISER, 0.35).with(LID_TIGHTENER, 0.6).with(CHIN_RAISER, 0.25)
                    .with(LIP_PRESSOR, 0.65),
            Expression.NEUTRAL.with(NOSE_WRINKLER, 0.9).with(UPPER_LIP_RAISER, 0.6).with(LIP_CORNER_DEPRESSOR, 0.3)
                    .with(CHIN_RAISER, 0.35),
            Expression.NEUTRAL.with(INNER_BROW_RAISER, 0.85).with(OUTER_BROW_RAISER, 0.5).with(BROW_LOWERER, 0.35)
                    .with(UPPER_LID_RAISER, 0.9).with(LIP_STRETCHER, 0.6).with(JAW_DROP, 0.25),
            Expression.NEUTRAL.with(CHEEK_RAISER, 0.7).with(LIP_CORNER_PULLER, 0.85),
            Expression.NEUTRAL,
            Expression.NEUTRAL.with(INNER_BROW_RAISER, 0.85).with(BROW_LOWERER, 0.3).with(LIP_CORNER_DEPRESSOR, 0.8)
                    .with(CHIN_RAISER, 0.4).with(EYES_DOWN, 0.35),
            Expression.NEUTRAL.with(INNER_BROW_RAISER, 0.8).with(OUTER_BROW_RAISER, 0.9).with(UPPER_LID_RAISER, 0.7)
                    .with(JAW_DROP, 0.45));

    private EmotionExpressions() {}

    /** The emotions that have a face. */
    public static List<String> emotions() {
        return NAMES.emotions();
    }

    /**
     * The face of an emotion, by any name that {@link EmotionNames} understands.
     *
     * @throws IllegalArgumentException when it has none
     */
    public static Expression of(String emotion) {
        return EXPRESSIONS.get(NAMES.indexOf(emotion).orElseThrow(() -> new IllegalArgumentException(
                "emotion: expected one with a face, " + String.join(", ", NAMES.emotions()) + ", found \"" + emotion + "\"")));
    }
}
