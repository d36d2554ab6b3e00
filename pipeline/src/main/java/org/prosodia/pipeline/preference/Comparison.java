package org.prosodia.pipeline.preference;

import java.util.Set;

/**
 * Two sequences of one audio, whichever was preferred: what votes are about.
 *
 * @param audio as the file names it
 * @param sequences the two
 */
record Comparison(String audio, Set<SequenceKey> sequences) {

    static Comparison of(Preference preference) {
        return new Comparison(preference.audio(), Set.of(SequenceKey.of(preference.chosen().timeline()),
                SequenceKey.of(preference.rejected().timeline())));
    }

    /**
     * What one annotator said of a comparison; two equal ones are one.
     *
     * @param winner the preferred sequence; null of a tie
     */
    record Vote(Comparison comparison, String annotator, SequenceKey winner) {

        static Vote of(Preference preference) {
            SequenceKey winner = preference.tie() ? null : SequenceKey.of(preference.chosen().timeline());
            return new Vote(Comparison.of(preference), preference.annotator(), winner);
        }
    }
}
