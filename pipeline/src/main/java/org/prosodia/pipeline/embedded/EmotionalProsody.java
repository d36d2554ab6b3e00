package org.prosodia.pipeline.embedded;

import java.util.List;
import org.prosodia.pipeline.synth.Prosody;

/**
 * How an emotion mixture is spoken here: the prosody of each emotion, mixed by its share (linear in each parameter, in semitones for
 * pitch). The directions are those of the literature on acted speech (Banse and Scherer, 1996; Juslin and Laukka, 2003): anger loud, fast
 * and pressed, fear high and hurried, joy high and lively, sadness slow, low and soft, disgust slow and creaky.
 */
final class EmotionalProsody {
    /** Pitch is relative to a speaker of 120 Hz. In the order of {@link EmbeddedCorpus#EMOTIONS}. */
    private static final List<Prosody> PURE = List.of(
            new Prosody(140, 7, 5.6, -15, -2, 0.020, 0.06),
            new Prosody(104, 4, 3.6, -23, -7, 0.050, 0.20),
            new Prosody(196, 3, 6.4, -25, -10, 0.030, 0.12),
            new Prosody(172, 11, 5.2, -18, -5, 0.004, 0.08),
            new Prosody(120, 4, 4.5, -22, -6, 0.008, 0.14),
            new Prosody(106, 2, 3.0, -31, -14, 0.012, 0.30));

    private static final double REFERENCE_PITCH = 120;

    private EmotionalProsody() {}

    /** @param mixture shares [K] that sum to 1 */
    static Prosody of(double[] mixture, Speaker speaker) {
        Prosody mixed = PURE.getFirst();
        double weight = mixture[0];
        for (int k = 1; k < PURE.size(); k++) {
            weight += mixture[k];
            // Successive pairs give the weighted mean of all: after step k each of the first k emotions has its share of their sum.
            mixed = weight > 0 ? mixed.mix(PURE.get(k), Math.min(1, mixture[k] / weight)) : PURE.get(k);
        }
        return new Prosody(mixed.pitch() * speaker.pitch() / REFERENCE_PITCH, mixed.pitchRange(), mixed.rate() * speaker.rate(),
                mixed.energy(), mixed.tilt(), mixed.jitter(), mixed.pauseShare());
    }
}
