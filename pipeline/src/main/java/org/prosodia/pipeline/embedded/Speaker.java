package org.prosodia.pipeline.embedded;

import java.util.Locale;
import org.prosodia.pipeline.synth.Voice;
import org.prosodia.tensor.Rng;

/**
 * One of the corpus' speakers.
 *
 * @param name such as {@code s03}
 * @param pitch of the neutral voice, Hz
 * @param rate factor on the syllable rate
 */
record Speaker(String name, Voice voice, double pitch, double rate) {
    /** Speaker {@code i} of a corpus, decided by its seed: shorter vocal tracts have higher voices. */
    static Speaker of(int i, Rng corpus) {
        Rng random = corpus.fork(i);
        double formantScale = 0.95 + 0.3 * random.nextDouble();
        double pitch = 105 * Math.pow(formantScale / 0.95, 2) * (0.94 + 0.12 * random.nextDouble());
        Voice voice = new Voice(formantScale, 0.01 + 0.04 * random.nextDouble(), 0.02 + 0.03 * random.nextDouble());
        return new Speaker(String.format(Locale.ROOT, "s%02d", i), voice, pitch, 0.92 + 0.16 * random.nextDouble());
    }
}
