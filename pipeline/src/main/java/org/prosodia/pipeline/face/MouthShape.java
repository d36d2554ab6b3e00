package org.prosodia.pipeline.face;

import static org.prosodia.pipeline.face.ActionUnit.*;

/**
 * What a mouth does while it speaks. The first five belong to a band of the spectrum each, Hz: where the energy of a vowel lies tells how
 * far the jaw is open (first formant) and whether lips are round or spread (second formant), and fricatives are above. {@link #CLOSED} is
 * for the dips between them.
 */
enum MouthShape {
    /** The first formant of close vowels, with no second one above it: oo. */
    ROUND(150, 500, Expression.NEUTRAL.with(LIP_PUCKERER, 0.5).with(LIP_FUNNELER, 0.3).with(JAW_DROP, 0.18)),
    /** The first formant of open vowels: ah. */
    OPEN(500, 1100, Expression.NEUTRAL.with(JAW_DROP, 0.55).with(LOWER_LIP_DEPRESSOR, 0.2).with(UPPER_LIP_RAISER, 0.1)),
    /** The second formant of vowels in the middle: eh. */
    HALF_OPEN(1100, 1800, Expression.NEUTRAL.with(JAW_DROP, 0.35).with(LOWER_LIP_DEPRESSOR, 0.25).with(LIP_STRETCHER, 0.1)),
    /** The second formant of front vowels: ee. */
    SPREAD(1800, 3500, Expression.NEUTRAL.with(LIP_STRETCHER, 0.35).with(DIMPLER, 0.2).with(LOWER_LIP_DEPRESSOR, 0.25)
            .with(JAW_DROP, 0.15)),
    /** Noise between tongue or lip and teeth: s, f. */
    TEETH(3500, 8000, Expression.NEUTRAL.with(LOWER_LIP_DEPRESSOR, 0.3).with(UPPER_LIP_RAISER, 0.2).with(LIP_STRETCHER, 0.15)
            .with(JAW_DROP, 0.06)),
    /** Lips together: m, b, p, and the short rests of speech. */
    CLOSED(0, 0, Expression.NEUTRAL.with(LIP_PRESSOR, 0.3).with(LIP_SUCK, 0.25));

    private final double from;
    private final double to;
    private final Expression expression;

    MouthShape(double from, double to, Expression expression) {
        this.from = from;
        this.to = to;
        this.expression = expression;
    }

    /** Whether its band, which is empty for {@link #CLOSED}, holds that frequency. */
    boolean hears(double hertz) {
        return hertz >= from && hertz < to;
    }

    Expression expression() {
        return expression;
    }
}
